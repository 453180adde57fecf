// What saves a click; every act works without it.
import { offerMicrophones } from "./microphone.js";

document.querySelector(".error-summary")?.focus();
offerMicrophones();

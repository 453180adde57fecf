// What saves a click; every act works without it.
document.querySelector(".error-summary")?.focus();

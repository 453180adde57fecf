// A notice recorded here instead of uploaded: put into the file field as WAV, which the telephone plays.
const RATE = 8000; // samples a second, as a telephone has
const LONGEST = 180; // seconds: less than a form takes

export function offerMicrophones() {
  for (const place of document.querySelectorAll("[data-recorder]")) {
    const field = document.getElementById(place.dataset.recorder);
    if (field && navigator.mediaDevices?.getUserMedia && window.MediaRecorder) offer(place, field);
  }
}

function offer(place, field) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-outline-primary mt-3";
  button.textContent = place.dataset.record;
  const told = document.createElement("p");
  told.setAttribute("role", "status");
  place.append(button, told);
  let stop = null;
  button.addEventListener("click", async () => {
    if (stop) return stop();
    button.disabled = true;
    try {
      const taken = await record();
      stop = taken.stop;
      button.textContent = place.dataset.stop;
      told.textContent = place.dataset.recording;
      button.disabled = false;
      put(field, await asWav(await taken.sound));
      told.textContent = place.dataset.done;
    } catch {
      told.textContent = place.dataset.refused; // whatever it was, a file can be chosen
    }
    stop = null;
    button.disabled = false;
    button.textContent = place.dataset.record;
  });
}

async function record() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(stream);
  const pieces = [];
  recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
  const sound = new Promise((resolve) => {
    recorder.addEventListener("stop", () => {
      for (const track of stream.getTracks()) track.stop();
      resolve(new Blob(pieces).arrayBuffer());
    });
  });
  const stop = () => recorder.state === "recording" && recorder.stop();
  recorder.start();
  setTimeout(stop, LONGEST * 1000);
  return { sound, stop };
}

async function asWav(bytes) {
  const context = new OfflineAudioContext(1, 1, RATE);
  const heard = await context.decodeAudioData(bytes); // at RATE already
  const length = Math.min(heard.length, LONGEST * RATE);
  const wav = new DataView(new ArrayBuffer(44 + length * 2));
  const write = (at, text) => [...text].forEach((sign, i) => wav.setUint8(at + i, sign.charCodeAt(0)));
  write(0, "RIFF");
  wav.setUint32(4, 36 + length * 2, true);
  write(8, "WAVEfmt ");
  wav.setUint32(16, 16, true);
  wav.setUint16(20, 1, true); // PCM
  wav.setUint16(22, 1, true); // one channel
  wav.setUint32(24, RATE, true);
  wav.setUint32(28, RATE * 2, true);
  wav.setUint16(32, 2, true);
  wav.setUint16(34, 16, true);
  write(36, "data");
  wav.setUint32(40, length * 2, true);
  heard.getChannelData(0).subarray(0, length).forEach((value, i) => {
    wav.setInt16(44 + i * 2, Math.max(-1, Math.min(1, value)) * 32767, true);
  });
  return new File([wav], "notice.wav", { type: "audio/wav" });
}

function put(field, file) {
  const held = new DataTransfer();
  held.items.add(file);
  field.files = held.files;
}

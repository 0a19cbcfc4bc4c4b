// The clock on the wall: the server's time and its time zone, whatever those of the screen are.
const clock = document.querySelector("[data-clock]");
const [hours, minutes] = clock.textContent.split(":").map(Number);
const begun = Date.now();
const seconds = (hours * 60 + minutes) * 60 + (Number(document.body.dataset.now) % 60);
const two = (number) => String(number).padStart(2, "0");

setInterval(() => {
  const minute = Math.floor((seconds + (Date.now() - begun) / 1000) / 60) % 1440;
  const text = `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
  if (clock.textContent !== text) clock.textContent = text;
}, 1000);

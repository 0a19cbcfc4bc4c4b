// Keeps the time left ticking, by the server's clock, in the words of jujiao/kernel/pages/words.py.
const words = JSON.parse(document.getElementById("script-words")?.textContent ?? "null");
const served = Number(document.body.dataset.now) * 1000;
const offset = served ? served - Date.now() : 0;
const SOON = 0.75;

const say = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);

export function durationWords(seconds) {
  const all = Math.floor(Math.abs(seconds) / 60);
  const days = Math.floor(all / 1440);
  const hours = Math.floor((all % 1440) / 60);
  const minutes = all % 60;
  if (days) return say(hours ? words.days_hours : words.days, { days, hours });
  if (hours) return say(minutes ? words.hours_minutes : words.hours, { hours, minutes });
  return say(minutes ? words.minutes : words.moment, { minutes });
}

function tick(element, now) {
  const due = Number(element.dataset.due);
  const since = Number(element.dataset.since);
  const late = now > due;
  const share = since ? Math.min(Math.max((now - since) / Math.max(due - since, 1), 0), 1) : 0;
  const stage = late ? "late" : share >= SOON ? "soon" : "calm";
  const text = say(late ? words.late : words.left, { duration: durationWords(due - now) });
  const said = element.querySelector(".j-due-words");
  if (said && said.textContent !== text) said.textContent = text;
  const bar = element.querySelector("progress");
  if (bar) bar.value = Math.floor(share * 100);
  if (element.classList.contains(`is-${stage}`)) return;
  element.classList.remove("is-calm", "is-soon", "is-late");
  element.classList.add(`is-${stage}`);
  const icon = document.getElementById("due-icons")?.content.querySelector(`[data-stage="${stage}"] svg`);
  if (icon) element.querySelector("svg")?.replaceWith(icon.cloneNode(true));
}

// After midnight of the server's time zone "tomorrow" is another day: then the date stands there.
function settle(element, now) {
  if (now < Number(element.dataset.until)) return;
  element.textContent = element.dataset.then;
  delete element.dataset.until;
  delete element.dataset.then;
}

function tickAll() {
  const now = Math.floor((Date.now() + offset) / 1000);
  for (const element of document.querySelectorAll("[data-until]")) settle(element, now);
  for (const element of document.querySelectorAll("[data-due]")) tick(element, now);
}

if (words) {
  setInterval(() => { if (!document.hidden) tickAll(); }, 10_000);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) tickAll(); });
}

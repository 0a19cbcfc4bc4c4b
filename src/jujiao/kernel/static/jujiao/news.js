// How many notices wait: in the title and at the bell, kept up to date by the live line, which itself carries no data.
// Where the person has switched it on in this browser, and the page is hidden, new ones are shown by the system.
const URL_OF_NEWS = document.getElementById("live")?.dataset.news ?? "";
const WANTED = "jujiao-system-notices";
const DELAY = 500;
const PACE = 5_000;
const person = document.body.dataset.person ?? "";
const offered = "Notification" in window && window.isSecureContext;

let newest = null;
let waiting = null;
let lookedAt = 0;

function stored() {
  try { return localStorage.getItem(WANTED); } catch { return null; }
}

// Kept with the person: whoever signs in here next has not asked for it.
function wanted() {
  return offered && Notification.permission === "granted" && person !== "" && stored() === person;
}

function shows() {
  return document.hidden && wanted();
}

async function ask() {
  // The new ones in words only where they are shown; the number at the bell costs far less.
  const url = newest !== null && shows() ? `${URL_OF_NEWS}?after=${newest}` : URL_OF_NEWS;
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  // Whoever is signed out meanwhile is led to the door, which is no news.
  return answer.ok && !answer.redirected ? answer.json() : null;
}

function count({ count: many, label }) {
  const title = document.title.replace(/^\(\d+\) /, "");
  document.title = many ? `(${many}) ${title}` : title;
  const bell = document.querySelector(".j-bell");
  if (!bell) return;
  bell.setAttribute("aria-label", label);
  let badge = bell.querySelector(".j-count");
  if (!many) badge?.remove();
  if (many && !badge) {
    badge = document.createElement("span");
    badge.className = "j-count";
    bell.append(badge);
  }
  if (many) badge.textContent = many;
}

// On telephones only the worker may show anything: it opens `url` when that is tapped (worker.js). Without a worker the
// page does both. Of several tabs that show the same the last one stands.
async function show({ id, title, body, url }) {
  const says = { body, tag: `jujiao-${id}`, lang: document.documentElement.lang, data: { url } };
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  if (registration?.active) {
    await registration.showNotification(title, says).catch(() => {});
    return;
  }
  try {
    const shown = new Notification(title, says);
    shown.addEventListener("click", () => {
      window.focus();
      location.assign(url);
      shown.close();
    });
  } catch { /* this browser shows nothing without a worker */ }
}

async function look() {
  waiting = null;
  lookedAt = Date.now();
  const since = newest;
  let news = null;
  try { news = await ask(); } catch { return; }
  if (!news) return;
  newest = Math.max(newest ?? 0, news.newest);
  count(news);
  if (since !== null && shows()) news.letters.forEach(show);
}

// The switch on the settings page: [data-system-notices] with a part for each of data-when="on|off|denied|missing".
function state() {
  if (!offered) return "missing";
  if (Notification.permission === "denied") return "denied";
  return wanted() ? "on" : "off";
}

function draw() {
  document.documentElement.dataset.systemNotices = wanted() ? "on" : "off";
  for (const part of document.querySelectorAll("[data-system-notices] [data-when]")) {
    part.hidden = part.dataset.when !== state();
  }
}

document.addEventListener("click", async (event) => {
  const turn = event.target.closest("[data-turn]")?.dataset.turn;
  if (!turn) return;
  try {
    if (turn === "off") localStorage.removeItem(WANTED);
    else if (await Notification.requestPermission() === "granted") localStorage.setItem(WANTED, person);
  } catch { /* a browser without storage keeps no choice */ }
  draw();
});

if (URL_OF_NEWS) {
  document.body.addEventListener("live-user", () => {
    waiting ??= setTimeout(look, Math.max(DELAY, lookedAt + PACE - Date.now()));
  });
  document.addEventListener("visibilitychange", () => {
    // What is new is told from what was there when the person looked away.
    if (document.hidden && wanted()) look();
    if (!document.hidden) newest = null;
  });
}
addEventListener("storage", draw);
draw();

// Keeps a page up to date: the live process names what changed, the page's fragments then ask for themselves.
// Fragments listen by hx-trigger="live-estate from:body" or "live-user from:body", at most once in two seconds; what costs
// more and matters less at once, by "live-calmly from:body" or "live-seldom from:body" (any news, every ten seconds or
// every thirty); each event has all the `topics` that it stands for. The first word after a silence is passed on at once, the last one always. (htmx's own delay starts anew
// with each event, and its throttle loses the last.) Where no live line can be had, everything is asked for again every
// quarter of a minute.

const POLL = 15_000;
const PATIENCE = 5_000;
const REST = 30_000;
const AGAIN = 60_000;
const MUTED = "jujiao-muted";
const GATHER = 60;
const PACES = { "live-estate": 1_700, "live-user": 1_700, "live-calmly": 10_000, "live-seldom": 30_000 };

const { url = "", rings = "{}", quick = "" } = document.getElementById("live")?.dataset ?? {};
const ringWords = JSON.parse(rings);
const quickKinds = quick.split(" ").filter(Boolean);
let source = null;
let polling = null;
let resting = null;
let hidden = null;
let letGo = null;
let sound = null;
let rangAt = 0;
let newest = newestCase();
// A browser keeps six lines to one host: a tab that waits for one hears meanwhile what others of the same person hear.
const person = document.body.dataset.person ?? "";
const others = person && "BroadcastChannel" in window ? new BroadcastChannel(`jujiao-line:${person}`) : null;
others?.addEventListener("message", ({ data }) => {
  if (source?.readyState === EventSource.CONNECTING) tell(data.topic, data.stamp);
});

function tell(topic, stamp = "") {
  const kind = topic.split(":")[0];
  if (kind in ringWords) {
    ring(ringWords[kind]);
    return;
  }
  // These stir the one part that waits for them, at once, and nothing else.
  if (quickKinds.includes(kind)) {
    pass(`live-${kind}`, { topic, stamp });
    return;
  }
  for (const name of [`live-${kind}`, "live-calmly", "live-seldom"]) pass(name, { topic, stamp });
}

// What waits to be passed on, by the name of its event, and the requests that it has led to.
const paced = new Map();

function pass(name, detail) {
  const state = paced.get(name) ?? { at: 0, asking: 0, timer: null };
  paced.set(name, state);
  state.detail = { ...detail, topics: [...(state.detail?.topics ?? []), detail.topic] };
  state.timer ??= setTimeout(() => dispatch(name, state), Math.max(GATHER, state.at + (PACES[name] ?? 0) - Date.now()));
}

function dispatch(name, state) {
  state.timer = null;
  if (state.asking > 0) {
    // Asking again would call off what is under way, and a slow server would never be heard.
    state.timer = setTimeout(() => dispatch(name, state), GATHER);
    return;
  }
  const { detail } = state;
  state.at = Date.now();
  state.detail = null;
  document.body.dispatchEvent(new CustomEvent(name, { detail }));
}

// The moment that the news are of goes along: whoever sees the same and asks with the same one gets the same answer.
document.body.addEventListener("htmx:configRequest", ({ detail }) => {
  const stamp = detail.triggeringEvent?.detail?.stamp;
  if (stamp) detail.headers["Live-Stamp"] = stamp;
});

for (const [event, step] of [["htmx:beforeSend", 1], ["htmx:afterRequest", -1]]) {
  document.body.addEventListener(event, ({ detail }) => {
    const state = paced.get(detail.requestConfig?.triggeringEvent?.type);
    if (state && (step > 0 || state.asking > 0)) state.asking += step;
  });
}

function tellAll() {
  ["estate", "user", ...quickKinds].forEach((kind) => tell(kind));
}

function poll(on) {
  // Each failed try calls this again: the interval under way goes on.
  if (on) {
    polling ??= setInterval(tellAll, POLL);
  } else {
    clearInterval(polling);
    polling = null;
  }
  document.documentElement.dataset.live = on ? "polling" : "open";
}

function open() {
  if (source) return;
  if (!url) {
    poll(true);
    return;
  }
  source = new EventSource(url, { withCredentials: true });
  const line = source;
  setTimeout(() => line === source && line.readyState !== EventSource.OPEN && poll(true), PATIENCE);
  line.addEventListener("open", () => {
    // What was said while the line was down has been missed.
    if (polling) tellAll();
    poll(false);
  });
  line.addEventListener("message", (event) => {
    tell(event.data, event.lastEventId);
    others?.postMessage({ topic: event.data, stamp: event.lastEventId });
  });
  line.addEventListener("error", () => {
    if (line !== source) return;
    poll(true);
    if (line.readyState === EventSource.CLOSED) {
      shut();
      poll(true);
      setTimeout(() => document.hidden || open(), AGAIN);
    }
  });
}

function shut() {
  source?.close();
  source = null;
  poll(false);
}

// A browser keeps few lines to one host: only the tab that is looked at holds one, and the desk's, which must ring. Where
// the system is to show notices (news.js), one of the hidden tabs listens for all of them: the one that has the lock.
function rest() {
  if (Object.keys(ringWords).length > 0) return;
  resting = setTimeout(() => letGo || shut(), REST);
  if (document.documentElement.dataset.systemNotices !== "on") return;
  hidden = new AbortController();
  const listen = () => new Promise((done) => {
    letGo = done;
    open();
  });
  navigator.locks?.request("jujiao-hidden-line", { signal: hidden.signal }, listen).catch(() => {});
}

function wake() {
  clearTimeout(resting);
  hidden?.abort();
  letGo?.();
  hidden = null;
  letGo = null;
}

document.addEventListener("visibilitychange", () => {
  wake();
  if (document.hidden) {
    rest();
  } else if (!source) {
    tellAll();
    open();
  }
});

// The desk's bell: a new case rings once, wherever the clerk is in the product.
function ring(words) {
  if (!words || Date.now() - rangAt < 3_000) return;
  rangAt = Date.now();
  document.body.dispatchEvent(new CustomEvent("toast", { detail: { text: words, level: "info" } }));
  if (localStorage.getItem(MUTED) !== "1") chime();
}

function chime() {
  if (sound?.state !== "running") return;
  [880, 1174.7].forEach((pitch, index) => {
    const start = sound.currentTime + index * 0.18;
    const tone = new OscillatorNode(sound, { type: "sine", frequency: pitch });
    const loudness = new GainNode(sound, { gain: 0 });
    loudness.gain.setValueAtTime(0, start);
    loudness.gain.linearRampToValueAtTime(0.25, start + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.001, start + 0.5);
    tone.connect(loudness).connect(sound.destination);
    tone.start(start);
    tone.stop(start + 0.5);
  });
}

// Browsers let a page sound only after its reader has touched it.
for (const gesture of ["pointerdown", "keydown"]) {
  document.addEventListener(gesture, () => {
    sound ??= new AudioContext();
    if (sound.state === "suspended") sound.resume();
  }, { once: true, capture: true });
}

// Without a live line the board itself says that something came: data-newest grew. `data-rings` names the topic whose
// words are said then.
function newestCase() {
  return Math.max(0, ...Array.from(document.querySelectorAll("[data-newest]"), (each) => Number(each.dataset.newest)));
}

document.body.addEventListener("htmx:afterSettle", () => {
  const now = newestCase();
  if (now > newest && newest > 0) ring(ringWords[document.querySelector("[data-newest]").dataset.rings]);
  newest = Math.max(newest, now);
});

// The switch to mute: <button data-mute aria-pressed="false">.
function showMuted() {
  const muted = localStorage.getItem(MUTED) === "1";
  for (const button of document.querySelectorAll("[data-mute]")) button.setAttribute("aria-pressed", String(muted));
}

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-mute]")) return;
  localStorage.setItem(MUTED, localStorage.getItem(MUTED) === "1" ? "0" : "1");
  showMuted();
});

showMuted();
document.body.addEventListener("htmx:afterSettle", showMuted);
open();

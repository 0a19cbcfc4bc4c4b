// The inbox: parts ask anew when something was written, the latest message is in sight, and an answer is written with
// texts that stand ready. Who else writes here is said while it lasts.
const box = document.querySelector("[data-conversations]");
const opened = box?.dataset.conversation ?? "";
const person = document.body.dataset.person ?? "";
const TYPING_EVERY = 3_000;
const TYPING_LASTS = 6_000;
const NEAR = 80;  // pixels from the end, within which the latest message is kept in sight
const WIDE = matchMedia("(min-width: 992px)");

const part = (name) => box.querySelector(`[data-part="${name}"]`);
const stir = (name, detail) => part(name)?.dispatchEvent(new CustomEvent("stir", { detail }));
const pane = () => box.querySelector("[data-messages]");
const last = () => box.querySelector(".c-bubbles > :last-child");

// News name the conversation behind the estate ("conversations:3/12"); without one any may have changed.
function concerns(topics) {
  return topics.some((topic) => !topic.includes("/") || topic.split("/")[1] === opened);
}

document.body.addEventListener("live-conversations", ({ detail }) => {
  stir("list", detail);
  if (concerns(detail?.topics ?? [""])) stir("thread", detail);
});

// --- the latest message stays in sight, unless somebody reads further up: on a telephone the whole page scrolls ---
function toEnd() {
  if (WIDE.matches && pane()) pane().scrollTop = pane().scrollHeight;
  else last()?.scrollIntoView({ block: "end" });
}

function atEnd() {
  const view = pane();
  if (WIDE.matches && view) return view.scrollHeight - view.scrollTop - view.clientHeight < NEAR;
  return (last()?.getBoundingClientRect().bottom ?? 0) < innerHeight + NEAR;
}

let kept = null;
let answered = false;
box.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.dataset?.part !== "thread") return;
  kept = answered || atEnd() ? null : { pane: pane().scrollTop, page: scrollY };
});
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (!opened || detail.target.dataset?.part !== "thread") return;
  answered = false;
  if (kept === null) toEnd();
  else if (WIDE.matches) pane().scrollTop = kept.pane;
  else scrollTo({ top: kept.page });
});
if (opened && !new URLSearchParams(location.search).has("before")) toEnd();

// --- the list keeps its place from one conversation to the next ---
const rows = () => box.querySelector(".c-rows");
const keyOfList = `inbox:${person}:${new URLSearchParams(location.search).get("show") ?? ""}`;
if (rows() && WIDE.matches) rows().scrollTop = Number(sessionStorage.getItem(keyOfList) ?? 0);
box.addEventListener("click", (event) => {
  if (event.target.closest(".c-row-link")) sessionStorage.setItem(keyOfList, rows().scrollTop);
});
box.addEventListener("change", (event) => {
  if (event.target.matches("[data-sends]")) event.target.form.requestSubmit();
});

// --- the answer ---
const form = box.querySelector("[data-answer]");
const text = form?.elements.text;
const panel = form?.querySelector("[data-panel]");
const opener = form?.querySelector("[data-phrases]");
const options = [...(panel?.querySelectorAll("[data-phrase]") ?? [])];
let chosen = -1;
let saidAt = 0;

function count() {
  const length = text.value.replace(/\r?\n/g, "\n").length;
  const shown = form.querySelector("[data-count]");
  shown.textContent = length;
  shown.parentElement.classList.toggle("is-full", length >= text.maxLength);
}

const visible = () => options.filter((each) => !each.hidden);

function mark(place) {
  const there = visible();
  chosen = there.length ? (place + there.length) % there.length : -1;
  options.forEach((each) => each.setAttribute("aria-selected", String(each === there[chosen])));
  const one = there[chosen];
  one?.scrollIntoView({ block: "nearest" });
  if (one) text.setAttribute("aria-activedescendant", one.id);
  else text.removeAttribute("aria-activedescendant");
}

function offer(words) {
  const wanted = words.toLowerCase();
  for (const each of options) {
    const hay = `${each.dataset.short} ${each.textContent}`.toLowerCase();
    each.hidden = wanted !== "" && !hay.includes(wanted);
  }
  panel.querySelector("[data-none]").hidden = visible().length > 0;
  panel.hidden = false;
  opener?.setAttribute("aria-expanded", "true");
  mark(0);
}

function close() {
  if (panel.hidden) return;
  panel.hidden = true;
  opener?.setAttribute("aria-expanded", "false");
  text.removeAttribute("aria-activedescendant");
}

// What stands behind the last "/" before the caret, where that begins a word.
function slash() {
  const before = text.value.slice(0, text.selectionStart);
  return /(?:^|\s)\/([^\s/]{0,20})$/.exec(before)?.[1] ?? null;
}

function put(option) {
  const typed = slash();
  const end = text.selectionStart;
  const start = typed === null ? end : end - typed.length - 1;
  text.setRangeText(option.dataset.text, start, text.selectionEnd, "end");
  form.querySelector("[data-phrase-of]").value = option.dataset.phrase;
  close();
  text.focus();
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

function typed() {
  count();
  if (text.value === "") form.querySelector("[data-phrase-of]").value = "";
  const words = slash();
  if (words !== null && options.length) offer(words);
  else close();
  if (text.value && Date.now() - saidAt > TYPING_EVERY) {
    saidAt = Date.now();
    const token = form.querySelector("input[name=csrfmiddlewaretoken]").value;
    fetch(document.getElementById("typing").dataset.url, { method: "POST", headers: { "X-CSRFToken": token } }).catch(() => {});
  }
}

if (form) {
  text.addEventListener("input", typed);
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    } else if (!panel.hidden && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      mark(chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (!panel.hidden && ["Enter", "Tab"].includes(event.key) && visible()[chosen]) {
      event.preventDefault();
      put(visible()[chosen]);
    } else if (event.key === "Escape" && panel && !panel.hidden) {
      event.stopPropagation();
      close();
    }
  });
  panel.addEventListener("click", (event) => {
    const option = event.target.closest("[data-phrase]");
    if (option) put(option);
  });
  opener?.addEventListener("click", () => {
    if (panel.hidden) offer("");
    else close();
    text.focus();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".c-answer")) close();
  });
  form.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.elt !== form || detail.xhr.status < 200 || detail.xhr.status >= 300) return;
    form.reset();
    document.getElementById("answer-errors").replaceChildren();
    count();
    text.focus();
    answered = true;
  });
  // A draft is put back once the scripts of the page have run.
  addEventListener("load", count, { once: true });
  count();
}
// What a step on this page has changed is asked for at once, whether or not the live line says so.
document.body.addEventListener("conversation-changed", () => {
  stir("thread", {});
  stir("list", {});
});

// --- who else writes here: "typing:3/12/45" is the account 45 in conversation 12 ---
const typing = document.getElementById("typing");
let fades = null;
document.body.addEventListener("live-typing", async ({ detail }) => {
  const others = (detail?.topics ?? []).map((topic) => topic.split("/")).filter(([, where, who]) => where === opened && who !== person);
  if (!typing || !others.length) return;
  try {
    const answer = await fetch(`${typing.dataset.url}?by=${encodeURIComponent(others.at(-1)[2])}`);
    if (answer.ok && !answer.redirected) typing.innerHTML = await answer.text();
  } catch { return; }
  clearTimeout(fades);
  fades = setTimeout(() => typing.replaceChildren(), TYPING_LASTS);
});

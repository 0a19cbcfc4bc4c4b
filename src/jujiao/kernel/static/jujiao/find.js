// Finding from anywhere, and the keys of the page: which there are, and what they do, stands in the dialog of keys.
const box = document.getElementById("find");
const text = document.getElementById("find-text");
const list = document.getElementById("find-list");
const said = document.getElementById("find-said");
const keys = document.getElementById("keys");
const single = keys.querySelector("[data-single-keys]");
const STORED = "single-keys";
// What a Chinese keyboard sends for the same key.
const SAME = { "？": "?", "、": "/", "／": "/" };
const FIELDS = "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=button], [type=submit])";
let before = null;

function open() {
  if (document.querySelector("dialog[open]")) return;
  if (!box.contains(document.activeElement)) before = document.activeElement;
  box.classList.add("is-open");
  text.focus();
  text.select();
}
function close() {
  box.classList.remove("is-open");
  text.blur();
  if (before?.isConnected && before !== document.body) before.focus();
  before = null;
}

document.querySelector("[data-find-open]").addEventListener("click", open);
box.querySelector("[data-find-close]").addEventListener("click", close);
box.addEventListener("keydown", (event) => { if (event.key === "Escape" && !event.isComposing) close(); });
box.addEventListener("focusout", (event) => { if (!box.contains(event.relatedTarget)) box.classList.remove("is-open"); });
// A click beside the lines leaves the field in use.
box.querySelector(".j-find-panel").addEventListener("pointerdown", (event) => event.preventDefault());
text.addEventListener("chosen", (event) => location.assign(event.detail.url));
text.addEventListener("focus", () => {
  if (!list.querySelector("[role=option]")) return;
  list.hidden = false;
  text.setAttribute("aria-expanded", "true");
});
for (const trouble of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  text.addEventListener(trouble, () => {
    list.replaceChildren();
    said.replaceChildren(document.getElementById("find-trouble").content.cloneNode(true));
  });
}

// Whoever dictates, or types with a device that presses keys by chance, can do without single keys.
try { single.checked = localStorage.getItem(STORED) !== "off"; } catch { /* nothing is kept here */ }
single.addEventListener("change", () => {
  try { localStorage.setItem(STORED, single.checked ? "on" : "off"); } catch { /* it holds for this page */ }
});

function press(row) {
  if (row.dataset.does === "find") open();
  else if (row.dataset.does === "keys") keys.showModal();
  else if (row.dataset.does) document.dispatchEvent(new CustomEvent(`key-${row.dataset.does}`));
  else location.assign(row.dataset.url);
}
document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.defaultPrevented || event.altKey || document.querySelector("dialog[open]")) return;
  const key = SAME[event.key] ?? event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) {
    if (key !== "k" || event.shiftKey) return;
    event.preventDefault();
    open();
    return;
  }
  const row = keys.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!row || event.repeat || !single.checked || event.target.closest(FIELDS)) return;
  event.preventDefault();
  press(row);
});
box.querySelector("[data-keys-open]").addEventListener("click", () => { close(); keys.showModal(); });

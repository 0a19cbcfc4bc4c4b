// The grid of a roster by keyboard and by dragging. Each change is one POST, which answers with the rows as they are now
// and, where it is refused, with what stands against it.
const CELL = ".g-cell[data-day]";
const KEYS = { Delete: "take", Backspace: "take", f: "fix" };
const token = () => /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";
const box = () => document.querySelector("[data-grid]");
const cells = () => [...box().querySelectorAll(CELL)];
const byId = (id) => document.getElementById(id);
let current = "";
let waiting = Promise.resolve();
let dragged = null;
let edits = 0;
let looking = false;
let missed = false;

function settle() {
  if (!box()) return;
  const all = cells();
  const one = all.find((cell) => cell.id === current) ?? all[0];
  for (const cell of all) cell.tabIndex = cell === one ? 0 : -1;
}

function move(cell, { ArrowLeft = 0, ArrowRight = 0, ArrowUp = 0, ArrowDown = 0 }) {
  const row = cell.closest("tr");
  const rows = [...row.parentElement.rows].filter((each) => each.querySelector(CELL));
  const along = [...row.querySelectorAll(CELL)];
  const next = rows[rows.indexOf(row) + ArrowDown - ArrowUp];
  const at = along.indexOf(cell) + ArrowRight - ArrowLeft;
  (next?.querySelectorAll(CELL)[at])?.focus();
}

function hush() {
  const said = byId("grid-said");
  if (!said || said.hidden) return;
  said.hidden = true;
  said.replaceChildren();
}

function say(list, cell) {
  const said = byId("grid-said");
  said.replaceChildren(list);
  said.hidden = false;
  const place = cell.getBoundingClientRect();
  said.style.left = `${Math.max(12, Math.min(place.left, document.documentElement.clientWidth - said.offsetWidth - 12))}px`;
  const below = place.bottom + 6;
  said.style.top = `${below + said.offsetHeight < innerHeight ? below : Math.max(12, place.top - said.offsetHeight - 6)}px`;
}

function parsed(text) {
  const drawn = document.createElement("template");
  drawn.innerHTML = text;
  return drawn.content;
}

// Puts the parts that are different now in their places; the focus stays, and so does what was unfolded.
function redraw(drawn, had) {
  for (const part of [...drawn.querySelectorAll("[data-part]")]) {
    const old = byId(part.id);
    if (!old) continue;
    const [fold, was] = [part, old].map((each) => each.querySelector("details"));
    if (fold && was) fold.open = was.open;
    const plain = old.cloneNode(true);
    for (const cell of plain.querySelectorAll(CELL)) cell.setAttribute("tabindex", "-1");
    if (plain.isEqualNode(part)) continue;
    old.replaceWith(part);
    window.htmx?.process(part);
  }
  settle();
  if (had && document.activeElement === document.body) byId(had)?.focus({ preventScroll: true });
}

// What colleagues change appears by itself. An edit does not wait for that: what was read before one, or while a duty is
// dragged, is left, and read again.
async function follow() {
  missed = looking || dragged !== null;
  if (missed) return;
  looking = true;
  const before = edits;
  try {
    const answer = await fetch(location.href, { headers: { "HX-Request": "true" } });
    if (!answer.ok || answer.redirected) return;
    const drawn = parsed(await answer.text());
    if (edits !== before || dragged) missed = true;
    else redraw(drawn, document.activeElement?.id);
  } catch {
    // The next news asks again.
  } finally {
    looking = false;
    if (missed && !dragged) follow();
  }
}

// One after the other: each is sent with the cell as it is by then.
function send(id, change) {
  edits += 1;
  waiting = waiting.then(() => post(id, change)).catch(() => { byId("lost")?.removeAttribute("hidden"); }).finally(() => { edits += 1; });
}

async function post(id, change) {
  const cell = byId(id);
  if (!cell) return;
  const { employee, day, seen } = cell.dataset;
  const had = document.activeElement?.id;
  const answer = await fetch(box().dataset.grid, {
    method: "POST",
    headers: { "X-CSRFToken": token(), "HX-Request": "true" },
    body: new URLSearchParams({ employee, day, seen, ...change }),
  });
  const drawn = parsed(await answer.text());
  redraw(drawn, had);
  const list = drawn.querySelector("[data-said]");
  if (list) say(list, byId(id));
  else if (!answer.ok) throw new Error(answer.status);
}

// Before the single keys of the page.
document.addEventListener("keydown", (event) => {
  const cell = event.target.closest?.(CELL);
  if (!cell || !box() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape") { hush(); return; }
  if (event.key.startsWith("Arrow")) {
    event.preventDefault();
    move(cell, { [event.key]: 1 });
    return;
  }
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const kind = box().querySelector(`[data-key="${CSS.escape(key)}"]`)?.dataset.kind;
  if (!kind && !KEYS[key]) return;
  event.preventDefault();
  hush();
  if (!event.repeat) send(cell.id, kind ? { do: "put", shift_kind: kind } : { do: KEYS[key] });
}, { capture: true });

document.addEventListener("focusin", ({ target }) => {
  const cell = target.closest?.(CELL);
  if (!cell) return;
  if (cell.id !== current) hush();
  current = cell.id;
  settle();
});

document.addEventListener("dragstart", (event) => {
  const duty = event.target.closest?.("[data-duty]");
  const cell = duty?.closest(CELL);
  if (!cell) return;
  dragged = { id: cell.id, duty: duty.dataset.duty };
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", duty.textContent.trim());
});
document.addEventListener("dragover", (event) => {
  const cell = dragged && event.target.closest?.(CELL);
  for (const over of document.querySelectorAll(".g-cell.is-over")) if (over !== cell) over.classList.remove("is-over");
  if (!cell) return;
  event.preventDefault();
  cell.classList.add("is-over");
});
document.addEventListener("drop", (event) => {
  const cell = dragged && event.target.closest?.(CELL);
  if (!cell) return;
  event.preventDefault();
  const { id, duty } = dragged;
  hush();
  if (cell.id !== id) send(id, { do: "move", duty, to_employee: cell.dataset.employee, to_day: cell.dataset.day });
});
document.addEventListener("dragend", () => {
  dragged = null;
  if (missed) follow();
  for (const over of document.querySelectorAll(".g-cell.is-over")) over.classList.remove("is-over");
});
document.addEventListener("htmx:afterSettle", settle);
document.body.addEventListener("live-calmly", follow);
settle();

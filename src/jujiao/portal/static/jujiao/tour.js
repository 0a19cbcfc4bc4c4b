// The tour on a first page. The browser keeps the focus in it and gives it back. It gives way to everything: one click
// beside it, Esc, or a key of the page ends it, for ever. So it adds nothing to the history, unlike other dialogs: to step
// back there would stop what that key has begun.
const tour = document.getElementById("tour");
const form = tour.querySelector("form");
const steps = [...tour.querySelectorAll("[data-step]")];
const [back, on, last] = ["back", "on", "last"].map((name) => tour.querySelector(`[data-${name}]`));
const NARROW = matchMedia("(max-width: 767.98px)");
const GAP = 16;
let at = 0;
let shown = null;

function targetOf(step) {
  if (!step.dataset.at) return null;
  return [...document.querySelectorAll(step.dataset.at)].find((one) => {
    const box = one.getBoundingClientRect();
    return !tour.contains(one) && box.width > 0 && one.checkVisibility({ visibilityProperty: true });
  }) ?? null;
}

// Beside what it points to, where there is room, or else below or above it; on telephones at the other end of the page.
function place() {
  const box = shown?.getBoundingClientRect();
  tour.classList.toggle("is-high", NARROW.matches && Boolean(box) && box.top > innerHeight / 2);
  for (const side of ["left", "top", "right", "bottom", "margin"]) tour.style[side] = "";
  if (NARROW.matches || !box) return;
  const { offsetWidth: width, offsetHeight: height } = tour;
  const beside = box.right + GAP + width < innerWidth;
  const below = box.bottom + GAP + height < innerHeight;
  const left = beside ? box.right + GAP : Math.max(GAP, box.right - width);
  const top = beside ? box.top : below ? box.bottom + GAP : box.top - GAP - height;
  tour.style.margin = "0";
  tour.style.left = `${left}px`;
  tour.style.top = `${Math.max(GAP, Math.min(top, innerHeight - height - GAP))}px`;
}

function show(step) {
  at = step;
  steps.forEach((one, number) => { one.hidden = number !== at; });
  tour.querySelector("[data-place]").textContent = `${at + 1} / ${steps.length}`;
  back.hidden = at === 0;
  last.hidden = at < steps.length - 1;
  on.hidden = !last.hidden;
  shown?.classList.remove("is-toured");
  shown = targetOf(steps[at]);
  shown?.classList.add("is-toured");
  if (!shown?.closest(".j-top, .j-bottom")) shown?.scrollIntoView({ block: "nearest" });  // bars are always in sight
  place();
  (on.hidden ? last : on).focus();
}

function end() {
  shown?.classList.remove("is-toured");
  removeEventListener("resize", place);
  document.removeEventListener("keydown", giveWay, { capture: true });
  fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true }).catch(() => {});
}

// A key of the page, pressed while the telephone rings, ends the tour and does what it does.
function giveWay(event) {
  const key = event.key.toLowerCase();
  if (event.ctrlKey ? key === "k" : document.querySelector(`#keys [data-key="${CSS.escape(key)}"]`)) tour.close();
}

if (steps.length && !document.querySelector("dialog[open]")) {
  tour.showModal();
  tour.addEventListener("close", end, { once: true });
  tour.addEventListener("click", (event) => { if (event.target === tour) tour.close(); });
  on.addEventListener("click", () => show(at + 1));
  back.addEventListener("click", () => show(at - 1));
  document.addEventListener("keydown", giveWay, { capture: true });
  addEventListener("resize", place);
  show(0);
}

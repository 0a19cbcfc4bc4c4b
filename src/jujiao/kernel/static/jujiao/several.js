// Rows of a list that are ticked: all of the page, from one to another with Shift, how many there are.
const boxes = () => [...document.querySelectorAll("#list [data-pick]")];
let last = null;
let withShift = false;

function say() {
  const all = boxes();
  const ticked = all.filter((box) => box.checked).length;
  for (const place of document.querySelectorAll("[data-picked]")) place.textContent = ticked;
  for (const box of document.querySelectorAll("[data-pick-all]")) {
    box.checked = ticked > 0 && ticked === all.length;
    box.indeterminate = ticked > 0 && ticked < all.length;
  }
}

function tick(some, checked) {
  for (const box of some) box.checked = checked;
  say();
}

// A click on the label comes before that on its box, and alone says whether Shift is held.
document.addEventListener("click", (event) => {
  if (event.target.closest?.(".j-pick")) withShift = event.shiftKey;
  if (event.target.closest?.("[data-pick-none]")) tick(boxes(), false);
}, { capture: true });

document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-pick-all]")) tick(boxes(), target.checked);
  if (!target.matches("[data-pick]")) return;
  const all = boxes();
  const [from, to] = [all.indexOf(last), all.indexOf(target)].sort((one, other) => one - other);
  tick(withShift && from >= 0 ? all.slice(from, to + 1) : [target], target.checked);
  last = target;
});

// News draw the list anew: what is still there as it was stays ticked.
let kept = new Set();
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id === "list") kept = new Set(boxes().filter((box) => box.checked).map((box) => box.value));
});
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target.id === "list") for (const box of boxes()) box.checked = kept.has(box.value);
  say();
});
addEventListener("pageshow", say);

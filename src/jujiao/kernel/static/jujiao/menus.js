// Menus made of <details>: one open at a time, closed by Escape, by a click outside, and by leaving with Tab.
const openMenus = () => document.querySelectorAll("details.j-menu[open]");

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("focusin", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
});
// What would leave the screen on the right opens to the left.
document.addEventListener("toggle", ({ target }) => {
  const panel = target.matches?.("details.j-menu[open]") && target.querySelector(".j-menu-panel");
  if (panel && panel.getBoundingClientRect().right > document.documentElement.clientWidth) panel.classList.add("is-leftward");
}, true);

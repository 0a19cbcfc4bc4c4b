// The owner writes first: what it is probably about is chosen by their words, until they choose it themselves.
const form = document.getElementById("register");
const about = document.getElementById("about");
let byHand = Boolean(form?.querySelector("[name=category]:checked"));

form?.addEventListener("change", (event) => {
  if (event.target.name !== "category" || !event.isTrusted) return;
  byHand = true;
  document.getElementById("guess").replaceChildren();
});
about?.querySelector("[data-other]").addEventListener("click", () => {
  about.classList.remove("is-guessed");
  about.querySelector(".o-tiles :checked")?.focus();
});
// Nobody has to be asked any more.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.elt.id === "guess" && byHand) event.preventDefault();
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "guess" || byHand) return;
  const likely = event.detail.target.querySelector("[data-likely]")?.dataset.likely;
  const option = likely && form.querySelector(`[name=category][value="${likely}"]`);
  about.classList.toggle("is-guessed", Boolean(option));
  if (!option || option.checked) return;
  option.checked = true;
  option.dispatchEvent(new Event("input", { bubbles: true }));
});

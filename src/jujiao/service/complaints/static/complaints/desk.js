// The desk's keys: Ctrl+Enter sends the form one is in, and the next step has the focus.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  const form = event.target.closest?.("form[data-sends]") ?? document.querySelector("dialog[open] form[data-sends], form[data-sends]");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit();
});

document.addEventListener("htmx:load", (event) => {
  event.detail.elt.querySelector?.("[data-now]")?.focus();
});

// Errors that were put under their fields from outside: the fields show it too.
document.addEventListener("htmx:oobAfterSwap", (event) => {
  const slot = event.detail.target;
  if (!slot?.matches?.(".j-error")) return;
  const wrong = slot.childElementCount > 0;
  const field = slot.closest(".j-field");
  field?.classList.toggle("has-error", wrong);
  field?.querySelectorAll("input, select, textarea").forEach((each) => {
    if (wrong) each.setAttribute("aria-invalid", "true");
    else each.removeAttribute("aria-invalid");
  });
  if (wrong) slot.closest("details")?.setAttribute("open", "");
});

// What is put right stops being marked as wrong.
document.addEventListener("input", (event) => {
  const field = event.target.closest?.(".j-field.has-error");
  if (!field) return;
  field.classList.remove("has-error");
  field.querySelector(".j-error")?.replaceChildren();
  field.querySelectorAll("[aria-invalid]").forEach((each) => each.removeAttribute("aria-invalid"));
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});

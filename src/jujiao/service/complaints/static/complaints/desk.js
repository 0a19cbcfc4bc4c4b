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

// Whoever may see a case no longer, as it was entered for the wrong person or turned out to be about them, does not keep
// what their open page shows: the next time it asks, the case is gone, with its steps and whatever dialog is open.
// Before HTMX looks at the answer, which says in a toast that there is nothing.
document.addEventListener("htmx:beforeOnLoad", (event) => {
  const { target, xhr } = event.detail;
  if (target?.id !== "case" || xhr.status !== 404) return;
  event.preventDefault();
  document.getElementById("dialog")?.close();
  for (const steps of document.querySelectorAll("#case-steps, #case-actions")) {
    steps.replaceChildren();
    steps.hidden = true;
  }
  const gone = document.getElementById("case-gone").content.cloneNode(true);
  document.title = gone.querySelector("[data-words]").textContent;
  target.replaceWith(gone);
});

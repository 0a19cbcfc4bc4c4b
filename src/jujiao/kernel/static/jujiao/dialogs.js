// The dialog filled by HTMX, the question before a step, and the notice that the session has ended.
const frame = document.getElementById("dialog");
const body = document.getElementById("dialog-body");
const confirmFrame = document.getElementById("confirm");
const signedOut = document.getElementById("signed-out");
let opener = null;
let leaving = false;

function open() {
  if (!frame || frame.open) return;
  opener = document.activeElement;
  frame.showModal();
  // The browser's Back, a telephone's above all, closes the dialog and leaves the page where it is.
  history.pushState({ dialog: true }, "");
  (body.querySelector("[autofocus], input:not([type=hidden]), select, textarea") ?? frame.querySelector("[data-close]"))?.focus();
}

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target === body && body?.childElementCount) open();
});
// A step taken on the page may be answered only after a dialog was opened: that answer closes no dialog.
document.addEventListener("close-dialog", (event) => {
  if (frame?.contains(event.target)) frame.close();
});
frame?.addEventListener("close", () => {
  body.replaceChildren();
  if (history.state?.dialog) { leaving = true; history.back(); }
  if (opener?.isConnected) opener.focus();
});
// Before HTMX, which would draw the page anew from its history.
addEventListener("popstate", (event) => {
  const ours = leaving || frame?.open || event.state?.dialog;
  if (!ours) return;
  event.stopImmediatePropagation();
  if (event.state?.dialog) history.back();  // Forward leads to a dialog that is closed
  else if (!leaving) frame.close();
  leaving = Boolean(event.state?.dialog);
}, { capture: true });
// Reloaded with a dialog open, the page has it no more.
if (history.state?.dialog) history.replaceState(null, "");
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
});

function ask(question) {
  confirmFrame.querySelector("#confirm-text").textContent = question;
  confirmFrame.returnValue = "no";
  confirmFrame.showModal();
  confirmFrame.querySelector("[data-yes]").focus();
  return new Promise((resolve) => {
    confirmFrame.addEventListener("close", () => resolve(confirmFrame.returnValue === "yes"), { once: true });
  });
}

document.addEventListener("htmx:confirm", async (event) => {
  if (!event.detail.question || !confirmFrame) return;
  event.preventDefault();
  if (await ask(event.detail.question)) event.detail.issueRequest(true);
});
document.addEventListener("submit", async (event) => {
  const form = event.target;
  const question = form.dataset.confirm ?? event.submitter?.dataset.confirm;
  if (!question || !confirmFrame || form.dataset.confirmed) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!(await ask(question))) return;
  form.dataset.confirmed = "true";
  form.requestSubmit(event.submitter);
  delete form.dataset.confirmed;
}, true);

document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status !== 401) return;
  event.detail.shouldSwap = false;
  event.detail.isError = false;
  if (signedOut && !signedOut.open) signedOut.showModal();
});

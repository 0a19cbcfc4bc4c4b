// The dialog filled by HTMX, the question before a step, and the notice that the session has ended.
const frame = document.getElementById("dialog");
const body = document.getElementById("dialog-body");
const confirmFrame = document.getElementById("confirm");
const signedOut = document.getElementById("signed-out");
let opener = null;

function open() {
  if (!frame || frame.open) return;
  opener = document.activeElement;
  frame.showModal();
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
  if (opener?.isConnected) opener.focus();
});
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

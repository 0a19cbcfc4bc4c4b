// The dialog filled by HTMX, the question before a step, and the notice that the session has ended.
const frame = document.getElementById("dialog");
const body = document.getElementById("dialog-body");
const confirmFrame = document.getElementById("confirm");
const signedOut = document.getElementById("signed-out");
// What lies over the page, the uppermost last: `dialog` and what had the focus before it.
const over = [];
let leaving = false;

// The browser's Back, a telephone's above all, closes what was opened last and leaves the page where it is.
function lay(dialog) {
  if (dialog.open) return;
  over.push({ dialog, opener: document.activeElement });
  dialog.showModal();
  history.pushState({ dialog: over.length }, "");
}

function open() {
  if (!frame || frame.open) return;
  lay(frame);
  (body.querySelector("[autofocus], input:not([type=hidden]), select, textarea") ?? frame.querySelector("[data-close]"))?.focus();
}

document.addEventListener("lay-over", (event) => lay(event.target));
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target === body && body?.childElementCount) open();
});
// A step taken on the page may be answered only after a dialog was opened: that answer closes no dialog.
document.addEventListener("close-dialog", (event) => {
  if (frame?.contains(event.target)) frame.close();
});
document.addEventListener("close", (event) => {
  const place = over.findIndex(({ dialog }) => dialog === event.target);
  if (event.target === frame) body.replaceChildren();
  if (place < 0) return;
  const [{ opener }] = over.splice(place);
  if (history.state?.dialog > place) { leaving = true; history.back(); }
  if (opener?.isConnected) opener.focus();
}, true);
// Before HTMX, which would draw the page anew from its history.
addEventListener("popstate", (event) => {
  const depth = event.state?.dialog ?? 0;
  if (!leaving && !over.length && !depth) return;
  event.stopImmediatePropagation();
  const closing = leaving;
  leaving = depth > over.length;
  if (leaving) history.back();  // Forward leads to a dialog that is closed
  else if (!closing) over.slice(depth).reverse().forEach(({ dialog }) => dialog.close());
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

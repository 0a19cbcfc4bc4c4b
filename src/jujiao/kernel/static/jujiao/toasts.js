// Toasts: from Django's messages in the page, and from the event "toast" that answers may carry.
const LASTS = 6000;

function leave(toast) {
  toast.classList.add("is-leaving");
  setTimeout(() => toast.remove(), 200);
}

function arrive(toast) {
  toast.querySelector("[data-dismiss]")?.addEventListener("click", () => leave(toast));
  // What went wrong stays until it is read.
  if (toast.classList.contains("is-error") || toast.classList.contains("is-warning")) return;
  let timer = setTimeout(() => leave(toast), LASTS);
  toast.addEventListener("pointerenter", () => clearTimeout(timer));
  toast.addEventListener("focusin", () => clearTimeout(timer));
  toast.addEventListener("pointerleave", () => { timer = setTimeout(() => leave(toast), LASTS); });
}

function show({ text, level = "info" }) {
  const frame = document.getElementById("toasts");
  const template = document.getElementById("toast-template");
  if (!frame || !template || !text) return;
  const toast = template.content.firstElementChild.cloneNode(true);
  toast.classList.add(`is-${level}`);
  if (level === "error") toast.setAttribute("role", "alert");
  toast.querySelector("p").textContent = text;
  frame.append(toast);
  raise(frame);
  arrive(toast);
}

// An open dialog covers the page: toasts move into it, so that they are seen and heard.
function raise(frame) {
  const open = [...document.querySelectorAll("dialog[open]")].pop();
  const home = open ?? document.body;
  if (frame.parentElement !== home) home.append(frame);
}

// Captured, so that an event that does not bubble is heard too.
document.addEventListener("toast", (event) => show(event.detail.value ?? event.detail), true);
document.addEventListener("close", (event) => {
  const frame = document.getElementById("toasts");
  if (frame && event.target.contains(frame)) document.body.append(frame);
}, true);
document.querySelectorAll("[data-toast]").forEach(arrive);

// A lost connection is said, and said again when it is back; a request that failed loses nothing.
const banner = document.getElementById("lost");
const words = JSON.parse(document.getElementById("script-words")?.textContent ?? "{}");
const toast = (text) => document.dispatchEvent(new CustomEvent("toast", { detail: { text, level: "error" } }));
const show = (lost) => { if (banner) banner.hidden = !lost; };

addEventListener("offline", () => show(true));
addEventListener("online", () => show(false));
if (!navigator.onLine) show(true);

document.addEventListener("htmx:sendError", () => show(true));
document.addEventListener("htmx:afterOnLoad", () => show(!navigator.onLine));
document.addEventListener("htmx:timeout", () => toast(words.slow));
document.addEventListener("htmx:responseError", (event) => {
  const { xhr } = event.detail;
  if (!xhr.getResponseHeader("HX-Trigger")?.includes("toast")) toast(words.failed);
});

// A lost connection is said, and said again when it is back; a request that failed loses nothing.
const banner = document.getElementById("lost");
const words = JSON.parse(document.getElementById("script-words")?.textContent ?? "{}");
const toast = (text) => document.dispatchEvent(new CustomEvent("toast", { detail: { text, level: "error" } }));
const show = (lost) => { if (banner) banner.hidden = !lost; };

addEventListener("offline", () => show(true));
addEventListener("online", () => show(false));
if (!navigator.onLine) show(true);

// An open dialog covers the banner: a form in it says by itself that it did not get through. It is sent again by its button.
function note(form, text) {
  const main = form.closest("dialog[open]") && form.querySelector(".j-dialog-main");
  const template = document.getElementById("unsent-template");
  if (!main || !template) return false;
  quiet(form);
  const said = template.content.firstElementChild.cloneNode(true);
  said.querySelector("span").textContent = text;
  main.prepend(said);
  said.focus();
  return true;
}

function quiet(form) {
  form.querySelectorAll?.("[data-unsent]").forEach((each) => each.remove());
}

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.requestConfig.verb !== "get") quiet(event.detail.elt);
});
document.addEventListener("htmx:sendError", (event) => {
  show(true);
  const { elt, requestConfig } = event.detail;
  if (requestConfig.verb !== "get" && elt.matches("form")) note(elt, words.unsent);
});
document.addEventListener("htmx:afterOnLoad", () => show(!navigator.onLine));
document.addEventListener("htmx:timeout", (event) => {
  if (!note(event.detail.elt, words.slow)) toast(words.slow);
});
document.addEventListener("htmx:responseError", (event) => {
  const { xhr } = event.detail;
  if (!xhr.getResponseHeader("HX-Trigger")?.includes("toast")) toast(words.failed);
});

// An owner writes to the desk: the latest message is in sight, and it is counted how much was written.
const form = document.querySelector("[data-write]");
const text = form?.elements.text;
const page = document.scrollingElement;
const NEAR = 120;  // pixels from the end, within which the latest message is kept in sight
let atEnd = true;

function count() {
  const { length } = text.value.replace(/\r?\n/g, "\n");
  const shown = form.querySelector("[data-count]");
  shown.textContent = length;
  shown.parentElement.classList.toggle("is-full", length >= text.maxLength);
}

const toEnd = () => { page.scrollTop = page.scrollHeight; };

document.addEventListener("htmx:beforeSwap", () => {
  atEnd = page.scrollHeight - page.scrollTop - page.clientHeight < NEAR;
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (atEnd && event.detail.target.matches?.("[data-thread]")) toEnd();
});
if (!new URLSearchParams(location.search).has("before") && document.querySelector("[data-thread] .c-said")) toEnd();

// What comes to a hidden tab is not read: it counts as read once somebody looks.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.elt.matches("[data-thread]") && !document.hidden) detail.parameters.looked = "1";
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) document.querySelector("[data-thread]")?.dispatchEvent(new Event("look"));
});

if (form) {
  text.addEventListener("input", count);
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit();
  });
  // A draft is put back once the scripts of the page have run.
  addEventListener("load", count, { once: true });
  count();
}

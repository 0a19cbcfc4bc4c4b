// What lies over every page of staff while something goes on (data-slot): live.js has it ask anew. A page that is opened
// meanwhile asks by itself where this tab had something there before, and once in each new tab.
const person = document.body.dataset.person ?? "";
const storage = (() => { try { return sessionStorage; } catch { return null; } })();
const slots = [...document.querySelectorAll("[data-slot]")];
const keyOf = (slot, what) => `slot:${person}:${slot.dataset.slot}:${what}`;

function settle(slot) {
  // What was closed stays closed until it is something else: another one, or the same grown further.
  const closed = storage?.getItem(keyOf(slot, "closed")) ?? "";
  for (const part of slot.querySelectorAll("[data-part]")) {
    if (closed.split(" ").includes(part.dataset.part)) part.remove();
  }
  storage?.setItem(keyOf(slot, "shown"), slot.childElementCount ? "yes" : "no");
}

function close(slot, part) {
  const closed = (storage?.getItem(keyOf(slot, "closed")) ?? "").split(" ").filter(Boolean);
  storage?.setItem(keyOf(slot, "closed"), [...closed, part.dataset.part].slice(-20).join(" "));
  part.remove();
}

// An open dialog makes the rest of the page inert: what goes on moves into it, as toasts do.
function raise() {
  const home = [...document.querySelectorAll("dialog[open]")].pop() ?? document.body;
  for (const slot of slots) {
    if (slot.parentElement !== home) home.append(slot);
  }
}

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (slots.includes(detail.target)) settle(detail.target);
});
document.addEventListener("htmx:responseError", ({ detail }) => {
  if (slots.includes(detail.target)) detail.target.replaceChildren();
});

// Before HTMX hears of it: over an open dialog a link opens beside the page, for what is typed there stays.
document.addEventListener("click", (event) => {
  const slot = event.target.closest?.("[data-slot]");
  if (!slot) return;
  const part = event.target.closest("[data-close-part]")?.closest("[data-part]");
  const link = event.target.closest("a[href]");
  if (part) {
    close(slot, part);
  } else if (link && slot.closest("dialog")) {
    event.preventDefault();
    event.stopImmediatePropagation();
    window.open(link.href, "_blank");
  }
}, { capture: true });

new MutationObserver(raise).observe(document.body, { subtree: true, attributes: true, attributeFilter: ["open"] });

// HTMX is ready once the page is.
function begin() {
  for (const slot of slots) {
    if (storage?.getItem(keyOf(slot, "shown")) !== "no") slot.dispatchEvent(new Event("ask"));
  }
}
if (document.readyState === "complete") begin();
else addEventListener("load", begin, { once: true });

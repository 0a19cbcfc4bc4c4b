// What is typed in a form stays in this tab until it is sent: a closed dialog, a reload, a wrong turn or an ended session
// loses nothing. Kept by person, and gone once they sign out: nobody after them at this browser sees it.
const person = document.body.dataset.person ?? "";
// Of the hidden fields those are kept that say so, and the version that was looked at: what was typed over an older one
// is shown the conflict, as a form that stayed open is. What proves who somebody is is never kept.
const SECRET = "[type=password], [type=file], [autocomplete=one-time-code], [data-secret]";
const KEPT = `input:not([type=hidden], ${SECRET}), input[data-kept], input[name=version], select, textarea:not([data-secret])`;
const storage = (() => { try { return sessionStorage; } catch { return null; } })();
const keyOf = (form) => `draft:${person}:${form.dataset.draft}`;
// A photo is too large to be kept like this: that some were chosen is kept, to be said.
const photosOf = (form) => [...form.querySelectorAll("input[type=file]")].reduce((count, each) => count + each.files.length, 0);
const fieldsOf = (form) => [...form.querySelectorAll(KEPT)].filter((each) => each.name);

function keep(form) {
  const values = fieldsOf(form).map((each) => [
    each.name, each.matches("[type=checkbox], [type=radio]") ? each.value : null,
    each.matches("[type=checkbox], [type=radio]") ? each.checked : each.value,
  ]);
  storage.setItem(keyOf(form), JSON.stringify(values));
  const photos = photosOf(form);
  if (photos) storage.setItem(`${keyOf(form)}:photos`, photos);
  else storage.removeItem(`${keyOf(form)}:photos`);
}

function restore(form) {
  const saved = storage.getItem(keyOf(form));
  if (!saved || "bound" in form.dataset) return;
  const before = [];
  for (const [name, option, value] of JSON.parse(saved)) {
    const field = fieldsOf(form).find((each) => each.name === name && (option === null || each.value === option));
    const what = option === null ? "value" : "checked";
    if (!field || field[what] === value) continue;
    before.push([field, what, field[what]]);
    field[what] = value;
  }
  const photos = Boolean(storage.getItem(`${keyOf(form)}:photos`)) && !photosOf(form);
  if (photos || before.some(([field]) => field.type !== "hidden")) tell(form, before, photos);
}

// That what stands there is from before is said, and it can be taken away.
function tell(form, before, photos) {
  const note = document.getElementById("draft-note")?.content.firstElementChild.cloneNode(true);
  if (!note || form.querySelector("[data-draft-note]")) return;
  note.querySelector("[data-photos]").hidden = !photos;
  note.querySelector("[data-clear-draft]").addEventListener("click", () => {
    for (const [field, what, value] of before) field[what] = value;
    for (const [field] of before) field.dispatchEvent(new Event("change", { bubbles: true }));
    forget(form);
    note.remove();
    fieldsOf(form).find((each) => each.type !== "hidden" && each.offsetParent)?.focus();
  });
  (form.querySelector(".j-dialog-main") ?? form).prepend(note);
}

function forget(form) {
  storage.removeItem(keyOf(form));
  storage.removeItem(`${keyOf(form)}:photos`);
  form.querySelector("[data-draft-note]")?.remove();
}

function drop(prefix, but) {
  const found = Object.keys(storage).filter((key) => key.startsWith(prefix) && !(but && key.startsWith(but)));
  found.forEach((key) => storage.removeItem(key));
}

if (storage) {
  document.addEventListener("input", (event) => {
    const form = event.target.closest?.("form[data-draft]");
    if (form) keep(form);
  });
  // A dialog that is opened again has what was typed in it before.
  document.addEventListener("htmx:afterSwap", (event) => {
    event.detail.target.querySelectorAll?.("form[data-draft]").forEach(restore);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const { elt, xhr, requestConfig } = event.detail;
    // HTMX does not set `successful` where the answer leads to another page.
    const taken = requestConfig.verb === "post" && xhr.status >= 200 && xhr.status < 300;
    if (taken && elt.matches("form[data-draft], form[data-draft] button")) forget(elt.closest("form"));
  });
  // Another tab of theirs keeps its own.
  const signedOut = new BroadcastChannel("jujiao-signed-out");
  signedOut.addEventListener("message", () => drop("draft:"));
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-ends-session]")) {
      drop("draft:");
      signedOut.postMessage(null);
    }
    if (event.target.matches("form[data-draft]:not([hx-post])")) storage.setItem("draft-sent", keyOf(event.target));
  });
  // Whose session has ended finds theirs after signing in again; whoever signs in instead leaves nothing of it behind.
  if (person) drop("draft:", `draft:${person}:`);
  const forms = [...document.querySelectorAll("form[data-draft]")];
  // A form that was sent has been taken, where the page that came back has it not at all, or has it empty again.
  const sent = storage.getItem("draft-sent");
  const refused = forms.some((form) => keyOf(form) === sent && "bound" in form.dataset);
  if (sent && person && !refused) [sent, `${sent}:photos`].forEach((key) => storage.removeItem(key));
  storage.removeItem("draft-sent");
  forms.forEach(restore);
}

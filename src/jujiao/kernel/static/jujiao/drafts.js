// What is typed in a form stays in this tab until it is sent: a closed dialog, a reload, a wrong turn or an ended session
// loses nothing. Kept by person, and gone once they sign out: nobody after them at this browser sees it.
const person = document.body.dataset.person ?? "";
// A hidden field is kept only where it says so: the key by which a form that is sent again is known again.
const KEPT = "input:not([type=password]):not([type=file]):not([type=hidden]), input[data-kept], select, textarea";
const storage = (() => { try { return sessionStorage; } catch { return null; } })();
const keyOf = (form) => `draft:${person}:${form.dataset.draft}`;
const fieldsOf = (form) => [...form.querySelectorAll(KEPT)].filter((each) => each.name);

function keep(form) {
  const values = fieldsOf(form).map((each) => [
    each.name, each.matches("[type=checkbox], [type=radio]") ? each.value : null,
    each.matches("[type=checkbox], [type=radio]") ? each.checked : each.value,
  ]);
  storage.setItem(keyOf(form), JSON.stringify(values));
}

function restore(form) {
  const saved = storage.getItem(keyOf(form));
  if (!saved || "bound" in form.dataset) return;
  for (const [name, option, value] of JSON.parse(saved)) {
    const field = fieldsOf(form).find((each) => each.name === name && (option === null || each.value === option));
    if (!field) continue;
    if (option === null) field.value = value;
    else field.checked = value;
  }
}

function forget(form) {
  storage.removeItem(keyOf(form));
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
    if (taken && elt.matches("form[data-draft]")) forget(elt);
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-ends-session]")) {
      Object.keys(storage).filter((key) => key.startsWith("draft:")).forEach((key) => storage.removeItem(key));
    }
    if (event.target.matches("form[data-draft]:not([hx-post])")) storage.setItem("draft-sent", keyOf(event.target));
  });
  const forms = [...document.querySelectorAll("form[data-draft]")];
  // A form that was sent and is not on the page that came back has been taken.
  const sent = storage.getItem("draft-sent");
  if (sent && person && !forms.some((form) => keyOf(form) === sent)) storage.removeItem(sent);
  storage.removeItem("draft-sent");
  forms.forEach(restore);
}

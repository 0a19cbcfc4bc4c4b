// Forms: one submit at a time, a fresh CSRF token after a new sign-in, and errors that are found.
const SENDS = "[hx-post], [hx-put], [hx-patch], [hx-delete]";
const token = () => /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie)?.[1];

function hold(element, submitter) {
  element.dataset.busy = "true";
  element.setAttribute("aria-busy", "true");
  const button = submitter ?? (element.matches("form") ? element.querySelector("button:not([type=button])") : element);
  button?.classList.add("is-busy");
}

function release(element) {
  delete element.dataset.busy;
  element.removeAttribute("aria-busy");
  element.classList.remove("is-busy");
  element.querySelectorAll(".is-busy").forEach((button) => button.classList.remove("is-busy"));
}

function stopSecond(event, element) {
  if (!element?.dataset.busy) return false;
  event.preventDefault();
  event.stopImmediatePropagation();
  return true;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "dialog" || stopSecond(event, form)) return;
  const field = form.querySelector("input[name=csrfmiddlewaretoken]");
  if (field && token()) field.value = token();
  // A form that answers with a file leaves the page as it is.
  if (!form.matches(`${SENDS}, [hx-get], [data-download]`)) hold(form, event.submitter);
}, true);
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented && !event.target.matches(SENDS)) release(event.target);
});
document.addEventListener("click", (event) => stopSecond(event, event.target.closest("button[data-busy], a[data-busy]")), true);
addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("[data-busy]").forEach(release);
});

document.addEventListener("htmx:configRequest", (event) => {
  const { parameters, headers, elt, verb } = event.detail;
  if (verb !== "get" && token()) {
    headers["X-CSRFToken"] = token();
    if (parameters.csrfmiddlewaretoken) parameters.csrfmiddlewaretoken = token();
  }
  if (elt.closest("[data-filters]")) {
    for (const name of Object.keys(parameters)) if (parameters[name] === "") delete parameters[name];
  }
});
document.addEventListener("htmx:beforeRequest", (event) => {
  const { elt, requestConfig } = event.detail;
  if (requestConfig.verb !== "get" && elt.matches("form, button, a")) hold(elt, requestConfig.triggeringEvent?.submitter);
});
document.addEventListener("htmx:afterRequest", (event) => {
  const { elt, xhr } = event.detail;
  // While the browser is on its way to another page, a second click would be a second step.
  const leaving = xhr.getResponseHeader("HX-Redirect") || xhr.getResponseHeader("HX-Refresh");
  if (elt.dataset?.busy && !leaving) release(elt);
});

// What is wrong stands under its field, which shows it too; the first such field has the focus, else the words above.
const FIELDS = "input:not([type=hidden]), select, textarea";

function mark(slot) {
  if (!slot?.matches?.(".j-error")) return;
  const wrong = slot.childElementCount > 0;
  const field = slot.closest(".j-field");
  field?.classList.toggle("has-error", wrong);
  field?.querySelectorAll(FIELDS).forEach((each) => {
    if (wrong) each.setAttribute("aria-invalid", "true");
    else each.removeAttribute("aria-invalid");
  });
  if (wrong) slot.closest("details")?.setAttribute("open", "");
}

// `answered` says that the part came in answer to what was sent: then a field alone is enough, without words above.
function attend(part, answered) {
  const words = part.querySelector?.("[data-focus]");
  if (!words && !answered) return;
  const around = words?.closest("form, dialog, main") ?? part;
  const wrong = [...around.querySelectorAll(".j-field.has-error")].find((each) => each.offsetParent);
  (wrong?.querySelector(`[type=radio]:checked`) ?? wrong?.querySelector(FIELDS) ?? words)?.focus();
}

const sent = (event) => event.detail.requestConfig?.verb !== "get";

document.addEventListener("htmx:oobAfterSwap", (event) => mark(event.detail.target));
document.addEventListener("htmx:afterSwap", (event) => {
  mark(event.detail.target);
  attend(event.detail.target, sent(event));
});
// Once more after HTMX has given the focus to whatever has `autofocus`.
document.addEventListener("htmx:afterSettle", (event) => attend(event.detail.target, sent(event)));
attend(document, true);
// What is put right stops being marked as wrong.
document.addEventListener("input", (event) => {
  const field = event.target.closest?.(".j-field.has-error");
  if (!field) return;
  field.classList.remove("has-error");
  field.querySelector(".j-error")?.replaceChildren();
  field.querySelectorAll("[aria-invalid]").forEach((each) => each.removeAttribute("aria-invalid"));
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-back]")) history.back();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});

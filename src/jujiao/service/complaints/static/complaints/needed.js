// Whether a field must be filled in depends on who complains and about what: its label says what is true now.
const form = document.querySelector("form[data-register]");
const named = (name) => form.elements[name];
const filled = (name) => Boolean(named(name)?.value.trim());

// By field "either" (it or its neighbour), "needed", or "" where it may be left empty.
function needs() {
  const who = named("who").value;
  const ofTwo = (one, other) => (filled(other) ? "" : filled(one) ? "needed" : "either");
  const needed = (when) => (when ? "needed" : "");
  const somewhere = named("public").checked || !named("room").value;
  return {
    building: somewhere ? ofTwo("building", "place") : "",
    place: somewhere ? ofTwo("place", "building") : "",
    estate: needed(!named("room").value && !filled("building")),
    contact_name: who === "visitor" ? ofTwo("contact_name", "contact_phone") : "",
    contact_phone: who === "visitor" ? ofTwo("contact_phone", "contact_name") : "",
    record_name: "needed",
    backdating_reason: needed(filled("received_at")),
  };
}

function say() {
  for (const [name, state] of Object.entries(needs())) {
    const field = named(name);
    const mark = field?.closest(".j-field")?.querySelector(".j-optional");
    if (!mark) continue;
    mark.dataset.optional ??= mark.textContent;
    mark.textContent = state === "either" ? form.dataset.either : mark.dataset.optional;
    mark.hidden = state === "needed";
    field.toggleAttribute("required", state === "needed");
  }
}

for (const event of ["input", "change", "chosen"]) form.addEventListener(event, say);
form.addEventListener("click", () => queueMicrotask(say));
say();

// A number that nobody knows is put on record for a household: the field that found nobody finds the household then, and
// what is asked besides stands below it. The number itself is sent with the form alone, in no address.
const form = document.querySelector("form[data-register]");
const named = (name) => form.elements[name];
const find = form.querySelector("[data-combobox]");
const note = document.getElementById("recording");
const words = find.placeholder;

function arrange() {
  const phone = named("record_phone").value;
  const recording = Boolean(phone) && named("who").value === "resident";
  const household = recording && Boolean(named("room").value);
  note.querySelector("[data-number]").textContent = phone;
  form.classList.toggle("is-record", recording);
  form.classList.toggle("is-member", household && !named("person").value);
  form.classList.toggle("is-further", household && Boolean(named("person").value));
  find.placeholder = recording ? note.dataset.placeholder : words;
  if (recording) find.setAttribute("hx-vals", '{"record": "yes"}');
  else find.removeAttribute("hx-vals");
}

function keep(phone) {
  named("record_phone").value = phone;
  named("record_phone").dispatchEvent(new Event("input", { bubbles: true }));
}

function lookFor(text) {
  named("room").value = named("person").value = "";
  find.value = text;
  arrange();
  find.focus();
  if (text) find.dispatchEvent(new Event("input", { bubbles: true }));
}

// Before the form takes the choice for a household.
form.addEventListener("chosen", (event) => {
  const { record } = event.detail;
  if (!record) return;
  event.stopImmediatePropagation();
  form.querySelector("[name=who][value=resident]").click();
  find.value = "";  // before the draft is kept
  keep(record);
  lookFor("");
}, { capture: true });

form.addEventListener("chosen", () => {
  document.getElementById("held").replaceChildren();
  arrange();
  if (form.matches(".is-member")) named("record_name").focus();
  else if (form.matches(".is-further")) named("record_word").focus();
});

note.querySelector("[data-record-none]").addEventListener("click", () => {
  const phone = named("record_phone").value;
  keep("");
  form.querySelector("[data-choose-again]").click();
  lookFor(phone);
});

form.addEventListener("change", (event) => {
  const phone = named("record_phone").value;
  // Whoever turns out to be a visitor is still called by it.
  if (event.target.name === "who" && event.target.value === "visitor" && phone && !named("contact_phone").value) {
    named("contact_phone").value = phone;
  }
  arrange();
});
arrange();

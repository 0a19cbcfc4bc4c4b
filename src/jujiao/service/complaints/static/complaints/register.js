// The form of the desk: what was chosen from the list becomes who and where; a likely category is taken until the
// clerk chooses one; a similar open case can be chosen instead of a new one.
const form = document.querySelector("form[data-register]");
const named = (name) => form.elements[name];
const check = (name, value) => form.querySelector(`[name=${name}][value=${value}]`)?.click();
const changed = (element) => element.dispatchEvent(new Event("change", { bubbles: true }));
const note = document.getElementById("chosen");
const find = form.querySelector("[data-combobox]");
let categoryByHand = false;

function show(words) {
  note.querySelector("[data-words]").textContent = words;
  note.hidden = !words;
  find.closest(".j-search").hidden = Boolean(words);
}

form.addEventListener("chosen", (event) => {
  const { room = "", person = "", who, public: area, words, phone, name } = event.detail;
  if (area) {
    if (!named("public").checked) named("public").click();
    (named("estate") ?? named("building")).focus();
    find.value = "";
    return;
  }
  if (who) check("who", who);
  find.value = room ? words.trim() : "";
  named("room").value = room;
  named("person").value = person;
  if (room) show(words.trim());
  // What was typed of somebody whom nobody knows is kept as theirs.
  if (phone) named("contact_phone").value = phone;
  if (name) named("contact_name").value = name;
  if (phone || name) named("contact_phone").dispatchEvent(new Event("input", { bubbles: true }));
  if (who === "visitor") named(name ? "contact_phone" : "contact_name").focus();
  else if (!room && !named("public").checked) named("place").focus();
  else named("text").focus();
});

form.querySelector("[data-choose-again]").addEventListener("click", () => {
  named("room").value = named("person").value = find.value = "";
  show("");
  find.focus();
  changed(find);
});

// Whoever is no resident has no room to be found by: then the place is asked for.
const arrange = () => {
  const resident = named("who").value === "resident";
  const noRoom = !named("room").value && !resident;
  form.classList.toggle("is-contact", named("who").value !== "resident");
  form.classList.toggle("is-public", named("public").checked || noRoom);
};
form.addEventListener("change", (event) => {
  if (event.target.name === "category" && event.isTrusted) categoryByHand = true;
  arrange();
});
form.addEventListener("chosen", arrange);
arrange();

// In the row of categories digits and first letters choose one; what follows within a moment belongs to it.
const TOGETHER = 900;
const topics = [...form.querySelectorAll("[name=category]")];
let typed = "";
let typedAt = 0;
form.addEventListener("keydown", (event) => {
  const key = event.key.toLowerCase();
  if (!topics.includes(event.target) || !/^[a-z0-9]$/.test(key) || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const fits = (text) => topics.find((each, place) => String(place + 1) === text || each.dataset.sounds.startsWith(text));
  typed = Date.now() - typedAt < TOGETHER ? typed + key : key;
  typedAt = Date.now();
  const found = fits(typed) ?? fits((typed = key));
  if (!found) return;
  found.focus();
  found.click();
  categoryByHand = true;
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "suggestions") return;
  const likely = event.detail.target.querySelector("[data-likely-category]")?.dataset.likelyCategory;
  const option = likely && form.querySelector(`[name=category][value="${likely}"]`);
  if (option && !categoryByHand && !option.checked) {
    option.checked = true;
    option.dispatchEvent(new Event("input", { bubbles: true }));
    changed(option);
  }
  press(named("double").value);
});

function press(choice) {
  for (const button of form.querySelectorAll("[data-double]")) {
    button.setAttribute("aria-pressed", String(button.dataset.double === choice));
  }
}
form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-double]");
  if (!button) return;
  named("double").value = button.dataset.double === named("double").value ? "" : button.dataset.double;
  press(named("double").value);
});

// A field that finds while one types (WAI-ARIA combobox): arrow keys move, Enter or a click chooses, Escape closes.
// <input data-combobox aria-controls="list">, its list filled by HTMX; what is chosen leaves as the event "chosen"
// with the option's data-… as detail. Enter pressed before the answer is there chooses the first line of the answer; an
// answer to what stood there some letters ago is shown and not chosen from.
const optionsOf = (list) => [...list.querySelectorAll("[role=option]")];

function set(input) {
  const list = document.getElementById(input.getAttribute("aria-controls"));
  let asked = false;
  let chooseFirst = false;

  const show = (open) => {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) input.removeAttribute("aria-activedescendant");
  };
  const active = () => list.querySelector("[aria-selected=true]");
  const activate = (option) => {
    active()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  };
  const move = (by) => {
    const options = optionsOf(list);
    const place = options.indexOf(active());
    activate(options[(place + by + options.length) % options.length]);
  };
  const choose = (option) => {
    show(false);
    input.dispatchEvent(new CustomEvent("chosen", { bubbles: true, detail: { ...option.dataset } }));
  };

  input.addEventListener("input", () => { asked = input.value.trim() !== ""; chooseFirst = false; });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== list) return;
    const outrun = asked && event.detail.requestConfig.parameters[input.name] !== input.value;
    const first = outrun ? undefined : optionsOf(list)[0];
    activate(first);
    if (chooseFirst && first) choose(first);
    else if (document.activeElement === input) show(true);
    if (outrun) return;
    asked = false;
    chooseFirst = false;
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const open = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (open) move(event.key === "ArrowDown" ? 1 : -1);
      else { show(true); activate(active() ?? optionsOf(list)[0]); }
    } else if (event.key === "Enter" && (asked || (open && active()))) {
      event.preventDefault();
      if (asked) chooseFirst = true;
      else choose(active());
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      show(false);
    }
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
  input.addEventListener("blur", () => show(false));
}

document.querySelectorAll("[data-combobox]").forEach(set);

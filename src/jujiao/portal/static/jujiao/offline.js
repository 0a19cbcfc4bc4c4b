// The page without a connection: tries again by itself, and opens what was asked for once it can be had.
const AGAIN = 5_000;
const unsent = location.search === "?unsent";
const part = (name) => document.querySelector(`[data-${name}]`);

function bearName() {
  let house = null;
  try { house = localStorage.getItem("jujiao-house"); } catch { /* no storage, no name */ }
  if (!house) return;
  const brand = document.querySelector(".j-brand span");
  const product = brand.textContent;
  brand.textContent = house;
  brand.translate = false;
  // As on the owner's pages: a title cannot say of a part of itself that it is a name.
  document.title = document.title.replace(` · ${product}`, document.documentElement.lang === "en" ? "" : ` · ${house}`);
}

async function look() {
  try {
    const answer = await fetch(location.pathname, { method: "HEAD", cache: "no-store" });
    if (answer.status >= 500) return;
  } catch { return; }
  if (!unsent) {
    location.reload();
    return;
  }
  part("trying").hidden = true;
  part("back-again").hidden = false;
}

bearName();
part("unsent").hidden = !unsent;
part("again").hidden = unsent;
part("again").addEventListener("click", look);
part("return").addEventListener("click", () => history.back());
addEventListener("online", look);
setInterval(look, AGAIN);

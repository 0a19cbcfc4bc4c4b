// The page without a connection: tries again by itself, and opens what was asked for once it can be had.
const AGAIN = 5_000;
const unsent = location.search === "?unsent";
const part = (name) => document.querySelector(`[data-${name}]`);

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

part("unsent").hidden = !unsent;
part("again").hidden = unsent;
part("again").addEventListener("click", look);
part("return").addEventListener("click", () => history.back());
addEventListener("online", look);
setInterval(look, AGAIN);

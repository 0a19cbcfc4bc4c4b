// From one row of a list to the next: the page that a row leads to knows the list from which it was opened.
const STORED = "jujiao-list";
const LISTS = ".j-list, .j-cards";
const LINKS = ".j-row-link, .j-card-link";
const { person = "" } = document.body.dataset;

const linksOf = (list) => [...list.querySelectorAll(LINKS)];

function kept() {
  try {
    const list = JSON.parse(sessionStorage.getItem(STORED));
    return list?.person === person ? list : null;
  } catch {
    return null;
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(LINKS);
  const list = link?.closest(LISTS);
  if (!list) return;
  const rows = linksOf(list).map((each) => each.pathname);
  const url = location.pathname + location.search;
  try { sessionStorage.setItem(STORED, JSON.stringify({ person, url, rows })); } catch { /* then there is no way on */ }
}, { capture: true });

// The page of a row: the way back, and to its neighbours.
const bar = document.querySelector("[data-listed]");
const list = bar && kept();
const place = list ? list.rows.indexOf(location.pathname) : -1;
if (place >= 0) {
  const lead = (name, url) => {
    const link = bar.querySelector(`[data-listed-${name}]`);
    if (url) link.href = url;
    else link.remove();
  };
  lead("back", list.url);
  lead("previous", list.rows[place - 1]);
  lead("next", list.rows[place + 1]);
  bar.querySelector("[data-listed-place]").textContent = `${place + 1} / ${list.rows.length}`;
  bar.hidden = false;
} else if (!person) {
  try { sessionStorage.removeItem(STORED); } catch { /* nothing is kept */ }
}

function go(by) {
  const link = bar?.querySelector(by > 0 ? "[data-listed-next]" : "[data-listed-previous]");
  if (bar) {
    if (link?.href && !bar.hidden) link.click();
    return;
  }
  const links = [...document.querySelectorAll(LISTS)].flatMap(linksOf);
  const at = links.indexOf(document.activeElement);
  const wanted = links[at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by];
  wanted?.focus();
  wanted?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("key-next", () => go(1));
document.addEventListener("key-previous", () => go(-1));

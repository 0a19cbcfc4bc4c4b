// Views above a list: which of them the list shows, as its filters change without the page.
const PLACES = ["after", "before"];

function asked(search) {
  const params = [...new URLSearchParams(search)].filter(([name, value]) => value && !PLACES.includes(name));
  return params.map((pair) => pair.join("=")).sort().join("&");
}

// On telephones the row of views is wider than the page: the chosen one is brought into sight.
function show() {
  const row = document.querySelector("[data-views]");
  const chosen = row?.querySelector("[aria-current]");
  if (chosen && row.scrollWidth > row.clientWidth) row.scrollLeft = chosen.offsetLeft - row.offsetLeft - 16;
}

function mark() {
  for (const link of document.querySelectorAll("[data-views] .j-view")) {
    if (asked(link.search) === asked(location.search)) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  show();
}

document.addEventListener("htmx:pushedIntoHistory", mark);
document.addEventListener("htmx:afterSwap", mark);
show();

// Views above a list: which of them the list shows, as its filters change without the page.
const PLACES = ["after", "before"];

function asked(search) {
  const params = [...new URLSearchParams(search)].filter(([name, value]) => value && !PLACES.includes(name));
  return params.map((pair) => pair.join("=")).sort().join("&");
}

function mark() {
  for (const link of document.querySelectorAll("[data-views] .j-view")) {
    if (asked(link.search) === asked(location.search)) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

document.addEventListener("htmx:pushedIntoHistory", mark);
document.addEventListener("htmx:afterSwap", mark);

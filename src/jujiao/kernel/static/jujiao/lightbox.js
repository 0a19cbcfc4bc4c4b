// A photo opens large over the page: arrows, a swipe or the buttons lead through the photos of the case.
// Without this script the link opens the photo in a tab of its own.
const box = document.getElementById("lightbox");
const picture = box?.querySelector("img");
const SWIPE = 40;  // pixels
let photos = [];
let at = 0;
let began = null;

function show(place) {
  at = (place + photos.length) % photos.length;
  const { href, alt } = photos[at];
  box.dataset.state = "loading";
  picture.src = href;
  picture.alt = alt;
  box.querySelector("[data-alt]").textContent = alt;
  box.querySelector("[data-place]").textContent = `${at + 1} / ${photos.length}`;
  for (const way of box.querySelectorAll("[data-step]")) way.hidden = photos.length < 2;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-photo]");
  if (!box || !link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const links = [...document.querySelectorAll("a[data-photo]")].filter((each) => each.offsetParent);
  photos = links.map((each) => ({ href: each.href, alt: each.querySelector("img").alt }));
  box.dispatchEvent(new Event("lay-over", { bubbles: true }));
  show(links.indexOf(link));
});

picture?.addEventListener("load", () => { box.dataset.state = "there"; });
picture?.addEventListener("error", () => { box.dataset.state = "failed"; });
box?.addEventListener("click", (event) => {
  const way = event.target.closest("[data-step]");
  if (way) show(at + Number(way.dataset.step));
  else if (event.target === box) box.close();
});
box?.addEventListener("keydown", (event) => {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!step || photos.length < 2) return;
  event.preventDefault();
  show(at + step);
});
box?.addEventListener("pointerdown", (event) => { began = event.isPrimary ? event.clientX : null; });
box?.addEventListener("pointerup", (event) => {
  const length = began === null ? 0 : event.clientX - began;
  began = null;
  if (Math.abs(length) >= SWIPE && photos.length > 1) show(at - Math.sign(length));
});
box?.addEventListener("close", () => picture.removeAttribute("src"));

// Shows the page that says there is no connection: no page of anybody is ever kept. And opens what a notice of the
// system, shown by news.js, is about.
const PAGE = {{ page|as_json|safe }};
const FILES = {{ files|as_json|safe }};
const STORE = `offline:${FILES.join()}:{{ LANGUAGE_CODE }}`;

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(caches.open(STORE).then((store) => store.addAll([PAGE, ...FILES])));
});
addEventListener("activate", (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name !== STORE).map((name) => caches.delete(name)))));
});

// A form that did not get through leads to the page under an address that says so: reloading that sends nothing.
async function withoutConnection(request) {
  if (request.method !== "GET") return Response.redirect(`${PAGE}?unsent`, 303);
  return caches.match(PAGE);
}

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => withoutConnection(request)));
  } else if (FILES.includes(new URL(request.url).pathname)) {
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  }
});

// A window of ours that is open already goes there, or else a new one.
async function openCase(url) {
  const [open] = await clients.matchAll({ type: "window", includeUncontrolled: true });
  if (!open) return clients.openWindow(url);
  await open.focus().catch(() => {});
  return open.navigate(url).catch(() => clients.openWindow(url));
}

addEventListener("notificationclick", (event) => {
  event.notification.close();
  const url = new URL(event.notification.data?.url ?? "/", location.origin);
  if (url.origin === location.origin) event.waitUntil(openCase(url.href));
});

// The worker that shows the page without a connection; where it cannot be had, the browser says it in its own words.
navigator.serviceWorker?.register("/sw.js").catch(() => {});

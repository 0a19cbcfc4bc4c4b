// The worker that shows the page without a connection; where it cannot be had, the browser says it in its own words.
navigator.serviceWorker?.register("/sw.js").catch(() => {});

// The page without a connection is the same for everybody. What it is called by, an owner's estate, is kept beside it.
const app = document.querySelector(".j-app");
try {
  const house = app?.querySelector("[data-house]")?.dataset.house;
  if (house) localStorage.setItem("jujiao-house", house);
  else if (app) localStorage.removeItem("jujiao-house");
} catch { /* a browser without storage shows the product's name */ }

// Passkeys: asks the device, puts its answer into the form, sends the form.
const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const toText = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const withBytes = (keys = []) => keys.map((key) => ({ ...key, id: toBytes(key.id) }));

async function options(form) {
  const url = form.dataset.optionsUrl;
  if (!url) return JSON.parse(document.getElementById(form.dataset.options).textContent);
  const response = await fetch(url, { headers: { Accept: "application/json" }, credentials: "same-origin" });
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

async function create({ creation_options: { publicKey } }) {
  return navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: toBytes(publicKey.challenge),
      user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
      excludeCredentials: withBytes(publicKey.excludeCredentials),
    },
  });
}

async function get({ request_options: { publicKey } }) {
  return navigator.credentials.get({
    publicKey: { ...publicKey, challenge: toBytes(publicKey.challenge), allowCredentials: withBytes(publicKey.allowCredentials) },
  });
}

function answer(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = toText(credential.response[name]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  });
}

function say(form, word) {
  const place = form.querySelector("[data-passkey-error]");
  place.hidden = !word;
  place.querySelectorAll("span").forEach((each) => { each.hidden = !each.hasAttribute(`data-${word}`); });
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const able = Boolean(window.PublicKeyCredential && navigator.credentials);
  // Where there is another way, a device that cannot do it need not see it.
  if (able) form.hidden = false;
  form.addEventListener("submit", async (event) => {
    const field = form.querySelector("input[name=credential]");
    if (field.value) return;
    event.preventDefault();
    if (!able) { say(form, "unable"); return; }
    say(form, "");
    try {
      const ask = form.dataset.passkey === "create" ? create : get;
      field.value = answer(await ask(await options(form)));
    } catch {
      say(form, "failed");
      return;
    }
    form.requestSubmit();
  });
}

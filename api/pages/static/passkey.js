// Passkeys need the browser's help; everything else works without this file.
"use strict";

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

// ask posts JSON to the API; a refusal is an error with the words for people.
const ask = (path, body) => sent(path, { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

async function sent(path, what) {
  const answer = await fetch(path, { method: "POST", ...what });
  const said = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(said.detail), { said: true });
  return said;
}

// options are those of WebAuthn with bytes where JSON has text.
function options(json) {
  const key = (k) => ({ ...k, id: bytes(k.id) });
  const made = { ...json, challenge: bytes(json.challenge) };
  if (json.user) made.user = key(json.user);
  for (const list of ["allowCredentials", "excludeCredentials"]) if (json[list]) made[list] = json[list].map(key);
  return made;
}

// written is a credential as JSON.
function written(made) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
    if (made.response[name]) response[name] = text(made.response[name]);
  if (made.response.getTransports) response.transports = made.response.getTransports();
  return { id: made.id, rawId: text(made.rawId), type: made.type, response, clientExtensionResults: made.getClientExtensionResults() };
}

// offer shows what needs a passkey where the browser can do it here, and else where it can.
function offer(element, place) {
  const here = window.PublicKeyCredential && location.origin === element.dataset.site;
  element.hidden = !here;
  const elsewhere = place.querySelector("[data-passkey-elsewhere]");
  if (elsewhere) elsewhere.hidden = here;
  return here;
}

// tried runs do and says what went wrong.
async function tried(element, place, do_) {
  const status = place.querySelector("[data-passkey-status]");
  status.textContent = "";
  try {
    await do_();
  } catch (fault) {
    status.textContent = fault.said ? fault.message : element.dataset.failed;
  }
}

for (const form of document.querySelectorAll("[data-passkey-create]")) {
  offer(form, form.parentElement);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    tried(form, form, async () => {
      const asked = await ask("/api/v1/me/passkeys/challenge", { password: form.elements.password.value });
      const made = await navigator.credentials.create({ publicKey: options(asked.publicKey) });
      await ask("/api/v1/me/passkeys", { challenge: asked.challenge, name: form.elements.name.value, passkey: written(made) });
      location.assign("/me/factors?done=1");
    });
  });
}

for (const button of document.querySelectorAll("[data-passkey-prove]")) {
  offer(button, button.form);
  button.addEventListener("click", () =>
    tried(button, button.form, async () => {
      const asked = await ask("/api/v1/me/factors/challenge", {});
      const made = await navigator.credentials.get({ publicKey: options(asked.publicKey) });
      const answer = await fetch("/api/v1/me/factors/prove", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ challenge: asked.challenge, passkey: written(made) }) });
      if (!answer.ok) throw Object.assign(new Error((await answer.json()).detail), { said: true });
      location.assign("/me/factors?done=1");
    }),
  );
}

for (const button of document.querySelectorAll("[data-passkey-sign]")) {
  const form = button.form;
  offer(button, form);
  button.addEventListener("click", () =>
    tried(button, form, async () => {
      const asked = await sent(`/cases/${button.dataset.case}/challenge`, { body: new URLSearchParams(new FormData(form)) }); // all that is signed
      const made = await navigator.credentials.get({ publicKey: options(asked.publicKey) });
      form.elements.challenge.value = asked.challenge;
      form.elements.passkey.value = JSON.stringify(written(made));
      form.requestSubmit(form.querySelector("button[name=verb][value=sign]"));
    }),
  );
}

// Passkeys: the browser asks its own keeper, and what comes back goes into a plain form.

const problem = document.getElementById("passkey-problem") ?? document.getElementById("trouble");

function say(words) {
  problem.textContent = words;
  problem.hidden = false;
}

async function options(button) {
  const here = document.getElementById("passkey-options");
  if (here) {
    const found = JSON.parse(here.textContent);
    return found.creation_options ?? found.request_options;
  }
  const answer = await fetch(button.dataset.options, { headers: { "X-Requested-With": "XMLHttpRequest" } });
  return (await answer.json()).request_options;
}

async function credential(button) {
  const { publicKey } = await options(button);
  if (button.dataset.passkey === "create") {
    // It is to open the desk by itself, so it has to know whose it is, and to ask for a finger, a face or a code.
    Object.assign(publicKey.authenticatorSelection, { residentKey: "required", requireResidentKey: true, userVerification: "required" });
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) });
  }
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-passkey]");
  if (!button) return;
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) return say("This browser knows no passkeys.");
  const form = document.getElementById(button.dataset.form);
  if (!form.reportValidity()) return;
  try {
    form.elements.credential.value = JSON.stringify(await credential(button));
    form.submit();
  } catch {
    say("No passkey came of it. Try again, or sign in another way.");
  }
});

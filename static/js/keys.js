// Single keys. Each is shown on the control that it works; none fires while somebody types, or where they are off.
// Which key does what is the server's to say: on the controls, and for what has none in the list of keys.

const dialog = document.getElementById("keys");
const switched = document.getElementById("keys-on");
const NAMES = { "+": "Plus" }; // in aria-keyshortcuts, where a plus joins keys
const spoken = (key) => (key !== key.toLowerCase() ? `Shift+${key}` : NAMES[key] ?? key);

export const isOn = () => document.body.dataset.keys === "on";
export const keyOf = (action) => dialog?.querySelector(`[data-does="${action}"]`)?.textContent ?? "";
const does = (event, action) => event.key === keyOf(action);

dialog?.addEventListener("close", () => {
  const at = document.activeElement;
  if (!at || at === document.body || dialog.contains(at)) document.getElementById("main").focus();
});

export function types(element) {
  if (element.isContentEditable || element.matches("textarea, select")) return true;
  return element.matches("input") && !["radio", "checkbox", "submit", "button"].includes(element.type);
}

// Whether a key pressed here and now is one of ours.
export function free(event) {
  if (!isOn() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  return !document.querySelector("dialog[open]") && !types(event.target);
}

const visible = (element) => element.checkVisibility?.({ visibilityProperty: true }) ?? element.offsetParent !== null;

function named(key) {
  return [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find((one) => visible(one) && !one.disabled);
}

// On keyboards where the digits need Shift, the key with the digit on it will do.
function control(event) {
  const digit = /^Digit(\d)$/.exec(event.code);
  return (event.key.length === 1 && named(event.key)) || (digit && !event.shiftKey && named(digit[1]));
}

function press(control) {
  if (control.matches("textarea, input[type=search]")) return control.focus();
  if (control.matches("h2")) return (document.querySelector("#open-claim .answer input[type=radio]") ?? control).focus();
  if (control.matches("summary")) {
    const box = control.parentElement;
    box.open = !box.open;
    const field = box.open && box.querySelector("input:not([type=hidden]), select, textarea, [data-first]");
    return (field || control).focus();
  }
  if (control.closest("#open-claim")) control.focus({ preventScroll: true }); // from there it is led on when the claim is swapped
  control.click();
}

function step(by) {
  const links = [...document.querySelectorAll("#claim-rows .row-link")];
  if (!links.length) return false;
  const at = links.findIndex((link) => link.hasAttribute("aria-current"));
  const ahead = by > 0 ? links.slice(at + 1) : links.slice(0, Math.max(at, 0)).reverse();
  const link = ahead.find((one) => !one.closest("[hidden]"));
  if (!link) return true;
  if (visible(link)) link.focus();
  link.click();
  return true;
}

function help() {
  if (dialog && !dialog.open) dialog.showModal();
}

function pick(words) {
  for (const [name, value] of words.split(" ").map((word) => word.split("="))) {
    document.querySelector(`#open-claim .answer input[name="${name}"][value="${value}"]`)?.click();
  }
}

function leave(event) {
  const at = event.target;
  const box = at.closest("details[open]");
  if (box) {
    box.open = false;
    box.querySelector("summary").focus();
  } else if (types(at)) {
    if (at.type === "search") event.preventDefault(); // a browser would empty it
    (at.closest("#open-claim") && document.getElementById("claim-title") || document.getElementById("main")).focus();
  }
}

document.addEventListener("keydown", (event) => {
  const bare = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing && !event.defaultPrevented;
  if (event.key === "Escape" && bare && !document.querySelector("dialog[open]")) return leave(event);
  if (!free(event)) return;
  if (does(event, "help")) help();
  else if ((does(event, "next") && step(1)) || (does(event, "previous") && step(-1))) event.preventDefault();
  else {
    const found = control(event);
    if (!found) return;
    press(found);
  }
  event.preventDefault();
});

document.addEventListener("click", (event) => {
  const picks = event.target.closest("[data-picks]");
  if (picks) pick(picks.dataset.picks);
  if (event.target.closest("[data-opens='keys']")) help();
});

// Switching them off or on holds at once; where the server hasn't stored it, it is as before.
function show(on) {
  document.body.dataset.keys = on ? "on" : "off";
  switched.checked = on;
  for (const one of document.querySelectorAll("[data-key]")) {
    if (on) one.setAttribute("aria-keyshortcuts", spoken(one.dataset.key));
    else one.removeAttribute("aria-keyshortcuts");
  }
}

switched?.addEventListener("change", () => show(switched.checked));
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.elt.id === "keys-switch" && !event.detail.successful) show(!switched.checked);
});

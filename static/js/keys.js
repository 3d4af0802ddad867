// Single keys. Each is shown on the control that it works; none fires while somebody types.

const OFF = "keys-off";
const dialog = document.getElementById("keys");
const on = document.getElementById("keys-on");
const isOff = () => localStorage.getItem(OFF) === "1";

if (on) {
  on.checked = !isOff();
  on.addEventListener("change", () => {
    if (on.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  });
}

dialog?.addEventListener("close", () => {
  const at = document.activeElement;
  if (!at || at === document.body || dialog.contains(at)) document.getElementById("main").focus();
});

function types(element) {
  if (element.isContentEditable || element.matches("textarea, select")) return true;
  return element.matches("input") && !["radio", "checkbox", "submit", "button"].includes(element.type);
}

const visible = (element) => element.checkVisibility?.({ visibilityProperty: true }) ?? element.offsetParent !== null;

function named(key) {
  return [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find((one) => visible(one) && !one.disabled);
}

function press(control) {
  if (control.matches("textarea, input[type=search]")) return control.focus();
  if (control.matches("summary")) {
    const box = control.parentElement;
    box.open = !box.open;
    const field = box.open && box.querySelector("input:not([type=hidden]), select, textarea, [data-first]");
    return (field || control).focus();
  }
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
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "Escape") return leave(event);
  if (types(event.target)) return;
  if (event.key === "?") {
    event.preventDefault();
    return help();
  }
  if (isOff()) return;
  const digit = /^Digit([1-6])$/.exec(event.code);
  const key = digit && !event.shiftKey ? digit[1] : event.key;
  if ((key === "j" || key === "k") && step(key === "j" ? 1 : -1)) return event.preventDefault();
  if (key === "o") {
    const title = document.getElementById("claim-title");
    if (title && visible(title)) (document.querySelector("#open-claim .answer input[type=radio]") ?? title).focus();
    return;
  }
  const control = key.length === 1 && named(key);
  if (!control) return;
  event.preventDefault();
  press(control);
});

document.addEventListener("click", (event) => {
  const picks = event.target.closest("[data-picks]");
  if (picks) pick(picks.dataset.picks);
  if (event.target.closest("[data-opens='keys']")) help();
});

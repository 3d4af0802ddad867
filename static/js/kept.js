// What is typed and not yet stored is kept in this tab: a lost session or a failed request loses nothing.

const mine = `kept:${document.body.dataset.person}:`;
const SENT = "kept-sent";

const fields = (form) => [...form.elements].filter((one) => one.name && !["hidden", "password", "file"].includes(one.type));

function read(form) {
  const found = {};
  for (const field of fields(form)) {
    if (field.matches("[type=radio], [type=checkbox]")) {
      if (field.checked) (found[field.name] ??= []).push(field.value);
    } else if (field.matches("input, textarea, select")) found[field.name] = field.value;
  }
  return found;
}

function keep(form) {
  try {
    sessionStorage.setItem(mine + form.dataset.keeps, JSON.stringify(read(form)));
  } catch {
    // Full or forbidden: the form itself still holds the text.
  }
}

function forget(name) {
  sessionStorage.removeItem(mine + name);
}

function restore(form) {
  const stored = sessionStorage.getItem(mine + form.dataset.keeps);
  if (!stored || form.dataset.restored) return;
  form.dataset.restored = "1";
  const found = JSON.parse(stored);
  for (const field of fields(form)) {
    if (!(field.name in found)) continue;
    const value = found[field.name];
    if (field.matches("[type=radio], [type=checkbox]")) field.checked = value.includes(field.value);
    else field.value = value;
  }
  const box = form.closest("details");
  if (box && Object.values(found).some((value) => typeof value === "string" && value.length > 20)) box.open = true;
}

function restoreAll(root) {
  root.querySelectorAll?.("form[data-keeps]").forEach(restore);
}

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.dataset.keeps) keep(form);
});

// A plain submit leaves the page: the text goes when the next page no longer holds the form. One that htmx has taken
// over stays until it is stored.
document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-forgets]")) sessionStorage.clear();
  else if (!event.defaultPrevented && event.target.dataset.keeps) sessionStorage.setItem(SENT, event.target.dataset.keeps);
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const form = event.detail.requestConfig.elt;
  const stored = event.detail.xhr.status < 300 && event.detail.requestConfig.verb === "post";
  if (stored && form.dataset?.keeps) forget(form.dataset.keeps);
});

document.addEventListener("htmx:afterSettle", () => restoreAll(document));

const sent = sessionStorage.getItem(SENT);
if (sent && document.body.dataset.person && !document.querySelector(`form[data-keeps="${CSS.escape(sent)}"]`)) forget(sent);
sessionStorage.removeItem(SENT);
restoreAll(document);

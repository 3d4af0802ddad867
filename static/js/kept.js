// What is typed and not yet stored is kept on the server as it is typed, and in this tab until the server has said so:
// a crash, a closed tab, a lost session or a failed request loses nothing.

const WAIT = 1_000;
const AGAIN = 10_000;
const MARK = "stored-form";
const person = document.body.dataset.person;
const mine = `kept:${person}:`;
const waiting = new Map(); // names of forms to timers: what is typed there hasn't gone to the server yet
const sending = new Map(); // names of forms to what can call their request off
const sent = new Set(); // forms that were submitted: if one comes back it shows what was sent
let onServer = null; // names of the forms of which the server keeps something; null until it has said so

const fields = (form) => [...form.elements].filter((one) => one.name && !["hidden", "password", "file"].includes(one.type) && one.matches("input, textarea, select"));
const ticks = (field) => field.matches("[type=radio], [type=checkbox]");
const formOf = (name) => document.querySelector(`form[data-keeps="${CSS.escape(name)}"]`);

function isTyped(field) {
  if (ticks(field)) return field.checked !== field.defaultChecked;
  if (!field.matches("select")) return field.value !== field.defaultValue;
  const chosen = [...field.options].findIndex((one) => one.defaultSelected);
  return field.selectedIndex !== Math.max(chosen, 0);
}

export const typedIn = (form, some = fields(form)) => some.some(isTyped);

function read(form) {
  const found = {};
  for (const field of fields(form)) {
    if (ticks(field)) {
      if (field.checked) (found[field.name] ??= []).push(field.value);
    } else found[field.name] = field.value;
  }
  return found;
}

function inTab(name) {
  return JSON.parse(sessionStorage.getItem(mine + name));
}

function toTab(name, found, unsent) {
  try {
    sessionStorage.setItem(mine + name, JSON.stringify({ fields: found, unsent }));
  } catch {
    // Full or forbidden: the form itself still holds the text.
  }
}

function say(form, words, isTrouble = false) {
  let line = form.querySelector(".kept-line");
  if (!line) {
    line = Object.assign(document.createElement("span"), { className: "kept-line" });
    ([...form.querySelectorAll(".buttons")].at(-1) ?? form).append(line);
  }
  line.textContent = words;
  line.classList.toggle("not-kept", isTrouble);
}

function parcel(form) {
  const data = new FormData();
  const value = (name) => form.querySelector(`input[name=${name}]`)?.value ?? "";
  data.append("csrfmiddlewaretoken", value("csrfmiddlewaretoken"));
  data.append("form", form.dataset.keeps);
  data.append("key", value("key"));
  data.append("typed", JSON.stringify(typedIn(form) ? read(form) : {}));
  return data;
}

async function send(form) {
  const name = form.dataset.keeps;
  waiting.delete(name);
  sending.get(name)?.abort();
  const call = new AbortController();
  sending.set(name, call);
  const options = { method: "POST", body: parcel(form), headers: { "HX-Request": "true" } };
  const signal = AbortSignal.any([call.signal, AbortSignal.timeout(20_000)]);
  const answer = await fetch("/typing/", { ...options, signal }).catch(() => null);
  if (sending.get(name) !== call) return;
  sending.delete(name);
  const said = answer && (await answer.json().catch(() => ({})));
  if (answer?.ok) return isKept(form, said.at);
  if (answer?.status === 401) return say(form, "Not kept: you are signed out. Your text is kept here.", true);
  if (answer?.status === 403) return say(form, "Not kept: this page is too old, load it again. Your text is kept here.", true);
  if (answer?.status === 400) return say(form, `Not kept: ${said.why} Your text is kept here.`, true);
  say(form, "Not kept: the server can’t be reached. Your text is kept here.", true);
  if (answer?.status !== 404) wait(form, AGAIN);
}

function isKept(form, at) {
  const name = form.dataset.keeps;
  if (at) {
    onServer?.add(name);
    if (!waiting.has(name)) toTab(name, read(form), false);
  } else forget(name);
  say(form, at ? `Kept ${at}` : "");
}

function wait(form, time) {
  clearTimeout(waiting.get(form.dataset.keeps));
  waiting.set(form.dataset.keeps, setTimeout(() => send(form), time));
}

function keep(form) {
  const found = read(form);
  toTab(form.dataset.keeps, found, true);
  // A whole text isn't sent at every pause.
  const length = Object.values(found).reduce((sum, one) => sum + one.length, 0);
  wait(form, Math.max(WAIT, length / 100));
}

function callOff(name) {
  clearTimeout(waiting.get(name));
  waiting.delete(name);
  sending.get(name)?.abort();
  sending.delete(name);
}

function forget(name) {
  sessionStorage.removeItem(mine + name);
  onServer?.delete(name);
}

// -- bringing it back ----------------------------------------------------------------------------------------------

// What the person has touched since the form was drawn stays.
function fill(form, found) {
  const touched = new Set(fields(form).filter(isTyped).map((one) => one.name));
  for (const field of fields(form)) {
    if (!(field.name in found) && !ticks(field)) continue;
    if (touched.has(field.name)) continue;
    const value = found[field.name] ?? [];
    if (ticks(field)) field.checked = value.includes(field.value);
    else field.value = value;
  }
  const box = form.closest("details");
  if (box && Object.values(found).some((value) => typeof value === "string" && value.length > 20)) box.open = true;
}

// A link that opens a form in its place has the form's name: what waits there is told beside it.
function tell(name) {
  const link = document.querySelector(`a#${CSS.escape(name)}`);
  if (!link || link.nextElementSibling?.matches(".kept-line")) return;
  link.after(Object.assign(document.createElement("span"), { className: "kept-line", textContent: "Typed, not stored" }));
}

async function fetched(form, name) {
  const answer = await fetch(`/typing/?form=${encodeURIComponent(name)}`, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer?.ok || !form.isConnected) return;
  const before = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".typed-before");
  if (!before || document.getElementById(before.id)) return;
  const found = JSON.parse(before.dataset.fields);
  delete before.dataset.fields;
  form.before(before);
  window.htmx.process(before);
  fill(form, found);
  if (!waiting.has(name)) toTab(name, read(form), false);
}

function restore(form, isFirst) {
  const name = form.dataset.keeps;
  if (form.dataset.restored) return;
  form.dataset.restored = "1";
  const here = inTab(name);
  if (here && (here.unsent || !isFirst)) fill(form, here.fields);
  if (here?.unsent && typedIn(form)) wait(form, 0);
  else if (sent.delete(name)) return;
  else if (onServer?.has(name)) fetched(form, name);
  else if (onServer) forget(name);
  else if (here) fill(form, here.fields);
}

function restoreAll(isFirst = false) {
  document.querySelectorAll("form[data-keeps]").forEach((form) => restore(form, isFirst));
  onServer?.forEach(tell);
}

async function start() {
  const stored = document.cookie.match(new RegExp(`(?:^|; )${MARK}=([\\w-]+)`));
  if (stored) forget(stored[1]);
  document.cookie = `${MARK}=; max-age=0; path=/`;
  if (!document.querySelector("form[data-keeps], #open-claim")) return;
  const answer = await fetch("/typing/", { headers: { "HX-Request": "true" } }).catch(() => null);
  if (answer?.ok) onServer = new Set((await answer.json()).forms);
  restoreAll(true);
}

// -- when ----------------------------------------------------------------------------------------------------------

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.dataset.keeps && fields(form).includes(event.target)) keep(form);
});

function leave() {
  for (const name of waiting.keys()) {
    const form = formOf(name);
    if (form && navigator.sendBeacon("/typing/", parcel(form))) callOff(name);
  }
}

window.addEventListener("pagehide", leave);
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave());

// What is submitted says whose words are stored with it; nothing of it is kept late.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-forgets]")) sessionStorage.clear();
  if (!form.dataset.keeps) return;
  callOff(form.dataset.keeps);
  sent.add(form.dataset.keeps);
  if (event.defaultPrevented) return;
  toTab(form.dataset.keeps, read(form), true);
  form.addEventListener("formdata", (made) => made.formData.set("kept", form.dataset.keeps), { once: true });
});

document.addEventListener("htmx:configRequest", (event) => {
  const { elt, verb, parameters } = event.detail;
  if (verb === "post" && elt.dataset?.keeps) parameters.kept = elt.dataset.keeps;
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const { elt, verb } = event.detail.requestConfig;
  const isStored = event.detail.xhr.status < 300 && verb === "post";
  if (!isStored) return;
  if (elt.dataset?.keeps) {
    forget(elt.dataset.keeps);
    sent.delete(elt.dataset.keeps);
    document.getElementById(`typing-kept-${elt.dataset.keeps}`)?.remove();
  } else if (elt.matches?.(".typed-before")) {
    const form = formOf(elt.dataset.of);
    callOff(elt.dataset.of);
    forget(elt.dataset.of);
    form?.reset();
    if (form) say(form, "");
  }
});

document.addEventListener("htmx:afterSettle", () => restoreAll());
document.addEventListener("live:drawn", () => restoreAll());

if (person) start();

// What others do on the article comes by itself: asked for every second and a half while somebody looks, put in place
// without moving anything. A hidden tab asks nothing; after an error it asks less often.

import { typedIn } from "./kept.js";
import { say, sayBeside, unsay } from "./trouble.js";

const EVERY = 1_500;
const MOST = 10_000;
const TROUBLE = "The server can’t be reached: what others do isn’t shown.";
const holder = () => document.querySelector(".here-now");
const pane = () => document.getElementById("open-claim");
const card = () => pane()?.querySelector("[data-claim]");
const opened = () => card()?.dataset.claim ?? "";
const list = () => document.getElementById("claim-filter-now")?.dataset.list ?? "";
let timer = 0;
let pause = EVERY;
let asking = false;
let busy = 0; // requests of the person's own that are under way
let busySince = 0;
let news = null; // the open claim as it is on the server, where it isn't shown

// Of a request whose element has gone nothing tells the end: after htmx's own time-out it counts no more.
const isBusy = () => busy > 0 && Date.now() - busySince < 21_000;

const later = (time) => {
  clearTimeout(timer);
  timer = setTimeout(ask, time);
};

const asked = () => `${opened()}?${list()}`;

async function ask() {
  clearTimeout(timer);
  if (asking || document.visibilityState === "hidden") return;
  if (isBusy()) return later(300);
  asking = true;
  const { asks, event, here } = holder().dataset;
  const about = asked();
  const query = new URLSearchParams(list());
  for (const [name, value] of Object.entries({ event, here, claim: opened(), card: card()?.dataset.event ?? "" })) query.set(name, value);
  const answer = await fetch(`${asks}?${query}`, { headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(20_000) }).catch(() => null);
  const words = answer?.status === 200 ? await answer.text().catch(() => null) : "";
  asking = false;
  if (answer && [401, 403, 404, 410].includes(answer.status)) return stop(answer.status);
  if (!answer?.ok || words === null) return failed();
  pause = EVERY;
  unsay(TROUBLE);
  // What the person opened or sent meanwhile comes first: what was asked is asked again.
  if (words && (isBusy() || about !== asked())) return later(300);
  if (words) draw(new DOMParser().parseFromString(words, "text/html"));
  later(EVERY);
}

function failed() {
  if (pause > EVERY) sayBeside(TROUBLE);
  pause = Math.min(pause * 2, MOST);
  later(pause);
}

function stop(status) {
  if (status !== 401) return say("What others do is no longer shown.", { href: location.href, words: "Load the page again" });
  const back = encodeURIComponent(location.pathname + location.search);
  say("You are signed out: what others do isn’t shown.", { href: `/sign-in/?next=${back}`, words: "Sign in" });
}

// -- putting it in place ---------------------------------------------------------------------------------------------

const isWriting = (at) => at.matches("textarea, select, input:not([type=radio], [type=checkbox])");

// What a person has opened, typed or picked stays as they left it.
const callbacks = {
  beforeNodeMorphed(old, fresh) {
    if (old.nodeType !== Node.ELEMENT_NODE) return true;
    if (old.id === "gap-form" && old.closest("details[open]")) return false;
    if (old.matches("[data-stays]") && old.id === fresh.id) return false;
    if (old.matches(".splitting[hx-get]") && fresh.matches?.(".splitting[hx-get]")) return false;
    if (!old.matches("input, textarea, select") || old.type === "hidden") return true;
    return !(isWriting(old) && old === document.activeElement) && !(old.form && typedIn(old.form, [old]));
  },
  // The way back from what the person did just now.
  beforeNodeRemoved(old) {
    return !(old.nodeType === Node.ELEMENT_NODE && old.matches("form.undo"));
  },
  beforeAttributeUpdated(name, node) {
    return !(name === "open" && node.matches("details")) && name !== "data-restored" && name !== "data-column";
  },
};

function morph(old, fresh, style = "outerHTML") {
  window.Idiomorph.morph(old, fresh, { morphStyle: style, callbacks });
  window.htmx.process(old.isConnected ? old : document.getElementById(fresh.id));
}

function draw(fresh) {
  fresh.querySelectorAll("[hx-swap-oob]").forEach((one) => one.removeAttribute("hx-swap-oob"));
  const came = fresh.getElementById("since-card");
  came?.remove();
  const said = fresh.getElementById("announce");
  said?.remove();
  for (const part of [...fresh.body.children]) {
    const old = part.id && document.getElementById(part.id);
    if (old) morph(old, part);
  }
  if (came) drawCard(came);
  paint();
  if (said?.textContent) document.getElementById("announce").textContent = said.textContent;
  document.dispatchEvent(new CustomEvent("live:drawn"));
}

const isTouched = () => (pane().contains(document.activeElement) && isWriting(document.activeElement)) || [...pane().querySelectorAll("form")].some((form) => typedIn(form));

function drawCard(came) {
  const shown = came.querySelector("#since-open");
  if (!isTouched()) return showCard(shown);
  news = shown;
  const line = came.querySelector("#claim-news");
  const old = document.getElementById("claim-news");
  if (old) old.replaceWith(line);
  else pane().querySelector(".card-head")?.after(line);
}

function showCard(shown) {
  const before = words();
  news = null;
  document.getElementById("claim-news")?.remove();
  morph(pane(), [...shown.childNodes], "innerHTML");
  leave(before);
}

// Of a form that isn't there any more, the words stay to be read.
const words = () =>
  [...pane().querySelectorAll("form[data-keeps]")].filter((form) => typedIn(form)).flatMap((form) =>
    [...form.querySelectorAll("textarea, input[type=text]")].map((one) => ({ form: form.dataset.keeps, words: one.value.trim() })).filter((one) => one.words));

function leave(before) {
  const gone = before.filter((one) => !pane().querySelector(`form[data-keeps="${CSS.escape(one.form)}"]`));
  if (!gone.length) return;
  const box = Object.assign(document.createElement("p"), { className: "problem keeps-lines" });
  box.textContent = `You typed this, and it isn’t stored: ${gone.map((one) => one.words).join("\n")}`;
  pane().querySelector(".card-head")?.after(box);
}

// -- who is where ----------------------------------------------------------------------------------------------------

function paint() {
  document.querySelectorAll("#claim-rows .on-it, #claim-others").forEach((one) => one.remove());
  const others = [...(holder()?.querySelectorAll("li[data-on]") ?? [])];
  for (const { dataset } of others) {
    const end = document.querySelector(`#claim-row-${CSS.escape(dataset.on || "0")} .row-end`);
    if (!end) continue;
    const mark = Object.assign(document.createElement("span"), { className: "initials on-it", title: `${dataset.name} is on this claim`, textContent: dataset.initials });
    end.append(mark);
  }
  const names = others.filter((one) => one.dataset.on && one.dataset.on === opened()).map((one) => one.dataset.name);
  if (!names.length) return;
  const line = Object.assign(document.createElement("p"), { id: "claim-others", className: "claim-others" });
  line.textContent = `${names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)} are` : `${names[0]} is`} on this claim.`;
  pane().querySelector(".card-head")?.after(line);
}

// -- when ------------------------------------------------------------------------------------------------------------

document.addEventListener("htmx:beforeSend", () => {
  busy += 1;
  busySince = Date.now();
});
document.addEventListener("htmx:afterRequest", () => {
  busy = Math.max(busy - 1, 0);
});
document.addEventListener("htmx:afterSettle", () => {
  if (!document.querySelector("#claim-news")) news = null;
  paint();
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-shows-news]") || !news) return;
  event.preventDefault();
  showCard(news);
  paint();
  document.getElementById("claim-title")?.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("live:drawn"));
});

document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && later(0));
if (holder()) later(0);

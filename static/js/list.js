// The list's filter, the places of what is looked for, and “nothing to check” for the sentence under the eye.

const opened = () => document.querySelector("#open-claim [data-claim]")?.dataset.claim ?? "";
const said = (id) => document.querySelector(`#${id} [data-said]`)?.textContent.trim() ?? "";
const isList = (event) => event.detail.target?.id === "claim-rows";
const isText = (event) => event.detail.target?.id === "article-notice";

// What draws the list or the marks anew leaves the open claim as it is: it says which one that is.
document.addEventListener("htmx:configRequest", (event) => {
  if (!isList(event) && !isText(event)) return;
  event.detail.parameters.claim = opened();
  const form = event.detail.elt;
  if (form.id === "gap-form") event.detail.path = form.getAttribute("action");
});

// The forms of the open claim carry the list on as it is now.
function carry() {
  const now = document.getElementById("claim-filter-now");
  if (!now) return;
  for (const form of document.querySelectorAll("#open-claim form[method=post]")) {
    let field = form.querySelector("input[name=list]");
    if (!field) {
      field = Object.assign(document.createElement("input"), { type: "hidden", name: "list" });
      form.append(field);
    }
    field.value = now.dataset.list;
  }
}

let finding = false;
document.addEventListener("htmx:beforeRequest", (event) => {
  if (isList(event)) finding = document.activeElement?.id === "find";
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "claim-rows" || !isList(event)) return;
  carry();
  const announce = document.getElementById("announce");
  if (announce) announce.textContent = said(finding ? "find-count" : "claim-filter-now") || "All claims";
});

// To the next place of what is looked for, or the one before: from the one to which the last press led.
document.addEventListener("click", (event) => {
  const step = event.target.closest("[data-hits]");
  if (!step) return;
  const hits = [...document.querySelectorAll("#article-text .sought[id]")].map((hit) => hit.id);
  if (!hits.length) return;
  const at = hits.indexOf(location.hash.slice(1));
  const by = Number(step.dataset.hits);
  const next = at < 0 ? (by > 0 ? 0 : hits.length - 1) : (at + by + hits.length) % hits.length;
  step.hash = hits[next];
});

// “Nothing to check” is about the sentence to which `g` led, or else the first one; the machine's reason is offered.
let last = 0;
document.addEventListener("toggle", (event) => {
  const form = event.target.matches?.(".clear-gap[open]") && document.getElementById("gap-form");
  if (!form || form.querySelector("[role=alert]")) return;
  const gaps = [...document.querySelectorAll("#article-text .gap")];
  const found = gaps.findIndex((gap) => gap.id === location.hash.slice(1));
  last = Math.max(found, 0);
  const gap = gaps[last];
  if (!gap) return;
  if (found < 0) location.hash = gap.id;
  form.action = form.getAttribute("action").replace(/\d+/, gap.dataset.sentence);
  form.querySelector("[data-words]").textContent = gap.nextElementSibling?.textContent ?? "";
  form.elements.why.value = gap.dataset.reason;
  form.elements.why.select();
}, true);

// It has gone from the text: the next one has its number now.
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.elt.id !== "gap-form" || !event.detail.successful) return;
  const gaps = document.querySelectorAll("#article-text .gap");
  if (gaps.length) location.hash = gaps[Math.min(last, gaps.length - 1)].id;
});

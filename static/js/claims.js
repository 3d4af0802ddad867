// The article's page: a mark opens its claim, the list follows, tabs change what a small screen shows.

const workspace = () => document.getElementById("workspace");
const opened = () => document.querySelector("#open-claim [data-claim]")?.dataset.claim ?? "";

export function show(view) {
  const space = workspace();
  if (!space) return;
  space.dataset.view = view;
  for (const tab of document.querySelectorAll("#article-tabs [data-shows]")) {
    if (tab.dataset.shows === view) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
  if (view === "text") bringOpenMark();
}

function bringOpenMark() {
  const mark = document.querySelector("#article-text .is-open");
  const pane = document.getElementById("text");
  if (!mark || !pane) return;
  const at = mark.getBoundingClientRect();
  const frame = pane.getBoundingClientRect();
  const top = Math.max(frame.top, 0) + 16;
  const bottom = Math.min(frame.bottom, window.innerHeight) - 48;
  if (at.top < top || at.bottom > bottom) mark.scrollIntoView({ block: "center" });
}

function bringOpenRow() {
  document.querySelector("#claim-rows .row-link[aria-current]")?.scrollIntoView({ block: "nearest" });
}

// A click on a mark opens the shortest claim there; on one that is open already, the next one that lies there.
document.addEventListener("click", (event) => {
  if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const tab = event.target.closest("[data-shows]");
  if (tab && workspace()) {
    event.preventDefault();
    show(tab.dataset.shows);
    return;
  }
  const mark = event.target.closest(".mark[data-claims]");
  if (!mark) return;
  const ids = mark.dataset.claims.split(" ");
  const link = document.getElementById(`claim-link-${ids[(ids.indexOf(opened()) + 1) % ids.length]}`);
  if (!link) return;
  event.preventDefault();
  link.click();
});

// The count of sentences that nobody has looked at leads to the one after that to which it led last.
document.addEventListener("click", (event) => {
  const count = event.target.closest("[data-gaps]");
  if (!count) return;
  const gaps = [...document.querySelectorAll("#article-text .gap")].map((gap) => gap.id);
  count.hash = gaps[(gaps.indexOf(location.hash.slice(1)) + 1) % gaps.length] ?? "article-notice";
});

// The row that was pressed is the open one at once, so that the next key goes on from there.
function markOpenRow(id = opened()) {
  document.querySelectorAll("#claim-rows .row-link[aria-current]").forEach((one) => one.removeAttribute("aria-current"));
  document.getElementById(`claim-link-${id}`)?.setAttribute("aria-current", "true");
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("#claim-rows .row-link");
  if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey) markOpenRow(link.dataset.claim);
});

// The server sends back what looks different now: it has to know what looks open at the moment.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.target?.id !== "open-claim") return;
  const marked = [...document.querySelectorAll("#article-text .block:has(.is-open, .is-source, .is-cue)")];
  event.detail.parameters.was = opened();
  event.detail.parameters.marked = marked.map((block) => block.id.replace("paragraph-", "")).join("-");
});

// One request about the open claim at a time. A claim that is open already isn't fetched again, and what is being
// fetched gives way to what is being stored. What a claim brings along by itself is none of these.
let before = "";
let fetching = false;
const aboutClaim = (event) => !!document.getElementById("open-claim") && event.detail.target?.closest?.("#open-claim") && !event.detail.target.matches("[data-stays]");

document.addEventListener("htmx:beforeRequest", (event) => {
  if (!aboutClaim(event)) return;
  before = opened();
  fetching = event.detail.requestConfig.verb === "get";
  if (!fetching) return;
  show("card");
  if (event.detail.requestConfig.path.startsWith(`/claims/${before}/`)) {
    fetching = false;
    event.preventDefault();
  }
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (aboutClaim(event)) fetching = false;
});

document.addEventListener("submit", (event) => {
  if (!fetching || !event.target.closest("#open-claim")) return;
  window.htmx.trigger(document.getElementById("open-claim"), "htmx:abort");
  markOpenRow();
}, true);

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "open-claim" && event.target.id !== "article-text") return;
  if (opened() === before) return;
  before = opened();
  const pane = document.getElementById("open-claim");
  if (pane) pane.scrollTop = 0;
  bringOpenMark();
  bringOpenRow();
});

bringOpenMark();
bringOpenRow();

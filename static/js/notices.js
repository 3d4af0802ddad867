// The count of unread notices, asked for every half minute while somebody looks; a hidden tab asks nothing.

const EVERY = 30_000;
const link = document.getElementById("notices-count");
let last = Date.now();
let timer = 0;

async function ask() {
  last = Date.now();
  const have = link.dataset.unread;
  // Not by htmx: what this answers, or that it fails, must not take the place of what is said of a form.
  const answer = await fetch(`${link.dataset.asks}?have=${have}`, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (answer && [401, 403, 404, 410].includes(answer.status)) return clearInterval(timer);
  if (answer?.status === 200) show(new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("notices-count"), have);
}

// The link itself stays, and with it the focus.
function show(fresh, had) {
  if (!fresh) return;
  link.replaceChildren(...fresh.childNodes);
  link.dataset.unread = fresh.dataset.unread;
  const more = Number(fresh.dataset.unread) - Number(had);
  if (had && more > 0) document.getElementById("announce").textContent = more === 1 ? "1 new notice" : `${more} new notices`;
}

const look = () => document.visibilityState === "visible" && Date.now() - last >= EVERY - 1_000 && ask();

if (link) {
  if (!link.dataset.unread) ask();
  timer = setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
}

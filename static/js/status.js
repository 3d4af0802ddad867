// Whether something is wrong with the newsroom: a quiet sign for who looks after it, asked for each minute, and the
// status page itself, every five seconds. A hidden tab asks nothing.

const SIGN_EVERY = 60_000;
const PAGE_EVERY = 5_000;
const FINE = "status-fine"; // when it was last heard that nothing is wrong: the next page needn't ask at once

// Asks while somebody looks, and at once when they come back; ends where nothing is answered any more to this person.
function keep(id, every, have, show) {
  let last = Date.now();
  let timer = 0;
  const ask = async () => {
    last = Date.now();
    const here = document.getElementById(id);
    const answer = await fetch(`${here.dataset.asks}?have=${have(here)}`, { headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(10_000) }).catch(() => null);
    if (answer && [401, 403, 404].includes(answer.status)) return clearInterval(timer);
    if (answer?.status !== 200) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(id);
    if (fresh) show(here, fresh);
  };
  const look = () => document.visibilityState === "visible" && Date.now() - last >= every - 500 && ask();
  timer = setInterval(look, every);
  document.addEventListener("visibilitychange", look);
  return ask;
}

function showSign(here, fresh) {
  here.replaceChildren(...fresh.childNodes);
  here.hidden = fresh.hidden;
  here.dataset.wrong = fresh.dataset.wrong;
  if (fresh.hidden) sessionStorage.setItem(FINE, Date.now());
}

// A button that has the focus keeps it, where it is still there.
function showPage(here, fresh) {
  const focused = here.contains(document.activeElement) ? document.activeElement.id : "";
  here.replaceWith(fresh);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

if (document.getElementById("status-sign")) {
  const ask = keep("status-sign", SIGN_EVERY, (here) => here.dataset.wrong, showSign);
  if (Date.now() - Number(sessionStorage.getItem(FINE)) > SIGN_EVERY) ask();
}
if (document.getElementById("status-now")) keep("status-now", PAGE_EVERY, (here) => here.dataset.have, showPage);

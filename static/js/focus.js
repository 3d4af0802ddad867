// Focus survives every swap: it goes back to where it was, or to the claim that came, and never falls to the page.

let kept = null;
const opened = () => document.querySelector("#open-claim [data-claim]")?.dataset.claim ?? "";

document.addEventListener("htmx:beforeRequest", () => {
  const at = document.activeElement;
  if (!at || at === document.body) return;
  kept = { id: at.id, name: at.name, form: at.form?.id, card: !!at.closest("#open-claim, #article-notice"), text: !!at.closest("#article-text"), claim: opened() };
});

const visible = (element) => element.getClientRects().length > 0;

function place() {
  const other = opened() !== kept.claim;
  if (other && kept.id?.startsWith("claim-link-")) return document.getElementById(`claim-link-${opened()}`);
  if (kept.text) return document.querySelector("#article-text a.is-open");
  if (other && kept.card) return document.getElementById("claim-title");
  const same = kept.id && document.getElementById(kept.id);
  if (same && !same.disabled) return visible(same) ? same : (same.closest("details")?.querySelector("summary") ?? same);
  const form = kept.form && document.getElementById(kept.form);
  const field = form && kept.name && form.querySelector(`[name="${CSS.escape(kept.name)}"]`);
  return field || document.getElementById(kept.card ? "claim-title" : "main");
}

document.addEventListener("htmx:afterSettle", () => {
  if (!kept) return;
  const at = document.activeElement;
  const lost = !at || at === document.body || !at.isConnected;
  const moved = opened() !== kept.claim && at?.classList.contains("row-link");
  if (lost || moved) (place() ?? document.getElementById("main"))?.focus({ preventScroll: lost });
});

// Who has gone on to the fields that were found isn't disturbed by what is found later.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, requestConfig } = event.detail;
  const later = target.id === "article-found" && requestConfig.elt.id === "article-side";
  if (later && target.querySelector("[name=confirmed]") && target.contains(document.activeElement)) event.detail.shouldSwap = false;
});

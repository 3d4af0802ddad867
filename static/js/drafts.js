// Two drafts side by side: next and previous change go on from where the last one led.

const bars = [...document.querySelectorAll(".change-bar")];
let at = bars.findIndex((bar) => `#${bar.id}` === location.hash);

function go(to) {
  at = (to + bars.length) % bars.length;
  bars[at].focus({ preventScroll: true });
  bars[at].scrollIntoView({ block: "center" });
}

document.addEventListener("click", (event) => {
  const step = event.target.closest("[data-step]");
  if (!step || !bars.length) return;
  event.preventDefault();
  const here = bars.indexOf(document.activeElement);
  const by = Number(step.dataset.step);
  if (here >= 0) at = here;
  go(at < 0 && by < 0 ? -1 : at + by);
});

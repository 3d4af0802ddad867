// The numbers in the margin: of those that begin on one line, the earlier ones move to the left.

const MOST = 3;
const text = () => document.getElementById("article-text");

function arrange() {
  const marks = [...(text()?.querySelectorAll(".mark[data-n]") ?? [])];
  const tops = marks.map((mark) => Math.round(mark.getClientRects()[0]?.top ?? 0));
  let column = 0;
  for (let at = marks.length - 1; at >= 0; at -= 1) {
    const next = marks[at + 1];
    const shares = next && Math.abs(tops[at] - tops[at + 1]) < 4;
    column = shares ? column + next.dataset.n.split(" ").length + next.classList.contains("in-conflict") : 0;
    const wanted = column ? String(Math.min(column, MOST)) : undefined;
    if (marks[at].dataset.column === wanted) continue;
    if (wanted) marks[at].dataset.column = wanted;
    else delete marks[at].dataset.column;
  }
}

if (text()) {
  new ResizeObserver(arrange).observe(document.getElementById("text"));
  document.fonts?.ready.then(arrange);
  document.addEventListener("htmx:afterSettle", arrange);
  document.addEventListener("live:drawn", arrange);
}

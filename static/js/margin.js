// The numbers in the margin: of those that begin on one line, the earlier ones move to the left. Only in the blocks near
// the window: asking where a mark stands lays its block out, and a long text has hundreds.

const MOST = 3;
const near = new Set();

function arrange(block) {
  const marks = [...block.querySelectorAll(".mark[data-n]")];
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

const watch = new IntersectionObserver((seen) => {
  for (const { target, isIntersecting } of seen) {
    if (!isIntersecting) near.delete(target);
    else if (near.add(target)) arrange(target);
  }
}, { rootMargin: "200px" });

function follow() {
  for (const block of near) {
    if (!block.isConnected) near.delete(block);
    else arrange(block);
  }
}

// A block that was drawn anew is another element; one that is watched already stays so.
function watchAll() {
  for (const block of document.querySelectorAll("#article-text .block:has(.mark[data-n])")) watch.observe(block);
}

if (document.getElementById("article-text")) {
  watchAll();
  new ResizeObserver(follow).observe(document.getElementById("text"));
  document.fonts?.ready.then(follow);
  document.addEventListener("htmx:afterSettle", watchAll);
  // What is morphed stays the element it was, with other marks in it.
  document.addEventListener("live:drawn", () => {
    watchAll();
    follow();
  });
}

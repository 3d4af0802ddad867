// My queue: j and k go from row to row, Enter opens the one that has the focus, t takes it.

const rows = () => [...document.querySelectorAll("#queue-rows .queue-row")];
const link = (row) => row?.querySelector(".queue-link");
const off = () => localStorage.getItem("keys-off") === "1";
let last = "";

// keys.js presses the control that carries a key: of all the buttons only that of the row one is at has it.
function at(row) {
  for (const button of document.querySelectorAll("#queue-rows .button[data-key]")) delete button.dataset.key;
  last = row?.id ?? "";
  const button = row?.querySelector(".queue-act .button");
  if (button) button.dataset.key = "t";
}

function step(by) {
  const all = rows();
  const here = all.findIndex((row) => row.id === last);
  const row = all[here < 0 ? 0 : Math.min(Math.max(here + by, 0), all.length - 1)];
  link(row)?.focus();
}

document.addEventListener("focusin", (event) => {
  const row = event.target.closest("#queue-rows .queue-row");
  if (row) at(row);
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || off()) return;
  if (document.querySelector("dialog[open]") || event.target.closest?.("input, textarea, select")) return;
  if (event.key !== "j" && event.key !== "k") return;
  event.preventDefault();
  step(event.key === "j" ? 1 : -1);
});

// A row that was taken comes back without its button: the focus stays at the row.
document.addEventListener("htmx:afterSettle", () => {
  const row = last && document.getElementById(last);
  if (row && !row.contains(document.activeElement)) link(row)?.focus({ preventScroll: true });
});

at(rows()[0]);

// My queue: two keys go from row to row, Enter opens the one that has the focus, a third takes it.
import { free, keyOf } from "./keys.js";

const rows = () => [...document.querySelectorAll("#queue-rows .queue-row")];
const link = (row) => row?.querySelector(".queue-link");
let last = "";

// keys.js presses the control that carries a key: of all the buttons only that of the row one is at has it.
function at(row) {
  for (const button of document.querySelectorAll("#queue-rows .button[data-key]")) delete button.dataset.key;
  last = row?.id ?? "";
  const button = row?.querySelector(".queue-act .button");
  if (button && keyOf("take")) button.dataset.key = keyOf("take");
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
  const by = event.key === keyOf("next") ? 1 : event.key === keyOf("previous") ? -1 : 0;
  if (!by || !free(event)) return;
  event.preventDefault();
  step(by);
});

// A row that was taken comes back without its button: the focus stays at the row.
document.addEventListener("htmx:afterSettle", () => {
  const row = last && document.getElementById(last);
  if (row && !row.contains(document.activeElement)) link(row)?.focus({ preventScroll: true });
});

at(rows()[0]);

// What is selected in the article fills the box that asks for words of it: the one last gone into, else the first in sight.

let asked = null;
const visible = (element) => element.checkVisibility?.({ visibilityProperty: true }) ?? element.offsetParent !== null;

function box() {
  if (asked?.isConnected && visible(asked)) return asked;
  return [...document.querySelectorAll("[data-selected]")].find(visible);
}

function fill() {
  const selection = document.getSelection();
  const text = document.getElementById("article-text");
  if (selection.isCollapsed || !text?.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return;
  const into = box();
  if (!into) return;
  into.value = selection.toString().trim();
  into.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("focusin", (event) => {
  if (event.target.matches?.("[data-selected]")) asked = event.target;
});
document.addEventListener("mouseup", fill);
document.addEventListener("keyup", fill);

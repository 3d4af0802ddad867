// What is selected in the article fills the box that asks where a lost claim stands now.

const box = () => document.querySelector("[data-selected]");

function fill() {
  const selection = document.getSelection();
  const text = document.getElementById("article-text");
  if (!box() || selection.isCollapsed || !text?.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return;
  box().value = selection.toString().trim();
  box().dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("mouseup", fill);
document.addEventListener("keyup", fill);

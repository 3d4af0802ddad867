// A menu closes when something else is pressed, or something in it that opens a claim.

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target) || event.target.closest("[hx-get]")) menu.open = false;
  }
});

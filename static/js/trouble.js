// What went wrong on the way to the server, in words, beside text that is still there.

const box = document.getElementById("trouble");

export function say(words, link) {
  box.replaceChildren(words);
  if (link) {
    const a = document.createElement("a");
    a.href = link.href;
    a.textContent = link.words;
    box.append(" ", a);
  }
  box.hidden = false;
}

// For what matters less than anything that is said there already, as that something isn't saved.
export const sayBeside = (words) => box.hidden && say(words);

// Takes back what was said, if it's still that.
export function unsay(words) {
  if (box.firstChild?.textContent === words) box.hidden = true;
}

const posts = (event) => event.detail.requestConfig?.verb === "post" && !event.detail.requestConfig.path.endsWith("/found/");
const kept = (event, why) => (posts(event) ? `Not saved: ${why}. Your text is kept here.` : `${why[0].toUpperCase()}${why.slice(1)}.`);

for (const failure of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, (event) => say(kept(event, "the server can’t be reached")));
}

function answer(event) {
  const status = event.detail.xhr.status;
  const here = { href: location.href, words: "Load the page again" };
  if (status === 401) {
    const back = encodeURIComponent(location.pathname + location.search);
    say(kept(event, "you are signed out"), { href: `/sign-in/?next=${back}`, words: "Sign in" });
  } else if (status === 403) say(kept(event, "this page is too old, you signed in or out since"), here);
  else if (status === 404 || status === 410) say(kept(event, "this is no longer there"), here);
  else say(kept(event, "something broke on the server"), here);
  if ([401, 404, 410].includes(status)) stopAsking(event.detail.elt);
}

function stopAsking(element) {
  if (!element.hasAttribute("hx-trigger") || !element.id.startsWith("article-progress-")) return;
  const still = element.cloneNode(true);
  for (const name of ["hx-get", "hx-trigger"]) still.removeAttribute(name);
  element.replaceWith(still);
}

document.addEventListener("htmx:responseError", answer);

// A whole page in answer to a part (an old form, an error page) isn't put into the part's place.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (xhr.status >= 400 && /^\s*<!doctype/i.test(xhr.responseText)) {
    event.detail.shouldSwap = false;
    answer(event);
  } else if (xhr.status < 400) box.hidden = true;
});

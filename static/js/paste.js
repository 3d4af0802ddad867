// The box for copy: what is pasted, chosen or dropped is read by the server and put in where the cursor stands. When
// the server can't be reached, the plain words of the clipboard go in as ever.

const SECONDS = 25;
const PASTED_SECONDS = 8;
const UNDOABLE = 200000;
const part = document.querySelector("[data-copy-in]");
const box = part?.querySelector("textarea.paste");
const form = box?.form;
const file = part?.querySelector("input[type=file]");
const several = part && "several" in part.dataset;
let busy = false;

const announce = (words) => {
  document.getElementById("announce").textContent = words;
};

function put(words, start, end) {
  box.focus();
  box.setSelectionRange(start, end);
  // The one way in that the browser can undo; slow for a whole book.
  if (words.length < UNDOABLE && document.execCommand("insertText", false, words)) return;
  box.setRangeText(words, start, end, "end");
  box.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

// On a line of its own where it's put behind other words.
function parted(words, start) {
  const before = box.value.slice(0, start);
  if (!words.includes("\n\n") || !before || before.endsWith("\n\n")) return words;
  return (before.endsWith("\n") ? "\n" : "\n\n") + words;
}

function show(found) {
  part.querySelector("#copy-read").replaceWith(found);
}

async function ask(fields, seconds) {
  const data = new FormData();
  for (const name of ["csrfmiddlewaretoken", "notes"]) data.append(name, form.elements[name].value);
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  const signal = AbortSignal.timeout(seconds * 1000);
  const answer = await fetch(part.dataset.copyIn, { method: "POST", body: data, signal });
  if (!answer.ok && answer.status !== 422) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.getElementById("copy-read");
  const words = found.querySelector(".copy-words");
  words?.remove();
  return { found, words: words?.value ?? null };
}

// While it is read the box waits: what is typed meanwhile would be in the way. Nothing is lost if it fails.
async function bring(fields, { plain = "", seconds = SECONDS, what = "" } = {}) {
  const [start, end] = [box.selectionStart, box.selectionEnd];
  busy = box.readOnly = true;
  box.setAttribute("aria-busy", "true");
  announce(what ? `Reading ${what}` : "Reading");
  let came;
  try {
    came = await ask(fields, seconds);
  } catch {
    came = null;
  }
  busy = box.readOnly = false;
  box.removeAttribute("aria-busy");
  const words = came?.words ?? plain;
  // The notes first: what is typed, and kept in this tab, goes with them.
  if (came) show(came.found);
  else if (!plain) say(`${what} isn’t read: the server can’t be reached. What is in the box is still there.`);
  if (words) put(plain ? words : parted(words, start), start, end);
  announce(came?.found.innerText.trim().split("\n")[0] || (words ? "Pasted" : `${what} couldn’t be read`));
}

function say(problem) {
  const words = document.createElement("p");
  words.className = "problem";
  words.setAttribute("role", "alert");
  words.textContent = problem;
  part.querySelector("#copy-read").prepend(words);
}

function take(files) {
  if (busy || !files.length) return;
  if (files.length === 1) {
    bring({ file: files[0] }, { what: files[0].name }).then(() => {
      file.value = "";
    });
  } else if (several) {
    file.files = files;
    form.requestSubmit(part.querySelector("button[name=read]"));
  } else say("One file at a time: this is one article’s next draft.");
}

function listen() {
  part.querySelector("button[name=read]").hidden = true;

  box.addEventListener("paste", (event) => {
    const { clipboardData: board } = event;
    const [html, plain] = [board.getData("text/html"), board.getData("text/plain")];
    if (busy) event.preventDefault();
    else if (board.files.length && !plain && !html) {
      event.preventDefault();
      take(board.files);
    } else if (html || plain.includes("\n")) {
      event.preventDefault();
      bring({ html, plain }, { plain, seconds: PASTED_SECONDS });
    }
  });

  file.addEventListener("change", () => take(file.files));

  form.addEventListener("submit", (event) => {
    if (busy) event.preventDefault();
  });

  const carries = (event) => event.dataTransfer?.types.includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    part.classList.add("is-over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) part.classList.remove("is-over");
  });
  document.addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    part.classList.remove("is-over");
    take(event.dataTransfer.files);
  });
}

if (form) listen();

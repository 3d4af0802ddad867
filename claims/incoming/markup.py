"""HTML from a clipboard or a file: Word, Google Docs, a CMS, a mail. Elements in, clean text out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree, html

from claims.capture.errors import NotKept
from claims.incoming.html_parts import BLOCKS, is_emoji, is_of_figures, is_pixel
from claims.incoming.lines import joints
from claims.incoming.linked_notes import LinkedNotes, linked_notes
from claims.incoming.page import Page
from claims.incoming.types import BULLET, Incoming

# What goes with all that it holds, and what that is called; "" for what nobody sees.
GONE = {
    **dict.fromkeys(("script", "noscript", "template"), "script"),
    **dict.fromkeys(("input", "textarea", "select", "button", "datalist", "progress", "meter"), "field"),
    **dict.fromkeys(
        ("iframe", "object", "embed", "video", "audio", "canvas", "svg", "math", "map"), "embedded"
    ),
    **dict.fromkeys(("head", "style", "title", "link", "meta", "base", "xml"), ""),
    **dict.fromkeys(("img", "v:imagedata"), "image"),
    "del": "deletion",
}
FORMATTED = frozenset("b big em font i mark small strong strike s u sub sup tt".split())
HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.IGNORECASE)
AS_TYPED = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
LIST_MARK = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
NUMBERED = re.compile(r"\(?(?:\d{1,4}|[A-Za-z]|[ivxlcIVXLC]{1,6})[.)]")
MAIL_QUOTE = re.compile(r"gmail_quote(?!_container|_attribution)|moz-cite|yahoo_quoted", re.IGNORECASE)
WHOLE = re.compile(r"<(?:html|body)\b", re.IGNORECASE)


def read(body: bytes) -> Incoming:
    """HTML as a browser hands it over from a clipboard. Raises NotKept."""
    return from_html(body.decode("utf-8", "replace"))


def from_html(markup: str) -> Incoming:
    """Clean text of HTML. Raises NotKept for what is nested beyond reason."""
    root = parsed(markup)
    if root is None:
        return Incoming("")
    page = Page()
    write(page, root)
    return page.incoming(title_of(root))


def parsed(markup: str) -> etree._Element | None:
    """The tree of a page or of a piece of one, without comments; None where nothing is in it. Raises NotKept."""
    markup = markup.replace("\0", "")
    if not WHOLE.search(markup[:10_000]):
        markup = f"<html><body>{markup}</body></html>"
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    try:
        root: etree._Element | None = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    if any(one.type_name == "ERR_RESOURCE_LIMIT" for one in parser.error_log):
        raise NotKept("It is nested too deeply to be read: it may be made to do harm.")
    if root is not None:
        etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    return root


def title_of(root: etree._Element) -> str:
    for name in ("h1", "title"):
        if (found := next(root.iter(name), None)) is not None and (
            words := "".join(found.itertext()).strip()
        ):
            return words
    return ""


def write(page: Page, root: etree._Element) -> None:
    """Write a tree on the page. No recursion, since it may be nested without end."""
    notes = linked_notes(root)
    for note in notes.notes:
        page.note(note.key, note.kind, "", note.text)
    writer = _Writer(page, notes)
    walk = etree.iterwalk(root, events=("start", "end"))
    for step, element in walk:
        if step == "start":
            if writer.leaves_out(element):
                walk.skip_subtree()
            else:
                writer.start(element)
        else:
            writer.end(element)
            if element is not root:
                writer.text(element.tail or "")
    page.join(joints)


@dataclass(slots=True)
class _Writer:
    """`lists`: for each list that is open its next number, None for bullets. `cells`: how many tables of figures
    are open: in their cells nothing begins a block. `typed`: how many elements whose line ends count.
    """

    page: Page
    notes: LinkedNotes
    lists: list[int | None] = field(default_factory=list)
    cells: int = 0
    typed: int = 0
    left_out: etree._Element | None = None

    def leaves_out(self, element: etree._Element) -> bool:
        """Whether an element goes with all that it holds; then that is said."""
        if not self._goes(element):
            return False
        self.left_out = element
        return True

    def _goes(self, element: etree._Element) -> bool:
        name, style = element.tag, element.get("style") or ""
        if element in self.notes.references:
            self.page.point(self.notes.references[element])
            return True
        if element in self.notes.bodies:
            return True
        if LIST_MARK.search(style):
            mark = " ".join("".join(element.itertext()).split())
            self.page.block(f"{mark} " if NUMBERED.fullmatch(mark) else BULLET)
            return True
        if name == "img" and (emoji := element.get("alt") or "") and is_emoji(element, emoji):
            self.page.add(emoji)
            return True
        if what := GONE.get(name):
            words = "".join(element.itertext()) if name in ("del", "textarea", "noscript") else ""
            self.page.drop("tracker" if name == "img" and is_pixel(element) else what, words)
            return True
        if name in GONE:
            return True
        if element.get("hidden") is not None or HIDDEN.search(style):
            if words := "".join(element.itertext()).strip():
                self.page.drop("hidden", words)
            return True
        return False

    def start(self, element: etree._Element) -> None:
        name = element.tag
        if name == "br":
            self.page.line()
        elif name == "a" and (address := element.get("href") or "") and not address.startswith("#"):
            self.page.drop("link")
        elif name in ("tr", "td", "th"):
            self._start_cell(element)
        elif name in BLOCKS:
            self._start_block(element)
        if name in FORMATTED or element.get("style"):
            self.page.drop("formatting")
        if name == "q":
            self.page.add("“")
        if self._as_typed(element):
            self.typed += 1
        self.text(element.text or "")

    def end(self, element: etree._Element) -> None:
        if element is self.left_out:
            self.left_out = None
            return
        name = element.tag
        if name == "q":
            self.page.add("”")
        if self._as_typed(element):
            self.typed -= 1
        if name == "table" and is_of_figures(element):
            self.cells -= 1
        if name in ("ul", "ol", "menu", "dir") and self.lists:
            self.lists.pop()
        if _is_mail_quote(element):
            self.page.end_block()
            self.page.quoted -= 1
        if name in BLOCKS and not self.cells:
            self.page.end_block()

    def text(self, letters: str) -> None:
        if not self.typed:
            self.page.add(letters)
            return
        first, *others = letters.split("\n")
        self.page.add(first)
        for line in others:
            self.page.line()
            self.page.add(line)

    def _start_cell(self, element: etree._Element) -> None:
        if not self.cells:
            self.page.end_block()
        elif element.tag == "tr":
            self.page.row()
        elif element.getprevious() is not None:
            self.page.tab()

    def _start_block(self, element: etree._Element) -> None:
        name = element.tag
        if self.cells:
            self.page.add(" ")
        elif name == "li":
            self.page.block(self._mark(element))
        else:
            self.page.block()
        if _is_mail_quote(element):
            self.page.quoted += 1
        if name in ("ul", "ol", "menu", "dir"):
            first = element.get("start") or "1"
            self.lists.append((int(first) if first.isdecimal() else 1) if name == "ol" else None)
        if name == "table":
            self.page.drop("table")
            self.cells += is_of_figures(element)

    def _mark(self, item: etree._Element) -> str:
        if not self.lists or (number := self.lists[-1]) is None:
            return BULLET
        self.lists[-1] = number + 1
        return f"{number}. "

    def _as_typed(self, element: etree._Element) -> bool:
        return element.tag == "pre" or bool(AS_TYPED.search(element.get("style") or ""))


def _is_mail_quote(element: etree._Element) -> bool:
    return element.tag == "blockquote" and (
        element.get("type") == "cite" or bool(MAIL_QUOTE.search(element.get("class") or ""))
    )

"""OpenDocument texts: paragraphs without their tracked deletions, with annotations and notes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from claims.capture.archives import read_directory, read_part
from claims.capture.errors import NotKept
from claims.capture.readers.xml import local, parsed
from claims.incoming.elements import attribute, child
from claims.incoming.page import Page
from claims.incoming.types import BULLET, COMMENT, FOOTNOTE, Incoming

BROKEN = "It can't be read: it may be damaged."
NO_TEXT = frozenset(
    "forms sequence-decls variable-decls user-field-decls soft-page-break note-citation change change-start change-end "
    "bookmark bookmark-start bookmark-end reference-mark table-of-content-source".split()
)
PICTURES = frozenset({"image", "object", "object-ole", "plugin"})


def read(body: bytes) -> Incoming:
    """Raises NotKept where it can't be read."""
    read_directory(io.BytesIO(body))
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        roots = {
            part: parsed(read_part(packed, part))
            for part in ("content.xml", "styles.xml", "meta.xml")
            if part in packed.namelist()
        }
    content = roots.get("content.xml")
    if content is None:
        raise NotKept(BROKEN)
    page = Page()
    for running in _named(roots.get("styles.xml"), "header", "footer"):
        if words := words_of(running):
            page.drop("running", words)
    text = next(_named(content, "text"), content)
    _Writer(page, _numbered(content)).inside(text)
    return page.incoming(next((one.text or "" for one in _named(roots.get("meta.xml"), "title")), ""))


def words_of(element: etree._Element) -> str:
    page = Page()
    _Writer(page, frozenset()).inside(element)
    return page.incoming().text.replace("\n\n", "\n")


def _named(root: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    return (one for one in (root.iter() if root is not None else ()) if local(one) in names)


def _numbered(content: etree._Element) -> frozenset[str]:
    """The names of the list styles that count."""
    return frozenset(
        attribute(style, "name")
        for style in _named(content, "list-style")
        if next((local(one) for one in style), "") == "list-level-style-number"
    )


@dataclass(slots=True)
class _Writer:
    """`lists`: for each list that is open its next number, None for bullets. `cells`: how many tables are open.
    `boxes`: text boxes, which are written below their paragraph.
    """

    page: Page
    numbered: frozenset[str]
    lists: list[int | None] = field(default_factory=list)
    mark: str = ""
    cells: int = 0
    notes: int = 0
    boxes: list[etree._Element] = field(default_factory=list)

    def inside(self, element: etree._Element) -> None:
        """What an element holds, letters and elements."""
        letters = local(element) in ("p", "h", "span", "a", "ruby-base", "meta", "meta-field")
        self.page.add((element.text or "") if letters or _is_field(element) else "")
        for one in element:
            self.write(one)
            self.page.add((one.tail or "") if letters else "")

    def write(self, element: etree._Element) -> None:
        name = local(element)
        writes = {
            "p": self._paragraph,
            "h": self._paragraph,
            "list": self._list,
            "list-item": self._item,
            "table": self._table,
            "annotation": self._annotation,
            "note": self._note,
            "text-box": self.boxes.append,
            "tracked-changes": self._changes,
            "a": self._link,
        }
        if name in writes:
            writes[name](element)
        elif name in PICTURES:
            self.page.drop("image")
        elif not self._letter(element, name) and name not in NO_TEXT:
            self.inside(element)

    def _letter(self, element: etree._Element, name: str) -> bool:
        if name == "s":
            self.page.add(" ")
        elif name == "tab":
            self.page.tab()
        elif name == "line-break":
            self.page.line()
        elif name == "annotation-end":
            self.page.close(f"annotation {attribute(element, 'name')}")
        else:
            return False
        return True

    def _paragraph(self, paragraph: etree._Element) -> None:
        if self.cells:
            self.page.add(" ")
        else:
            self.page.block(self.mark)
        self.mark = ""
        self.inside(paragraph)
        if not self.cells:
            self.page.end_block()
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.inside(box)

    def _list(self, element: etree._Element) -> None:
        style = attribute(element, "style-name")
        counts = style in self.numbered or (not style and bool(self.lists) and self.lists[-1] is not None)
        self.lists.append(1 if counts else None)
        self.inside(element)
        self.lists.pop()

    def _item(self, item: etree._Element) -> None:
        number = self.lists[-1] if self.lists else None
        self.mark = BULLET if number is None else f"{number}. "
        if number is not None:
            self.lists[-1] = number + 1
        self.inside(item)
        self.mark = ""

    def _table(self, table: etree._Element) -> None:
        self.page.drop("table")
        rows = list(_named(table, "table-row"))
        cells = list(_named(table, "table-cell"))
        long = any(sum(1 for _ in _named(cell, "p", "h")) > 2 for cell in cells)
        figures = len(cells) > len(rows) and not long
        self.page.block()
        self.cells += figures
        for one in table.iter():
            if next((up for up in one.iterancestors() if local(up) == "table"), None) is not table:
                continue
            if local(one) == "table-row":
                self.page.row()
            elif local(one) == "table-cell":
                self.inside(one)
                if figures:
                    self.page.tab()
        self.cells -= figures
        self.page.end_block()

    def _annotation(self, element: etree._Element) -> None:
        self.notes += 1
        key = f"annotation {attribute(element, 'name') or self.notes}"
        by = child(element, "creator")
        said = "\n".join(words for one in element if local(one) in ("p", "list") and (words := _lines(one)))
        self.page.note(key, COMMENT, (by.text or "") if by is not None else "", said)
        self.page.point(key)
        self.page.open(key)

    def _note(self, element: etree._Element) -> None:
        self.notes += 1
        body = child(element, "note-body")
        self.page.note(f"note {self.notes}", FOOTNOTE, "", words_of(body) if body is not None else "")
        self.page.point(f"note {self.notes}")

    def _changes(self, element: etree._Element) -> None:
        for deletion in _named(element, "deletion"):
            self.page.drop("deletion", words_of(deletion))

    def _link(self, link: etree._Element) -> None:
        if not attribute(link, "href").startswith("#"):
            self.page.drop("link")
        self.inside(link)


def _lines(element: etree._Element) -> str:
    page = Page()
    _Writer(page, frozenset()).write(element)
    return page.incoming().text


def _is_field(element: etree._Element) -> bool:
    """Whether letters stand right in it: a date, a name, the number of a page."""
    return not len(element) and local(element) not in ("text", "list", "list-item", "table-cell", "text-box")

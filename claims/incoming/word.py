"""Word documents: paragraphs as they stand once every tracked change is accepted, with comments and notes.

Read by ourselves and not by a converter: one that makes HTML loses at which words a comment stands.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from claims.capture.archives import read_directory, read_part
from claims.capture.errors import NotKept
from claims.capture.readers.xml import local, parsed
from claims.incoming.elements import attribute, child, up
from claims.incoming.page import Page
from claims.incoming.types import COMMENT, FOOTNOTE, Incoming
from claims.incoming.word_lists import Lists

MAIN = "word/document.xml"
BROKEN = "It can't be read: it may be damaged."
NO_TEXT = frozenset(
    "rPr tblPr tblGrid trPr tcPr sectPr sdtPr sdtEndPr instrText delInstrText footnoteRef endnoteRef annotationRef "
    "separator continuationSeparator lastRenderedPageBreak Fallback delText".split()
)
DELETED = frozenset({"del", "moveFrom"})
PICTURES = frozenset({"drawing", "pict", "object"})
FORMATTED = frozenset("b i u color highlight strike sz rFonts shd".split())


def read(body: bytes) -> Incoming:
    """Raises NotKept where it can't be read."""
    read_directory(io.BytesIO(body))
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        document = _Document(packed)
        return document.incoming()


class _Document:
    def __init__(self, packed: zipfile.ZipFile) -> None:
        self.packed, self.names = packed, set(packed.namelist())
        self.page = Page()
        main = self.part(MAIN)
        if main is None:
            raise NotKept(BROKEN)
        self.root = main
        self.writer = _Writer(self.page, Lists(self.part("word/styles.xml"), self.part("word/numbering.xml")))

    def part(self, name: str) -> etree._Element | None:
        return parsed(read_part(self.packed, name)) if name in self.names else None

    def incoming(self) -> Incoming:
        for key, kind, by, text in self._notes():
            self.page.note(key, kind, by, text)
        for text in self._running():
            self.page.drop("running", text)
        for element in self.root:
            self.writer.write(element)
        return self.page.incoming(self._title())

    def _notes(self) -> Iterator[tuple[str, str, str, str]]:
        """Key, kind, author and text of every comment and note."""
        for name, tag, kind in (
            ("comments", "comment", COMMENT),
            ("footnotes", "footnote", FOOTNOTE),
            ("endnotes", "endnote", FOOTNOTE),
        ):
            root = self.part(f"word/{name}.xml")
            for element in root if root is not None else ():
                if local(element) == tag:
                    yield (
                        f"{tag} {attribute(element, 'id')}",
                        kind,
                        attribute(element, "author"),
                        words_of(element),
                    )

    def _running(self) -> Iterator[str]:
        for name in sorted(self.names):
            if name.startswith(("word/header", "word/footer")) and name.endswith(".xml"):
                root = self.part(name)
                if root is not None and (words := words_of(root)):
                    yield words

    def _title(self) -> str:
        root = self.part("docProps/core.xml")
        found = (one.text or "" for one in root if local(one) == "title") if root is not None else iter(())
        return next(found, "")


def words_of(element: etree._Element) -> str:
    """The plain words in an element, a line for each paragraph, with nothing that was deleted."""
    page = Page()
    _Writer(page, Lists(None, None)).write(element)
    return page.incoming().text.replace("\n\n", "\n")


@dataclass(slots=True)
class _Writer:
    """`cells`: how many tables are open: in their cells nothing begins a block. `merged`: the paragraph's mark was
    deleted, so that the next one goes on in it. `boxes`: text boxes, which are written below their paragraph.
    """

    page: Page
    lists: Lists
    cells: int = 0
    merged: bool = False
    boxes: list[etree._Element] = field(default_factory=list)

    def write(self, element: etree._Element) -> None:
        name = local(element)
        writes = {
            "p": self._paragraph,
            "r": self._run,
            "t": self._letters,
            "tbl": self._table,
            "hyperlink": self._link,
            "txbxContent": self.boxes.append,
        }
        if name in writes:
            writes[name](element)
        elif name in DELETED:
            self.page.drop("deletion", _deleted(element))
        elif name in PICTURES:
            self._picture(element)
        elif not self._mark(element, name) and name not in NO_TEXT:
            for one in element:
                self.write(one)

    def _mark(self, element: etree._Element, name: str) -> bool:
        """Whether it was a single letter, or one end of a note's words."""
        if name in ("tab", "ptab"):
            self.page.tab()
        elif name in ("br", "cr"):
            self.page.line()
        elif name == "noBreakHyphen":
            self.page.add("-")
        elif name == "softHyphen":
            self.page.add("\u00ad")
        elif name == "sym":
            self.page.add(_symbol(attribute(element, "char")))
        elif name == "commentRangeStart":
            self.page.open(f"comment {attribute(element, 'id')}")
        elif name == "commentRangeEnd":
            self.page.close(f"comment {attribute(element, 'id')}")
        elif name in ("commentReference", "footnoteReference", "endnoteReference"):
            self.page.point(f"{name.removesuffix('Reference')} {attribute(element, 'id')}")
        else:
            return False
        return True

    def _paragraph(self, paragraph: etree._Element) -> None:
        described = child(paragraph, "pPr")
        if not self.merged and not self.cells:
            self.page.block(self.lists.mark(described))
        elif self.cells:
            self.page.add(" ")
        run = child(described, "rPr")
        self.merged = child(run, "del") is not None or child(run, "moveFrom") is not None
        for one in paragraph:
            if local(one) != "pPr":
                self.write(one)
        if not self.merged and not self.cells:
            self.page.end_block()
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            for one in box:
                self.write(one)

    def _run(self, run: etree._Element) -> None:
        described = child(run, "rPr")
        if child(described, "vanish") is not None:
            words = "".join(one.text or "" for one in run.iter() if local(one) == "t")
            if words.strip():
                self.page.drop("hidden", words)
            return
        if described is not None and any(local(one) in FORMATTED for one in described):
            self.page.drop("formatting")
        for one in run:
            self.write(one)

    def _letters(self, text: etree._Element) -> None:
        self.page.add(text.text or "")

    def _link(self, link: etree._Element) -> None:
        if not attribute(link, "anchor"):
            self.page.drop("link")
        for one in link:
            self.write(one)

    def _picture(self, picture: etree._Element) -> None:
        """A picture goes; the words in a text box stay."""
        boxes = [one for one in picture.iter() if local(one) == "txbxContent"]
        boxes = [
            one
            for one in boxes
            if not any(local(above) in ("Fallback", "txbxContent") for above in up(one, picture))
        ]
        self.boxes += boxes
        if not boxes:
            self.page.drop("image")

    def _table(self, table: etree._Element) -> None:
        """A table's rows as lines of cells; one that lays out a page, with a single column or long cells, as blocks."""
        self.page.drop("table")
        figures = _is_of_figures(table)
        self.page.block()
        self.cells += figures
        for row in (one for one in table.iter() if local(one) == "tr" and _own(one, table)):
            self.page.row()
            for cell in (one for one in row.iter() if local(one) == "tc" and _own(one, table)):
                for one in cell:
                    self.write(one)
                if self.cells:
                    self.page.tab()
                else:
                    self.page.end_block()
        self.cells -= figures
        self.page.end_block()


def _deleted(element: etree._Element) -> str:
    return "".join(one.text or "" for one in element.iter() if local(one) in ("delText", "t"))


def _symbol(code: str) -> str:
    """A letter by its number; those of symbol fonts, which mean something else elsewhere, as a bullet."""
    try:
        letter = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "•" if "\ue000" <= letter <= "\uf8ff" else letter


def _own(element: etree._Element, table: etree._Element) -> bool:
    """Whether it belongs to this table and not to one within it."""
    return not any(local(one) == "tbl" for one in up(element, table))


def _is_of_figures(table: etree._Element) -> bool:
    rows = [one for one in table.iter() if local(one) == "tr"]
    cells = [one for one in table.iter() if local(one) == "tc"]
    long = any(sum(local(one) == "p" for one in cell.iter()) > 2 for cell in cells)
    return len(cells) > len(rows) and not long

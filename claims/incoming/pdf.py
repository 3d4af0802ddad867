"""PDFs: lines in the order of the file put together to paragraphs, without running heads and page numbers."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PyPdfError

from claims.capture.errors import NotKept
from claims.capture.readers.pdf import LOCKED, MOST_PAGES
from claims.incoming.page import Page
from claims.incoming.pdf_lines import Line, lines_of
from claims.incoming.types import COMMENT, Incoming

DAMAGED = "It can't be read: it may be damaged."
SCAN = "There is no text in it: it may be a scan. Have its text recognised first, or type it."
EDGE_LINES = 2
NUMBER = re.compile(
    r"[-–—\[(\s]*(?:page|seite|p\.?)?\s*\d{1,4}\s*(?:(?:of|/|von)\s*\d{1,4})?[-–—\])\s]*", re.IGNORECASE
)
BULLET = re.compile(r"[•◦▪●·–—*-]\s|\(?\d{1,3}[.)]\s")
ENDED = re.compile(r"[.!?…:][”\"’')\]»]*$")
CUT_WORD = re.compile(r"(?<!\w)(\w+)[-\u2010\u00ad]$")
FULL = 0.75
NEAR = 5  # lines


def read(body: bytes) -> Incoming:
    """Raises NotKept where it is locked, damaged or has no text."""
    try:
        document = PdfReader(io.BytesIO(body))
        if document.is_encrypted and not document.decrypt(""):
            raise NotKept(LOCKED)
        pages = [one for one, _ in zip(document.pages, range(MOST_PAGES), strict=False)]
        title = document.metadata.title if document.metadata else ""
        return _written(pages, str(title or ""))
    except DependencyError:
        raise NotKept(LOCKED) from None
    except (PyPdfError, RecursionError):
        raise NotKept(DAMAGED) from None


def _written(pages: Sequence[PageObject], title: str) -> Incoming:
    page = Page()
    lines_by_page = [lines_of(one) for one in pages]
    running = _running(lines_by_page)
    lines = []
    for number, found in enumerate(lines_by_page):
        for line in found:
            if line in running:
                page.drop("running", line.text)
            else:
                lines.append(line)
        _drop_pictures(page, pages[number])
    if not lines:
        raise NotKept(SCAN)
    remarks = dict(remark for number, one in enumerate(pages) for remark in _remarks(page, one, number))
    _write(page, lines, remarks)
    return page.incoming(title)


def _running(pages: Sequence[Sequence[Line]]) -> set[Line]:
    """Lines at the top or foot of a page that are its number, or stand on half the pages but for their figures."""
    edges: list[Line] = []
    for lines in pages:
        by_height = sorted(lines, key=lambda line: -line.y)
        edges += {*by_height[:EDGE_LINES], *by_height[-EDGE_LINES:]} if len(by_height) > EDGE_LINES else ()
    likes = Counter(map(_like, edges))
    often = max(2, len(pages) / 2)
    return {
        line
        for line in edges
        if NUMBER.fullmatch(line.text) or (likes[_like(line)] >= often and len(line.text) <= 120)
    }


def _like(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _write(page: Page, lines: Sequence[Line], remarks: dict[str, tuple[int, float, float]]) -> None:
    leading = _leading(lines)
    lengths = [len(line.text) for line in lines]
    words = Counter(re.findall(r"[\w-]+", " ".join(line.text for line in lines).lower()))
    last: Line | None = None
    for at, line in enumerate(lines):
        text = line.text
        usual = _usual(lengths, at)
        if last is None or _parts(last, line, leading, usual):
            page.block()
        elif cut := CUT_WORD.search(last.text):
            if _was_cut(cut[1], text, words):
                page.take_back()
                page.drop("hyphen")
        else:
            page.add(" ")
        page.add(text)
        for key, (number, low, high) in remarks.items():
            if line.page == number and low <= line.y <= high:
                page.point(key)
        last = line


def _usual(lengths: Sequence[int], at: int) -> int:
    """How long full lines are about this one: the shorter of before and after, where narrow columns begin or end."""
    before, after = lengths[max(0, at - NEAR) : at], lengths[at : at + NEAR]
    return min(max(before), max(after)) if before and len(after) > 2 else max([*before, *after])


def _leading(lines: Sequence[Line]) -> float:
    gaps = [one.y - two.y for one, two in pairwise(lines) if one.page == two.page]
    return median([gap for gap in gaps if gap > 1] or [12.0])


def _parts(one: Line, two: Line, leading: float, usual: int) -> bool:
    """Whether the second line begins a new paragraph. `usual`: how long the lines about them are."""
    if BULLET.match(two.text) or abs(one.size - two.size) > 0.08 * max(one.size, two.size):
        return True
    gap = one.y - two.y
    if one.page != two.page or gap < 0 or gap > 5 * leading:  # the next column or page
        return bool(ENDED.search(one.text)) or (len(one.text) < FULL * usual and not two.text[:1].islower())
    if gap > 1.25 * max(leading, one.size):
        return True
    room = len(one.text) + len(two.text.split(None, 1)[0]) < FULL * usual
    indented = 0.7 * one.size < two.x - one.x < 6 * one.size and not BULLET.match(one.text)
    return indented or room or (len(one.text) < FULL * usual and bool(ENDED.search(one.text)))


def _was_cut(left: str, after: str, words: Counter[str]) -> bool:
    """Whether a hyphen at a line's end only cut a word: else it belongs to one that is written with it."""
    found = re.match(r"[^\W\d_]+", after)
    if not found or not found[0][0].islower():
        return False
    left, right = left.lower(), found[0].lower()
    return bool(words[left + right]) or not words[f"{left}-{right}"]


def _drop_pictures(page: Page, found: PageObject) -> None:
    try:
        pictures = len(found.images.keys())
    except Exception:  # whatever a library finds wrong in a picture that nobody wants
        return
    if pictures:
        page.drop("image", count=pictures)


def _remarks(page: Page, found: PageObject, number: int) -> Iterator[tuple[str, tuple[int, float, float]]]:
    """What readers wrote on the page: a key, and between which heights it stands. Links are dropped."""
    for at, reference in enumerate(found.get("/Annots") or ()):
        remark = reference.get_object()
        kind, said = remark.get("/Subtype"), str(remark.get("/Contents") or "").strip()
        if kind == "/Link":
            page.drop("link")
        elif said and kind != "/Popup":
            key = f"remark {number} {at}"
            page.note(key, COMMENT, str(remark.get("/T") or ""), said)
            heights = sorted(float(value) for value in list(remark.get("/Rect") or [0, 0, 0, 0])[1::2])
            yield key, (number, heights[0] - 2, heights[-1])

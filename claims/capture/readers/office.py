"""The text of Word documents, presentations and OpenDocument files: paragraphs, in the order in which they stand."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from claims.capture.archives import read_directory, read_part
from claims.capture.readers.xml import local, parsed

DOCX_PARTS = re.compile(r"word/(document|footnotes|endnotes|comments)\.xml\Z")
SLIDES = re.compile(r"ppt/(slides|notesSlides)/[A-Za-z]+(\d{1,6})\.xml\Z")
ODF_PARTS = re.compile(r"content\.xml\Z")
BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "line-break": "\n", "s": " "}
PARAGRAPHS, ODF_PARAGRAPHS = frozenset({"p"}), frozenset({"p", "h"})
HIDDEN = frozenset({"tracked-changes", "instrText", "delText"})


def read_docx(body: bytes, charset: str = "") -> Iterator[str]:
    """The document's paragraphs, then those of its notes and comments."""
    for _, root in _parts(body, DOCX_PARTS, lambda part: part[1] != "document"):
        yield from _paragraphs(root, PARAGRAPHS, text_in="t")


def read_pptx(body: bytes, charset: str = "") -> Iterator[str]:
    """Each slide under a line that names it, and its notes."""
    for part, root in _parts(body, SLIDES, lambda part: (int(part[2]), part[1] != "slides")):
        yield f"[{'' if part[1] == 'slides' else 'notes of '}slide {int(part[2])}]\n"
        yield from _paragraphs(root, PARAGRAPHS, text_in="t")


def read_odf(body: bytes, charset: str = "") -> Iterator[str]:
    """The paragraphs of a text, the cells of a table, the words on slides."""
    for _, root in _parts(body, ODF_PARTS, lambda part: 0):
        yield from _paragraphs(root, ODF_PARAGRAPHS, text_in="")


def _parts(
    body: bytes, wanted: re.Pattern[str], order: Callable[[re.Match[str]], Any]
) -> Iterator[tuple[re.Match[str], etree._Element]]:
    """The roots of the parts whose names fit, in this order."""
    read_directory(io.BytesIO(body))
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        found = [part for name in packed.namelist() if (part := wanted.match(name))]
        for part in sorted(found, key=order):
            yield part, parsed(read_part(packed, part[0]))


def _paragraphs(root: etree._Element, paragraphs: frozenset[str], *, text_in: str) -> Iterator[str]:
    """One line for each paragraph. `text_in`: the element that holds text; "" where any in a paragraph does."""
    for element in root.iter():
        if local(element) in paragraphs and not any(local(one) in HIDDEN for one in element.iterancestors()):
            line = "".join(_letters(element, paragraphs, text_in)).strip()
            if line:
                yield line + "\n"


def _letters(element: etree._Element, paragraphs: frozenset[str], text_in: str) -> Iterator[str]:
    """The text of one paragraph, without that of paragraphs inside it (boxes, notes): those come for themselves."""
    if not text_in or local(element) == text_in:
        yield element.text or ""
    for child in element:
        name = local(child)
        if name in BREAKS:
            yield BREAKS[name]
        elif name and name not in paragraphs and name not in HIDDEN:
            yield from _letters(child, paragraphs, text_in)
        if not text_in:
            yield child.tail or ""

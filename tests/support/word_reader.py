"""What a Word file says, read by its XML alone: nothing here shares a line with what writes it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SPACE = {f"{W}tab": "\t", f"{W}br": "\n"}


@dataclass(slots=True)
class Read:
    """The paragraphs of the article and after it, with the words under each comment, and what the comments say."""

    article: list[tuple[str, str]] = field(default_factory=list)
    report: list[tuple[str, str]] = field(default_factory=list)
    ranges: dict[str, str] = field(default_factory=dict)
    comments: dict[str, list[str]] = field(default_factory=dict)
    authors: dict[str, tuple[str, str]] = field(default_factory=dict)
    marked: str = ""  # the whole, with ⟦id … id⟧ round the words of each comment


def part(content: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return etree.fromstring(packed.read(name))


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def read(content: bytes) -> Read:
    """Raises AssertionError where a range has no end, no comment or no reference."""
    found = Read()
    body = part(content, "word/document.xml")[0]
    if "word/comments.xml" in parts(content):
        for one in part(content, "word/comments.xml"):
            number = one.get(f"{W}id")
            assert number not in found.comments
            found.comments[number] = [words_of(each) for each in one.iter(f"{W}p")]
            found.authors[number] = one.get(f"{W}author"), one.get(f"{W}date")
    open_now: set[str] = set()
    lines, referred = [], []
    into = found.article
    for paragraph in body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
        into = found.report if style == "Heading1" else into
        words = ""
        line = ""
        for element in paragraph.iter():
            piece = _piece(element)
            words, line = words + piece, line + piece
            number = element.get(f"{W}id", "")
            for each in open_now:
                found.ranges[each] += piece
            if element.tag == f"{W}commentRangeStart":
                open_now.add(number)
                found.ranges[number] = ""
                line += f"⟦{number} "
            elif element.tag == f"{W}commentRangeEnd":
                open_now.remove(number)
                line += f" {number}⟧"
            elif element.tag == f"{W}commentReference":
                referred.append(number)
        for each in open_now:
            found.ranges[each] += "\n"
        right = " →" if paragraph.find(f"{W}pPr/{W}bidi") is not None else ""
        lines.append(f"[{style}{right}] {line}")
        into.append((style, words))
    assert not open_now
    assert sorted(referred) == sorted(found.ranges) == sorted(found.comments)
    found.marked = "\n".join([*lines, "", *_told(found)]) + "\n"
    return found


def words_of(paragraph: etree._Element) -> str:
    return "".join(map(_piece, paragraph.iter()))


def _piece(element: etree._Element) -> str:
    return (element.text or "") if element.tag == f"{W}t" else SPACE.get(element.tag, "")


def _told(found: Read) -> Iterator[str]:
    for number, lines in found.comments.items():
        yield f"--- {number} by {', '.join(found.authors[number])}"
        yield from lines

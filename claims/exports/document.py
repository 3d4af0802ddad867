"""The article as a Word file, each claim a comment at its exact words; then the report."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast
from zoneinfo import ZoneInfo

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart

from claims.exports.document_base import empty_document, saved
from claims.exports.document_remarks import remark
from claims.exports.document_report import write_report
from claims.exports.document_text import Bit, Element, Line, Links, line, make, paragraph, run
from claims.exports.legal import legal
from claims.exports.report import Report, ReportClaim, Span
from claims.exports.scripts import stretches
from claims.exports.wording import Wording
from claims.extraction.blocks import find_blocks
from claims.extraction.types import Block

STYLES = {
    "headline": "Title",
    "standfirst": "Subtitle",
    "byline": "Byline",
    "dateline": "Dateline",
    "credit": "SmallPrint",
    "boilerplate": "SmallPrint",
    "caption": "Caption",
    "subheading": "Heading3",
    "pull-quote": "Quote",
}


@dataclass(frozen=True, slots=True)
class Range:
    """Where a comment stands in the text, in code points, end exclusive; `first`: whether it is the claim's first."""

    start: int
    end: int
    claim: ReportClaim
    first: bool


def render_docx(report: Report) -> bytes:
    """The report as a Word file: the article's words in its paragraphs, a comment at each piece of each claim (what was
    found stands in the first), and a section with the rest. The same report gives the same bytes.
    """
    document = empty_document(report)
    body = document.element.body
    page = body[-1]
    body.remove(page)
    blocks = find_blocks(report.text)
    ranges = list(_ranges(report, blocks))
    _write_article(body, report.text, blocks, ranges)
    _write_comments(document, report, ranges)
    placed = frozenset(one.claim.number for one in ranges)
    write_report(body, report, placed, Links(document.part))
    body.append(page)
    return saved(document)


def _ranges(report: Report, blocks: tuple[Block, ...]) -> Iterator[Range]:
    """The comments in the order of the text, what lies round another before it; each begins and ends at words."""
    found = []
    for claim in report.claims:
        spans = [one for span in claim.spans if (one := _within(span, blocks))]
        found += [Range(*span, claim, first=at == 0) for at, span in enumerate(spans)]
    yield from sorted(found, key=lambda one: (one.start, -one.end, one.claim.number))


def _within(span: Span, blocks: tuple[Block, ...]) -> Span | None:
    """The span without what lies between paragraphs; None where nothing is left."""
    first = bisect_right(blocks, span[0], key=lambda block: block.end)
    last = bisect_left(blocks, span[1], key=lambda block: block.start) - 1
    if first > last:
        return None
    return max(span[0], blocks[first].start), min(span[1], blocks[last].end)


def _write_article(body: Element, text: str, blocks: tuple[Block, ...], ranges: list[Range]) -> None:
    edges = sorted({edge for one in ranges for edge in (one.start, one.end)})
    starts: dict[int, Element] = {}
    ends: dict[int, Element] = {}
    for block in blocks:
        words = text[block.start : block.end]
        made = paragraph(body, STYLES.get(block.kind, "Normal"), words)
        within = edges[bisect_right(edges, block.start) : bisect_left(edges, block.end)]
        cuts = [edge - block.start for edge in within]
        for stretch in stretches(words, cuts):
            drawn = run(made, words[stretch.start : stretch.end], stretch.script)
            starts[block.start + stretch.start] = ends[block.start + stretch.end] = drawn
    marked: set[int] = set()
    for number, one in enumerate(ranges):
        _mark(starts[one.start], ends[one.end], str(number))
        if one.claim.number not in marked:
            _bookmark(starts[one.start], one.claim.number)
            marked.add(one.claim.number)


def _mark(first: Element, last: Element, number: str) -> None:
    """A comment's range from one run to another. Those that are called later come nearer to the runs."""
    holder = make(first.getparent(), "commentRangeStart", id=number)
    first.addprevious(holder)
    reference = make(last.getparent(), "r")
    make(make(reference, "rPr"), "rStyle", val="CommentReference")
    make(reference, "commentReference", id=number)
    last.addnext(reference)
    last.addnext(make(last.getparent(), "commentRangeEnd", id=number))


def _bookmark(first: Element, number: int) -> None:
    parent = first.getparent()
    first.addprevious(make(parent, "bookmarkStart", id=str(number), name=f"claim_{number}"))
    first.addprevious(make(parent, "bookmarkEnd", id=str(number)))


def _write_comments(document: Document, report: Report, ranges: list[Range]) -> None:
    if not ranges:
        return
    wording = Wording(report)
    document.part.comments  # noqa: B018  the part is made when it is first asked for
    part = cast(XmlPart, document.part.part_related_by(RELATIONSHIP_TYPE.COMMENTS))
    links = Links(part)
    for number, one in enumerate(ranges):
        _write_comment(part.element, wording, one, str(number), links)


def _write_comment(root: Element, wording: Wording, one: Range, number: str, links: Links) -> None:
    claim = one.claim
    author = claim.checked_by or wording.labels("remarks.by")
    # Word shows a comment's time as it is written, whatever zone it names.
    at = (claim.checked_at or wording.report.made).astimezone(ZoneInfo(wording.report.zone))
    made = make(
        root,
        "comment",
        id=number,
        author=legal(author),
        initials=legal("".join(word[0] for word in author.split()[:3])),
        date=f"{at:%Y-%m-%dT%H:%M:%S}",
    )
    for words in _lines(wording, one):
        line(made, "CommentText", words, links)
    first = made[0]
    reference = make(first, "r")
    make(make(reference, "rPr"), "rStyle", val="CommentReference")
    make(reference, "annotationRef")
    first.insert(1, reference)


def _lines(wording: Wording, one: Range) -> Iterator[Line]:
    if one.first:
        yield from remark(wording, one.claim)
    else:
        name = wording.labels("claim", number=one.claim.number)
        yield (Bit(wording.labels("remark.goes on", claim=name)),)

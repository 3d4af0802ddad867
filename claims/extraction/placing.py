"""What the model found, held to the page: nothing from a credit line, nothing twice, quotation marks whole."""

import re
from collections.abc import Iterable

from claims.extraction.blocks import READ
from claims.extraction.cutting import WORD, Zones, with_marks
from claims.extraction.found import Found
from claims.extraction.quotes import MARKS
from claims.extraction.types import Attribution, Block, Span

SCRAP = 5  # words under which a piece of content is a scrap
# "with the Pentagon saying that …": who stands there says it, whoever else the sentence names.
WITH_SAYING = re.compile(
    r"\bwith\s+((?:(?:the|an?|its|his|her|their)\s+)?[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*){0,4})\s+\w+ing\b"
)
LOOKS_BACK = 80  # code points before a cue
# A clause about the last thing in reported speech, up to the sentence's end, is part of the speech.
WHO = re.compile(r",\s+who\b[^\n.!?;:“”\"]*(?=[.!?])")


def found_in_blocks(
    text: str, inside: bytearray, blocks: tuple[Block, ...], found: Iterable[Found]
) -> tuple[Attribution, ...]:
    """The attributions whose cue and content lie in blocks that are read, by place; speakers are still unknown."""
    read = Zones([(block.start, block.end) for block in blocks if block.kind in READ])
    paragraphs = Zones([(block.start, block.end) for block in blocks if block.kind == "paragraph"])
    kept: dict[tuple[tuple[Span, ...], ...], Attribution] = {}
    for one in found:
        cue = read.clip(text, one.cue)
        source = _with_saying(text, cue) or read.clip(text, one.source)
        spans = tuple(_to_the_end(text, cue, _tidy(text, inside, span)) for span in one.content)
        content = _without_scraps(
            text,
            inside,
            _home(cue, read, paragraphs).clip(text, spans),
            read.touching(*cue[0]) if cue else (),
        )
        parts = (content, source, cue)
        if cue and content and (parts not in kept or kept[parts].confidence < one.score):
            kept[parts] = Attribution(
                source, cue, content, kind_of(text, inside, content), (), round(one.score, 4)
            )
    return tuple(sorted(kept.values(), key=lambda one: (one.content, one.cue, one.source)))


def _with_saying(text: str, cue: tuple[Span, ...]) -> tuple[Span, ...]:
    """The source that "with … saying" names directly before the cue; () where the cue isn't such a one."""
    if not cue:
        return ()
    start, end = cue[0]
    for found in WITH_SAYING.finditer(text, max(0, start - LOOKS_BACK), end):
        if found.end(1) < start <= found.end() <= end and not text[found.end(1) : start].strip():
            return ((found.start(1), found.end(1)),)
    return ()


def _to_the_end(text: str, cue: tuple[Span, ...], span: Span) -> Span:
    """Content after its cue, with the clause that tells of its last words."""
    clause = WHO.match(text, span[1]) if cue and cue[0][0] < span[0] else None
    return (span[0], clause.end()) if clause else span


def _tidy(text: str, inside: bytearray, span: Span) -> Span:
    """The span with its quotation marks and without a dialogue dash before it."""
    start, end = with_marks(text, inside, span)
    dash = re.compile(r"[–—―-]\s+").match(text, start, end)
    return (dash.end() if dash else start), end


def _without_scraps(
    text: str, inside: bytearray, content: tuple[Span, ...], homes: Iterable[tuple[int, Span]]
) -> tuple[Span, ...]:
    """The content without scraps of reported speech that lie in another block than the cue and the rest of it."""
    here = {span for _, (start, end) in homes for span in content if span[1] > start and span[0] < end}
    if not here:
        return content
    return tuple(
        span for span in content if span in here or inside[span[0]] or len(WORD.findall(text, *span)) >= SCRAP
    )


def _home(cue: tuple[Span, ...], read: Zones, paragraphs: Zones) -> Zones:
    """Where content may lie: in any paragraph; only for a cue in a headline or caption, there and nowhere else."""
    if not cue or any(start <= cue[0][0] < end for _, (start, end) in paragraphs.touching(*cue[0])):
        return paragraphs
    return Zones([zone for _, zone in read.touching(*cue[0])])


def kind_of(text: str, inside: bytearray, content: tuple[Span, ...]) -> str:
    """quoted: at least four words in five stand in quotation marks; indirect: no mark at all; else mixed."""
    words = [word for start, end in content for word in WORD.finditer(text, start, end)]
    quoted = sum(inside[word.start()] for word in words)
    if quoted >= 0.8 * len(words):
        return "quoted"
    if all(_in_single_marks(text, start, end) for start, end in content):
        return "quoted"
    marked = quoted or any(mark in MARKS for start, end in content for mark in text[start:end])
    return "mixed" if marked else "indirect"


def _in_single_marks(text: str, start: int, end: int) -> bool:
    """Whether British single marks open and close the span; inside they only look like apostrophes."""
    opening, closing = text[max(0, start - 1) : start + 1], text[max(start, end - 2) : end + 1]
    return any(mark in opening for mark in "‘'") and any(mark in closing for mark in "’'")

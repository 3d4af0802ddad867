"""An article's text as pieces that are each marked alike; joined they are the text, to the letter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from claims.anchoring.segments import Mark, segments
from claims.extraction import Span
from claims.extraction.blocks import find_blocks
from claims.models import Draft, Sentence
from claims.selectors.claim_card import ClaimCard
from claims.selectors.places import Places
from claims.selectors.rows import ClaimRow

Owner = tuple[str, int]
BLOCK, CLAIM, UNSEEN, SOURCE, CUE, HIT = "block", "claim", "unseen", "source", "cue", "hit"


@dataclass(frozen=True, slots=True)
class Gap:
    """A sentence that nobody has looked at: its number among them, from 1, the machine's reason or "", and its id."""

    number: int
    why: str
    pk: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text that is marked alike from end to end.

    `row` is the shortest claim that covers it; `claims` are all, shortest first; `starts` the numbers of the
    claims that begin here; `part` is "source" or "cue" of the open claim, or "". `gap` is the sentence that
    nobody has looked at, and `gap_starts` whether it begins here. `hit` is the number, from 1, of the place of what
    somebody looks for, 0 for none, and `hit_starts` whether it begins here.
    """

    text: str
    row: ClaimRow | None
    claims: tuple[int, ...]
    starts: tuple[int, ...]
    part: str
    in_open: bool
    gap: Gap | None
    gap_starts: bool
    hit: int = 0
    hit_starts: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the text; `gap` is what stands between it and the next one, to the letter."""

    kind: str
    segments: tuple[Segment, ...]
    gap: str


@dataclass(frozen=True, slots=True)
class MarkedText:
    """`lead` is what stands before the first block; `gaps` how many sentences are marked as not looked at."""

    lead: str
    paragraphs: tuple[Paragraph, ...]
    gaps: int


@dataclass(slots=True)
class _Gaps:
    """Numbers the open sentences as they come. `why` has their reasons."""

    why: dict[int, str]
    found: dict[int, Gap]

    def at(self, owners: Iterable[Owner]) -> tuple[Gap | None, bool]:
        """The open sentence among the owners of a piece, and whether it begins there."""
        for kind, pk in owners:
            if kind == UNSEEN:
                starts = pk not in self.found
                return self.found.setdefault(pk, Gap(len(self.found) + 1, self.why[pk], pk)), starts
        return None, False


def marked_text(
    draft: Draft,
    rows: Iterable[ClaimRow],
    places: Places,
    *,
    card: ClaimCard | None = None,
    unseen: Collection[Sentence] = (),
    hits: Sequence[Span] = (),
) -> MarkedText:
    """The text's blocks, cut at every edge of a claim, an open sentence, the open claim's source and cue, and of what
    somebody looks for.
    """
    by_pk = {row.pk: row for row in rows}
    text, blocks = draft.text, find_blocks(draft.text)
    marks = [Mark(block.start, block.end, (BLOCK, at)) for at, block in enumerate(blocks)]
    marks += _marks(by_pk, places, card, unseen)
    marks += [Mark(start, end, (HIT, at)) for at, (start, end) in enumerate(hits)]
    starts = {(pk, places.content[pk][0][0]) for pk in by_pk if places.content.get(pk)}
    inside: dict[int, list[Segment]] = defaultdict(list)
    gaps = _Gaps({one.pk: one.why for one in unseen}, {})
    for piece in segments(0, len(text), marks):
        if piece.owners and piece.owners[0][0] == BLOCK:
            words = text[piece.start : piece.end]
            beginning = [pk for kind, pk in piece.owners if kind == CLAIM and (pk, piece.start) in starts]
            gap = gaps.at(piece.owners)
            segment = _segment(words, piece.owners[1:], beginning, by_pk, card, *gap)
            hit = next((at for kind, at in piece.owners if kind == HIT), None)
            if hit is not None:
                segment = replace(segment, hit=hit + 1, hit_starts=hits[hit][0] == piece.start)
            inside[piece.owners[0][1]].append(segment)
    ends = [*(block.start for block in blocks[1:]), len(text)]
    paragraphs = tuple(
        Paragraph(
            _kind(draft, block.kind, (block.start, block.end)), tuple(inside[at]), text[block.end : end]
        )
        for at, (block, end) in enumerate(zip(blocks, ends, strict=False))
    )
    return MarkedText(text[: blocks[0].start] if blocks else text, paragraphs, len(gaps.found))


def _marks(
    rows: dict[int, ClaimRow], places: Places, card: ClaimCard | None, unseen: Iterable[Sentence]
) -> list[Mark[Owner]]:
    """All spans to mark; claims by their length, so that the shortest comes first in each segment."""
    spans = {pk: places.content.get(pk, []) for pk in rows}
    by_length = sorted(spans, key=lambda pk: sum(end - start for start, end in spans[pk]))
    marks = [Mark(start, end, (CLAIM, pk)) for pk in by_length for start, end in spans[pk]]
    marks += [Mark(one.start, one.end, (UNSEEN, one.pk)) for one in unseen]
    if card:
        marks += [Mark(start, end, (SOURCE, 0)) for start, end in card.source_spans]
        marks += [Mark(start, end, (CUE, 0)) for start, end in card.cue_spans]
    return marks


def _segment(
    text: str,
    owners: Sequence[Owner],
    beginning: Sequence[int],
    rows: dict[int, ClaimRow],
    card: ClaimCard | None,
    gap: Gap | None,
    gap_starts: bool,
) -> Segment:
    claims = tuple(pk for kind, pk in owners if kind == CLAIM)
    kinds = {kind for kind, _ in owners}
    return Segment(
        text=text,
        row=rows[claims[0]] if claims else None,
        claims=claims,
        starts=tuple(rows[pk].number for pk in beginning),
        part=SOURCE if SOURCE in kinds else CUE if CUE in kinds else "",
        in_open=card is not None and card.row.pk in claims,
        gap=gap,
        gap_starts=gap_starts,
    )


def _kind(draft: Draft, kind: str, span: Span) -> str:
    """A block's kind, where a person has put headline and byline right before the text was stored."""
    for name, start in (("headline", draft.headline_start), ("byline", draft.byline_start)):
        if start is not None and span[0] <= start < span[1]:
            return name
    return "paragraph" if kind == "headline" and draft.headline_start is not None else kind

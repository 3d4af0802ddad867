"""Two drafts of an article side by side, with the claims in both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from claims.anchoring.segments import Mark, segments
from claims.anchoring.side_by_side import Row, Stretch, side_by_side
from claims.drafts import read_draft
from claims.models import Article, Draft, User
from claims.selectors.blind import answers_of
from claims.selectors.places import Places, places_of
from claims.selectors.rows import ClaimRow, claims_of, newest, rows_of

AROUND = 1  # unchanged rows that stay in sight next to a changed one
FEWEST = 30  # unchanged words that are folded; fewer are shown as quickly as said


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a column that is marked alike from end to end. `row` is the shortest claim that it lies in, `starts`
    are the claims that begin here; `changed`: the other draft hasn't these words here.

    `move` is the number of the move that it belongs to, `move_starts` whether that begins here, `up` whether the same
    words stand further up in the other draft.
    """

    text: str
    changed: bool = False
    row: ClaimRow | None = None
    starts: tuple[ClaimRow, ...] = ()
    move: int = 0
    move_starts: bool = False
    up: bool = False


@dataclass(frozen=True, slots=True)
class PairShown:
    """A row of the two columns. `number` counts those with a change, from 1 on; 0 for one that is the same."""

    old: tuple[Piece, ...]
    new: tuple[Piece, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that follow each other; `words` is how many a folded one holds, 0 for one that is shown."""

    pairs: tuple[PairShown, ...]
    words: int = 0


@dataclass(frozen=True, slots=True)
class TwoDrafts:
    """Two drafts side by side; `changes` is how many rows have one."""

    old: Draft
    new: Draft
    groups: tuple[Group, ...]
    changes: int


def two_drafts(user: User, article: Article, old: int, new: int) -> TwoDrafts:
    """Two drafts of an article that the person may see, by their numbers; a constant number of queries."""
    texts = {one.number: one for one in Draft.objects.filter(article=article, number__in=(old, new))}
    left, right = texts[old], texts[new]
    rows = _claims(user, article)
    layout = side_by_side(left.text, right.text)
    where = _Moves(layout)
    olds = _Column(left, [row.old for row in layout], rows, where.new).pieces()
    news = _Column(right, [row.new for row in layout], rows, where.old).pieces()
    number, pairs = 0, []
    for row, was, now in zip(layout, olds, news, strict=True):
        number += not row.same
        pairs.append(PairShown(was, now, 0 if row.same else number))
    return TwoDrafts(left, right, tuple(_folded(pairs)), number)


def _claims(user: User, article: Article) -> tuple[ClaimRow, ...]:
    """The claims as the article's page numbers and draws them."""
    draft = read_draft(article)
    claims = claims_of(article, user, draft)
    return rows_of(draft.text, claims, places_of(draft), newest(answers_of(article, claims, user)))


class _Moves:
    """The row in which each move begins, in either column."""

    def __init__(self, layout: Sequence[Row]) -> None:
        self.old: dict[int, int] = {}
        self.new: dict[int, int] = {}
        for at, row in enumerate(layout):
            for column, stretches in ((self.old, row.old), (self.new, row.new)):
                for one in stretches:
                    column.setdefault(one.move, at)


class _Column:
    """One draft's text as pieces, row by row. `there`: in which row of the other column each move begins."""

    def __init__(
        self,
        draft: Draft,
        rows: Sequence[Sequence[Stretch]],
        claims: Sequence[ClaimRow],
        there: Mapping[int, int],
    ) -> None:
        self.draft, self.rows, self.there = draft, rows, there
        self.claims = {claim.pk: claim for claim in claims}
        self.places: Places = places_of(draft)
        self.seen: set[int] = set()

    def pieces(self) -> list[tuple[Piece, ...]]:
        """The pieces of each row; but for the ends of lines that close a row they are the draft's text, joined."""
        stretches = [(at, one) for at, row in enumerate(self.rows) for one in row]
        marks = [Mark(one.start, one.end, number) for number, (_, one) in enumerate(stretches)]
        found: list[list[Piece]] = [[] for _ in self.rows]
        for cut in segments(0, len(self.draft.text), marks + self._claim_marks()):
            at, stretch = stretches[cut.owners[0]]
            owners = [self.claims[-pk] for pk in cut.owners[1:]]
            found[at].append(self._piece(cut.start, cut.end, at, stretch, owners))
        return [tuple(_without_end(row)) for row in found]

    def _claim_marks(self) -> list[Mark[int]]:
        """The claims' spans, by length, so that the shortest comes first in each piece; owned by minus their id."""
        spans = {pk: self.places.content.get(pk, []) for pk in self.claims}
        by_length = sorted(spans, key=lambda pk: sum(end - start for start, end in spans[pk]))
        return [Mark(start, end, -pk) for pk in by_length for start, end in spans[pk]]

    def _piece(self, start: int, end: int, at: int, stretch: Stretch, claims: Sequence[ClaimRow]) -> Piece:
        begins = bool(stretch.move) and stretch.move not in self.seen
        self.seen.add(stretch.move)
        return Piece(
            text=self.draft.text[start:end],
            changed=stretch.changed,
            row=claims[0] if claims else None,
            starts=tuple(one for one in claims if self.places.content[one.pk][0][0] == start),
            move=stretch.move,
            move_starts=begins,
            up=begins and self.there[stretch.move] < at,
        )


def _without_end(row: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces of a row but for the ends of lines behind its last word."""
    last = max((at for at, one in enumerate(row) if one.text.strip()), default=-1)
    for at, one in enumerate(row[: last + 1]):
        yield one if at < last else replace(one, text=one.text.rstrip("\n"))


def _folded(pairs: Sequence[PairShown]) -> Iterator[Group]:
    """The rows in groups: of those far from any change several are folded."""
    near = {at + step for at, one in enumerate(pairs) if one.number for step in range(-AROUND, AROUND + 1)}
    for is_near, group in groupby(enumerate(pairs), key=lambda one: one[0] in near):
        rows = tuple(one for _, one in group)
        words = sum(len(piece.text.split()) for row in rows for piece in row.new)
        yield Group(rows, 0 if is_near or words < FEWEST else words)

"""Two texts beside each other: what stays, what changed within a sentence, what moved, what is gone or new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.anchoring.difference import How, difference
from claims.anchoring.sentence_pairs import Matched, Sentences, Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of one text, in code points, end exclusive. `changed`: the other text hasn't these words here.

    `move` is the number of the move that it belongs to, from 1 on, the same in both texts; 0 for none.
    """

    start: int
    end: int
    changed: bool = False
    move: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """Whole paragraphs of the earlier text and of the later one that stand beside each other; one side may be empty."""

    old: tuple[Stretch, ...]
    new: tuple[Stretch, ...]

    @property
    def same(self) -> bool:
        """Whether nothing changed in it but white space."""
        return not any(one.changed or one.move for one in (*self.old, *self.new))


def side_by_side(old: str, new: str) -> list[Row]:
    """The rows from top to bottom. All left stretches joined are `old`, all right ones `new`, to the letter.

    What differs in white space alone counts as the same. About linear in the texts' lengths.
    """
    return list(_Rows(Matched(Sentences(old), Sentences(new))).found())


def without_counterpart(old: str, new: str) -> list[Span]:
    """The sentences of the later text that no sentence of the earlier one resembles, without the blanks round them."""
    matched = Matched(Sentences(old), Sentences(new))
    taken = set(matched.pairs.values())
    text = matched.new
    return [text.bare(at) for at in range(len(text.spans)) if at not in taken and text.keys[at]]


class _Rows:
    """Lays the pairs out: what is in place side by side, what moved, is gone or new in the gaps between."""

    def __init__(self, matched: Matched) -> None:
        self.old, self.new = matched.old, matched.new
        self.pairs, self.in_place = matched.pairs, matched.in_place
        self.back = {to: at for at, to in self.pairs.items()}
        self.moves = {at: number for number, move in enumerate(matched.moves, start=1) for at in move}
        self.told: dict[int, tuple[list[Stretch], list[Stretch]]] = {}

    def found(self) -> Iterator[Row]:
        left: list[Stretch] = []
        right: list[Stretch] = []
        at = to = 0
        for is_old, is_new in self._steps():
            left += self._stretches(at, old=True) if is_old else ()
            right += self._stretches(to, old=False) if is_new else ()
            at, to = at + is_old, to + is_new
            if self.old.starts_paragraph(at) and self.new.starts_paragraph(to):
                yield Row(tuple(joined(left)), tuple(joined(right)))
                left, right = [], []

    def _steps(self) -> Iterator[tuple[bool, bool]]:
        """Whether the next sentence comes from the earlier text, the later one, or both."""
        at = to = 0
        for here, there in [*self.in_place.items(), (len(self.old.keys), len(self.new.keys))]:
            olds, news = _gap(self.old, at, here), _gap(self.new, to, there)
            for was, now in zip(olds, news, strict=True):
                yield from [(True, False)] * was
                yield from [(False, True)] * now
            if here < len(self.old.keys):
                yield True, True
            at, to = here + 1, there + 1

    def _stretches(self, at: int, *, old: bool) -> list[Stretch]:
        """A sentence's pieces in its own text."""
        was = at if old else self.back.get(at)
        if was is None or was not in self.pairs:
            start, end = (self.old if old else self.new).spans[at]
            return [Stretch(start, end, changed=bool((self.old if old else self.new).keys[at]))]
        if was not in self.told:
            self.told[was] = self._pair(was, self.pairs[was])
        return self.told[was][0 if old else 1]

    def _pair(self, at: int, to: int) -> tuple[list[Stretch], list[Stretch]]:
        move = self.moves.get(at, 0)
        was, now = self.old.spans[at], self.new.spans[to]
        if self.old.keys[at] == self.new.keys[to]:
            return [Stretch(*was, move=move)], [Stretch(*now, move=move)]
        left, right = [], []
        here, there = was[0], now[0]
        for run in difference(self.old.text[slice(*was)], self.new.text[slice(*now)]):
            changed, size = run.how != How.EQUAL and not run.text.isspace(), len(run.text)
            if run.how != How.INSERTED:
                left.append(Stretch(here, here + size, changed, move))
                here += size
            if run.how != How.DELETED:
                right.append(Stretch(there, there + size, changed, move))
                there += size
        return left, right


def joined(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """The stretches with those next to each other that are alike made one."""
    last: Stretch | None = None
    for one in stretches:
        if last and (last.changed, last.move) == (one.changed, one.move):
            last = Stretch(last.start, one.end, one.changed, one.move)
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def _gap(text: Sentences, start: int, end: int) -> tuple[int, int, int]:
    """How many sentences of a gap end the paragraph that it begins in, are whole paragraphs, begin the next one."""
    firsts = [at for at in range(start, end + 1) if text.starts_paragraph(at)]
    if not firsts:
        return end - start, 0, 0
    return firsts[0] - start, firsts[-1] - firsts[0], end - firsts[-1]

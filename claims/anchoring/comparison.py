"""What differs of one claim: in its parts, between their pieces, and in the words that stand directly beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from claims.anchoring.alignment import NONE, Alignment
from claims.anchoring.changes import differences, told
from claims.anchoring.harmless import same
from claims.anchoring.kinds import Kind, kind_of
from claims.anchoring.placing import Part, words_in
from claims.anchoring.reading import Reading
from claims.anchoring.types import Change

BOUND = (Kind.FIGURE, Kind.UNIT, Kind.NEGATION, Kind.HEDGE)  # to what they stand beside


class Comparison:
    """One claim's placed parts, content first. `siblings`: old words of other contents with the same attribution."""

    def __init__(self, aligned: Alignment, parts: Sequence[Part], siblings: set[int]) -> None:
        self.aligned, self.old, self.new, self.parts = aligned, aligned.old, aligned.new, parts
        self.own_old = frozenset[int]().union(*(part.words for part in parts))
        self.own_new = frozenset[int]().union(*(words_in(part, self.new) for part in parts))
        self.passing = siblings | aligned.attributing

    def changes(self) -> list[Change]:
        """All that is not harmless."""
        found = [
            *chain.from_iterable(map(self._differences, self.parts)),
            *self._between(),
            *self._asked(self.parts[0]),
            *self._edges(),
        ]
        return found or list(self._doubts(self.parts[0]))

    def _differences(self, part: Part) -> Iterator[Change]:
        for piece in part.pieces:
            after = list(chain.from_iterable(piece.runs))
            if not same(
                self.old.folded(piece.tokens), [one for run in piece.runs for one in self.new.folded(run)]
            ):
                found = list(differences(self.old, piece.tokens, self.new, after, part.name))
                yield from found or [told(self.old, piece.tokens, self.new, after, part.name)]

    def _between(self) -> Iterator[Change]:
        """Words of others that were put between the runs of a piece."""
        for part in self.parts:
            for one, other in (both for piece in part.pieces for both in pairwise(piece.runs)):
                words = [
                    word
                    for word in self.new.words_of(range(one.stop, other.start))
                    if word not in self.own_new
                ]
                if words:
                    yield told(self.old, [], self.new, [self.new.words[word] for word in words], part.name)

    def _asked(self, content: Part) -> Iterator[Change]:
        """A question mark that was put after the content, or taken away."""
        for piece in content.pieces:
            if piece.runs:
                before, after = self.old.mark_after(piece.tokens[-1]), self.new.mark_after(piece.runs[-1][-1])
                if bool(before) != bool(after):
                    yield told(self.old, before, self.new, after, content.name)

    def _edges(self) -> Iterator[Change]:
        """Words put in or taken out directly before or after a part, within its sentence."""
        for step in (-1, 1):
            gone: list[tuple[int, str]] = []
            came: list[tuple[int, str]] = []
            for part in self.parts:
                for piece in part.pieces:
                    words = self.old.words_of(piece.tokens)
                    if not words or not piece.runs:
                        continue
                    there = self.new.words_of(piece.runs[0 if step < 0 else -1])
                    one, other = (words[0], there[0]) if step < 0 else (words[-1], there[-1])
                    if self._same_beside(one + step, other + step):
                        if self.old.together(one, step) and self.new.together(other, step):
                            yield from self._recast(one + step, other + step, part.name)
                        continue
                    if self.old.together(one, step) and one + step not in self.own_old:
                        gone.append((one + step, part.name))
                    if self.new.together(other, step) and other + step not in self.own_new:
                        came.append((other + step, part.name))
            stood = {self.old.sentence[word] for word in self.own_old}
            stands = {self.new.sentence[word] for word in self.own_new}
            gone = [
                (word, part)
                for word, part in gone
                if not self._stayed(
                    self.old, self.new, word, self.aligned.to[word], stands, word in self.passing
                )
            ]
            came = [
                (word, part)
                for word, part in came
                for was in (self.aligned.of[word],)
                if not self._stayed(self.new, self.old, word, was, stood, was in self.passing)
            ]
            yield from self._uneven(gone, came)

    @staticmethod
    def _stayed(
        here: Reading, there: Reading, word: int, other: int, sentences: set[int], passing: bool
    ) -> bool:
        """Whether the word is beside it no more, or only now, since clauses changed places; not so a figure, a negation
        or a hedge, which say something else where they stand now, unless in an attribution or what is told with it.
        """
        near = other != NONE and bool({there.sentence[other] + step for step in (-1, 0, 1)} & sentences)
        return near and (passing or kind_of([here.keys[word]], capital=False, cue=False) not in BOUND)

    def _same_beside(self, old: int, new: int) -> bool:
        return 0 <= old < len(self.aligned.to) and new >= 0 and self.aligned.to[old] == new

    def _recast(self, old: int, new: int, part: str) -> Iterator[Change]:
        """The same word beside it, with a capital that no sentence's start asks for, or without one."""
        before, after = self.old.words[old], self.new.words[new]
        if not same(self.old.folded(range(before, before + 1)), self.new.folded(range(after, after + 1))):
            yield told(self.old, [before], self.new, [after], part)

    def _uneven(self, gone: Sequence[tuple[int, str]], came: Sequence[tuple[int, str]]) -> Iterator[Change]:
        less = Counter(self.old.keys[word] for word, _ in gone)
        more = Counter(self.new.keys[word] for word, _ in came)
        for word, part in gone:
            if less[self.old.keys[word]] > more[self.old.keys[word]]:
                yield told(self.old, [self.old.words[word]], self.new, [], part)
        for word, part in came:
            if more[self.new.keys[word]] > less[self.new.keys[word]]:
                yield told(self.old, [], self.new, [self.new.words[word]], part)

    def _doubts(self, content: Part) -> Iterator[Change]:
        """What differs elsewhere in its sentence, where that moved: it may be another that was written like it."""
        for at in sorted({self.old.sentence[word] for word in content.words} & self.aligned.doubtful):
            words = range(*self.old.sentences[at])
            there = [self.aligned.to[word] for word in words if self.aligned.to[word] != NONE]
            hull = range(min(there), max(there) + 1)
            if len(there) < len(words) or len(there) < len(hull):
                before, after = (
                    [self.old.words[word] for word in words],
                    [self.new.words[word] for word in hull],
                )
                yield from differences(self.old, before, self.new, after, "content")

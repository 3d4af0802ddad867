"""Where one part of a claim stands in the later draft, by the words that were aligned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from claims.anchoring.alignment import NONE, Alignment
from claims.anchoring.harmless import CLOSING
from claims.anchoring.reading import Reading, Span

FAR = 60  # words between places that are not one
MORE = 4  # words that may stand for a piece, more than it had
ENDING = ("?", "!", "…", ";", ":")  # what says something else than the stop or comma that it stands for


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a part: its span and tokens in the earlier draft, and its runs of tokens in the later one."""

    span: Span
    tokens: range
    runs: tuple[range, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Content, source or cue: its pieces, and `words`, the old words of all of them."""

    name: str
    pieces: tuple[Piece, ...]
    words: frozenset[int] = field(default=frozenset())


def read_part(name: str, spans: Iterable[Span], old: Reading) -> Part:
    """The part as it stands in the earlier draft."""
    pieces = tuple(Piece(span, old.tokens(span)) for span in spans)
    return Part(name, pieces, frozenset(word for one in pieces for word in old.words_of(one.tokens)))


def locus(places: Sequence[int]) -> range:
    """Where most of the new words stand: the largest group of them with no long way between."""
    ordered = sorted(places)
    groups: list[list[int]] = [[ordered[0]]]
    for one, other in pairwise(ordered):
        if other - one > FAR:
            groups.append([])
        groups[-1].append(other)
    best = max(groups, key=len)
    return range(best[0], best[-1] + 1)


def words_in(part: Part, new: Reading) -> frozenset[int]:
    """The new words of a placed part."""
    return frozenset(word for piece in part.pieces for run in piece.runs for word in new.words_of(run))


class Placer:
    """Finds pieces in the later draft, within the words where their claim stands."""

    def __init__(self, aligned: Alignment, near: range) -> None:
        self.old, self.new, self.to, self.of = aligned.old, aligned.new, aligned.to, aligned.of
        self.near = near

    def placed(self, part: Part) -> Part:
        """The part with the runs of its pieces; none where it isn't found."""
        pieces = tuple(Piece(one.span, one.tokens, tuple(self._runs(one))) for one in part.pieces)
        return Part(part.name, pieces, part.words)

    def _runs(self, piece: Piece) -> Iterable[range]:
        words = self.old.words_of(piece.tokens)
        if not words:
            return self._marks_alone(piece.tokens)
        there = [self.to[word] for word in words if self.to[word] in self.near]
        if not there:
            return self._put_for(words)
        first, last = self._widened(words, min(there), max(there))
        runs = list(self._own(range(first, last + 1), words))
        return self._with_marks(piece.tokens, words, runs)

    def _put_for(self, words: range) -> Iterable[range]:
        """The words that stand between its two neighbours instead of the piece's own, where they are few."""
        before, after = self._beside(words[0], -1), self._beside(words[-1], 1)
        if before == after == NONE:
            return ()
        if before == NONE:
            before = self.new.sentences[self.new.sentence[after]][0] - 1
        elif after == NONE:
            after = self.new.sentences[self.new.sentence[before]][1]
        between = range(before + 1, after)
        if not 0 < len(between) <= len(words) + MORE or any(self.of[at] != NONE for at in between):
            return ()
        return (range(self.new.words[between[0]], self.new.words[between[-1]] + 1),)

    def _beside(self, word: int, step: int) -> int:
        """Where the old word next to this one in its sentence stands, NONE where that is not near."""
        there = self.to[word + step] if self.old.together(word, step) else NONE
        return there if there in self.near else NONE

    def _widened(self, words: range, first: int, last: int) -> tuple[int, int]:
        """Over words that were put in the place of the piece's first or last ones: up to its neighbours."""
        if self.to[words[0]] not in self.near:
            begin = self._neighbour(words[0], -1, first)
            if all(self.of[at] == NONE for at in range(begin + 1, first)):
                first = min(first, begin + 1)
        if self.to[words[-1]] not in self.near:
            end = self._neighbour(words[-1], 1, last)
            if all(self.of[at] == NONE for at in range(last + 1, end)):
                last = max(last, end - 1)
        return first, last

    def _neighbour(self, word: int, step: int, edge: int) -> int:
        """The new word beside which the piece ends: its old neighbour's, or the next sentence's; else `edge` itself."""
        beside = word + step
        inside = 0 <= beside < len(self.to) and self.old.sentence[beside] == self.old.sentence[word]
        start, end = self.new.sentences[self.new.sentence[edge]]
        if not inside:
            return start - 1 if step < 0 else end
        there = self.to[beside]
        return there if start <= there < end and (there - edge) * step > 0 else edge

    def _own(self, hull: range, words: range) -> Iterable[range]:
        """The hull without words that came from elsewhere, each run from one of the piece's own words to another."""
        run: list[int] = []
        for at in (*hull, NONE):
            foreign = at == NONE or (self.of[at] != NONE and self.of[at] not in words)
            if not foreign:
                run.append(at)
                continue
            mine = [one for one in run if self.of[one] in words]
            if mine:
                first = run[0] if run[0] == hull[0] else mine[0]
                last = run[-1] if run[-1] == hull[-1] else mine[-1]
                yield range(first, last + 1)
            run = []

    def _with_marks(self, tokens: range, words: range, runs: Sequence[range]) -> list[range]:
        """Runs of words as runs of tokens, with the marks before and after that the piece had."""
        found = [range(self.new.words[run[0]], self.new.words[run[-1]] + 1) for run in runs]
        start = found[0].start
        for mark in reversed(range(tokens.start, self.old.words[words[0]])):
            if start == 0 or self.new.folds[start - 1] != self.old.folds[mark]:
                break
            start -= 1
        found[0] = range(start, found[0].stop)
        return [
            range(run.start, self._trailing(run.stop, self._marks_after(last, tokens)))
            for run, last in zip(found, (self.of[run[-1]] for run in runs), strict=True)
        ]

    def _marks_after(self, word: int, tokens: range) -> range:
        """The marks of the piece after an old word, up to the next; after its last one where the word was put in."""
        at = self.old.words[word] if word != NONE else self.old.words[self.old.words_of(tokens)[-1]]
        end = at + 1
        while end < tokens.stop and end not in self.old.number:
            end += 1
        return range(at + 1, end)

    def _trailing(self, stop: int, trail: range) -> int:
        """Where the piece ends in the later draft; full stops and commas at its end may come and go."""
        at, reach = stop, stop
        for mark in trail:
            fold = self.old.folds[mark]
            while self._fold(at) in CLOSING and fold not in CLOSING:
                at += 1
            if self._fold(at) == fold or (fold in CLOSING and self._fold(at) in (*CLOSING, *ENDING)):
                at = reach = at + 1
            elif fold not in CLOSING:
                break
        return reach

    def _fold(self, token: int) -> str:
        return self.new.folds[token] if token < len(self.new.folds) else ""

    def _marks_alone(self, tokens: range) -> Iterable[range]:
        """A piece without a word, such as a colon for a cue: at the same place beside the word before or after it."""
        folds = [self.old.folds[at] for at in tokens]
        beside = self.old.words_of(range(tokens.start, len(self.old.folds))).start
        for word in (beside - 1, beside):
            if folds and 0 <= word < len(self.to) and self.to[word] in self.near:
                start = self.new.words[self.to[word]] + tokens.start - self.old.words[word]
                if self.new.folds[start : start + len(folds)] == folds:
                    return (range(start, start + len(folds)),)
        return ()

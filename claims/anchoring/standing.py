"""What became of one claim: its parts placed together, compared, and what stands beside them looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from claims.anchoring.alignment import NONE, Alignment
from claims.anchoring.changes import restyled, weightiest_first
from claims.anchoring.comparison import Comparison
from claims.anchoring.likeness import Weights
from claims.anchoring.placing import Part, Piece, Placer, locus, read_part, words_in
from claims.anchoring.reading import Reading
from claims.anchoring.types import Carried, Change, Held, Outcome, Span, Spans

ENOUGH = 0.5  # of the content's words, by weight: with fewer left nobody may say that it still stands
BETWEEN = 60  # words that may come between a content and its attribution in another sentence
MOST = 3  # candidates


class Standing:
    """Answers for one claim after another over one alignment."""

    def __init__(self, aligned: Alignment, held: Iterable[Held]) -> None:
        self.aligned, self.old, self.new = aligned, aligned.old, aligned.new
        self.told_with: dict[tuple[Spans, Spans], set[int]] = defaultdict(set)
        for one in held:
            if one.source or one.cue:  # their contents, by what attributes them
                self.told_with[one.source, one.cue] |= read_part("content", one.content, self.old).words
        self.ordered = aligned.in_order()
        self.weights = Weights()

    def of(self, held: Held) -> Carried:
        """Where the claim stands and what differs."""
        content = read_part("content", held.content, self.old)
        there = [self.aligned.to[word] for word in content.words if self.aligned.to[word] != NONE]
        near = locus(there) if there else range(0)
        left = [word for word in content.words if self.aligned.to[word] in near]
        if self._weight(left) < ENOUGH * self._weight(content.words) or not left:
            return self._nowhere(content, near)
        placed = Placer(self.aligned, near).placed(content)
        parts = [placed, *(self._beside(placed, read_part(*one, self.old)) for one in _others(held))]
        siblings = self.told_with.get((held.source, held.cue), set())
        return self._compared(parts, left, siblings)

    def _weight(self, words: Sequence[int] | frozenset[int]) -> float:
        return self.weights.sum([self.old.keys[word] for word in words])

    def _beside(self, content: Part, part: Part) -> Part:
        """Source or cue, placed as near the content as it was."""
        if not part.pieces:
            return part
        near = self._reach(content, part)
        return Placer(self.aligned, near).placed(part)

    def _reach(self, content: Part, part: Part) -> range:
        """The new words among which source or cue must stand: those of the content's sentences, or somewhat farther off
        where it had a sentence of its own.
        """
        held = sorted(words_in(content, self.new))
        home = {self.old.sentence[word] for word in content.words}
        beside = self.old.words_of(range(part.pieces[0].tokens.start, len(self.old.folds))).start
        first, last = held[0], held[-1]
        sentences = self.new.sentences
        one, other = self.new.sentence[first], self.new.sentence[last]
        while one and self.new.runs_on(one - 1) and self._from(one - 1, home):
            one -= 1
        while other + 1 < len(sentences) and self.new.runs_on(other) and self._from(other + 1, home):
            other += 1
        start, end = sentences[one][0], sentences[other][1]
        own = part.words or {min(beside, len(self.old.keys) - 1)}
        if home.isdisjoint(self.old.sentence[word] for word in own):
            mine = sorted(content.words)
            if beside < mine[0]:
                start = max(0, start - (mine[0] - beside) - BETWEEN)
            else:
                end = end + (beside - mine[-1]) + BETWEEN
        return range(start, end)

    def _from(self, sentence: int, home: set[int]) -> bool:
        """Whether a new sentence has words of these old ones."""
        words = (self.aligned.of[word] for word in range(*self.new.sentences[sentence]))
        return any(self.old.sentence[word] in home for word in words if word != NONE)

    def _compared(self, parts: Sequence[Part], left: Sequence[int], siblings: set[int]) -> Carried:
        changes = weightiest_first(Comparison(self.aligned, parts, siblings).changes())
        names = {part.name: self._spans(part) for part in parts}
        if changes:
            outcome = Outcome.CHANGED
        elif all(self._to_the_letter(part) for part in parts):
            outcome = Outcome.KEPT
        else:
            outcome = Outcome.REWORDED
            changes = weightiest_first(chain.from_iterable(map(self._restyled, parts)))
        # More than half of its words are out of the order of the rest.
        moved = 2 * sum(word in self.ordered for word in left) < len(left)
        return Carried(
            outcome,
            names["content"],
            names.get("source", ()),
            names.get("cue", ()),
            moved,
            changes,
        )

    def _restyled(self, part: Part) -> Iterator[Change]:
        for piece in part.pieces:
            after = list(chain.from_iterable(piece.runs))
            yield from restyled(self.old, piece.tokens, self.new, after, part.name)

    def _to_the_letter(self, part: Part) -> bool:
        return all(
            len(spans) == 1
            and self.old.text[slice(*piece.span)].strip() == self.new.text[slice(*spans[0])].strip()
            for piece in part.pieces
            for spans in [self._piece_spans(piece)]
        )

    def _spans(self, part: Part) -> Spans:
        return tuple(span for piece in part.pieces for span in self._piece_spans(piece))

    def _piece_spans(self, piece: Piece) -> list[Span]:
        """The piece's runs in code points; where it began or ended inside a word it does so again."""
        spans = [(self.new.starts[run[0]], self.new.ends[run[-1]]) for run in piece.runs]
        if not spans:
            return []
        first, last = piece.runs[0][0], piece.runs[-1][-1]
        start, end = spans[0][0], spans[-1][1]
        if self._token(self.old, piece.tokens[0]) == self._token(self.new, first):
            start += max(0, piece.span[0] - self.old.starts[piece.tokens[0]])
        if self._token(self.old, piece.tokens[-1]) == self._token(self.new, last):
            end -= max(0, self.old.ends[piece.tokens[-1]] - piece.span[1])
        cut = [(start, spans[0][1]), *spans[1:]]
        cut[-1] = (cut[-1][0], end)
        return cut if all(one < other for one, other in cut) else spans

    @staticmethod
    def _token(reading: Reading, at: int) -> str:
        return reading.text[reading.starts[at] : reading.ends[at]]

    # Where there is no place

    def _nowhere(self, content: Part, near: range) -> Carried:
        sentences = sorted({self.old.sentence[word] for word in content.words})
        unsure = any(at in self.aligned.ambiguous for at in sentences)
        found: dict[Spans, None] = {}
        if near:
            found[(self._hull(near[0], near[-1]),)] = None
        for at in sentences:
            for choice in self.aligned.choices.get(at, ()):
                there = [to for word, to in choice.pairs if word in content.words] or sorted(choice.there)
                found[(self._hull(min(there), max(there)),)] = None
            for to in self.aligned.repeats.get(at, ()):
                start, end = self.new.sentences[to]
                found[(self._hull(start, end - 1),)] = None
        outcome = Outcome.AMBIGUOUS if unsure else Outcome.LOST
        return Carried(outcome, candidates=tuple(found)[:MOST])

    def _hull(self, first: int, last: int) -> Span:
        return self.new.starts[self.new.words[first]], self.new.ends[self.new.words[last]]


def _others(held: Held) -> list[tuple[str, Spans]]:
    return [("source", held.source), ("cue", held.cue)]

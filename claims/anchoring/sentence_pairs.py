"""Which sentence of a text is which of another one: the same, or one that changed, in its place or elsewhere.

Those that stand once in both are matched first, and from them on their equal neighbours; then those that share at least
half their words, the most alike first. The longest list of pairs that is in order in both texts is in its place.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from claims.anchoring.difference import rising, words
from claims.extraction.sentences import find_sentences

Span = tuple[int, int]

ALIKE = 0.5  # of the words of two sentences, shared: below it they are two sentences, not one that changed
COMMON = 12  # sentences that share a word; of more it isn't asked which is meant
LONGEST = 20_000  # characters of a sentence that is compared
FEWEST = 3  # words of a sentence that is asked for one like it
SHORTEST = 16  # characters of what is told as moved; “he said so” is taken out and put in


class Sentences:
    """A text in sentences, each with the white space after it; joined they are the text.

    `keys` are their words with single blanks between, `first` says which begin a paragraph.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        starts, self.first = [], []
        at = 0
        for line in text.split("\n"):
            for number, (start, _) in enumerate(find_sentences(text, at, at + len(line))):
                starts.append(start)
                self.first.append(number == 0)
            at += len(line) + 1
        if starts:
            starts[0] = 0
        elif text:
            starts, self.first = [0], [True]
        self.spans: list[Span] = list(pairwise([*starts, len(text)]))
        self.keys = [" ".join(text[start:end].split()) for start, end in self.spans]

    def starts_paragraph(self, at: int) -> bool:
        return at >= len(self.first) or self.first[at]

    def bag(self, at: int) -> Counter[str]:
        """The sentence's words, each as often as it stands there; none of one too short or too long to compare."""
        comparable = FEWEST <= len(self.keys[at]) <= LONGEST
        found = [word for word in words(self.keys[at]) if word != " "] if comparable else []
        return Counter(found if len(found) >= FEWEST else ())

    def bare(self, at: int) -> Span:
        """Where the sentence stands, without the white space round it."""
        start, end = self.spans[at]
        piece = self.text[start:end]
        return end - len(piece.lstrip()), start + len(piece.rstrip())


class Matched:
    """Which sentence of the earlier text is which of the later one, by their numbers.

    `in_place` are those of the `pairs` that are in order in both texts; the others are the `moves`.
    """

    def __init__(self, old: Sentences, new: Sentences) -> None:
        self.old, self.new = old, new
        self.pairs: dict[int, int] = {}
        self.taken: set[int] = set()
        self._same()
        self._alike()
        self.in_place: dict[int, int] = dict(rising(sorted(self.pairs.items())))
        self.moves = self._move()

    def _pair(self, at: int, to: int) -> None:
        self.pairs[at] = to
        self.taken.add(to)

    def _same(self) -> None:
        """Equal sentences: those that stand once in both, then what stands next to them, then the rest in order."""
        where, there = _places(self.old.keys), _places(self.new.keys)
        for key, found in where.items():
            if len(found) == 1 and len(there.get(key, ())) == 1:
                self._pair(found[0], there[key][0])
        for at, to in sorted(self.pairs.items()):
            self._spread(at, to, 1)
        for at, to in sorted(self.pairs.items(), reverse=True):
            self._spread(at, to, -1)
        for key, found in where.items():
            left = [at for at in found if at not in self.pairs]
            free = [to for to in there.get(key, ()) if to not in self.taken] if left else []
            for at, to in zip(left, free, strict=False):
                self._pair(at, to)

    def _spread(self, at: int, to: int, step: int) -> None:
        while True:
            at, to = at + step, to + step
            if not (0 <= at < len(self.old.keys) and 0 <= to < len(self.new.keys)):
                return
            if at in self.pairs or to in self.taken or self.old.keys[at] != self.new.keys[to]:
                return
            self._pair(at, to)

    def _alike(self) -> None:
        """Of the rest those that share enough words, the most alike first and then the nearest to their neighbours."""
        left = {at: self.old.bag(at) for at in range(len(self.old.keys)) if at not in self.pairs}
        free = {to: self.new.bag(to) for to in range(len(self.new.keys)) if to not in self.taken}
        holds: dict[str, list[int]] = defaultdict(list)
        for to, bag in free.items():
            for word in bag:
                holds[word].append(to)
        expected = self._expected(list(left))
        found: list[tuple[float, int, int, int]] = []
        for at, bag in left.items():
            near = {to for to in range(expected[at] - 1, expected[at] + 2) if to in free}
            rare = {to for word in bag if len(holds.get(word, ())) <= COMMON for to in holds.get(word, ())}
            for to in near | rare:
                if (share := alike(bag, free[to])) >= ALIKE:
                    found.append((-share, abs(to - expected[at]), at, to))
        for _, _, at, to in sorted(found):
            if at not in self.pairs and to not in self.taken:
                self._pair(at, to)

    def _expected(self, left: Sequence[int]) -> dict[int, int]:
        """Where each of the sentences that are left would stand, were nothing but it changed."""
        known, at, offset = sorted(self.pairs), 0, 0
        found = {}
        for one in left:
            while at < len(known) and known[at] < one:
                offset = self.pairs[known[at]] - known[at]
                at += 1
            found[one] = one + offset
        return found

    def _move(self) -> list[list[int]]:
        """What moved, by the numbers in the earlier text: neighbours that moved together are one. What is too short by
        itself is no pair.
        """
        moves: list[list[int]] = []
        for at in sorted(set(self.pairs).difference(self.in_place)):
            if moves and moves[-1][-1] == at - 1 and self.pairs[at - 1] == self.pairs[at] - 1:
                moves[-1].append(at)
            else:
                moves.append([at])
        for move in moves:
            if sum(len(self.old.keys[at]) for at in move) < SHORTEST:
                for at in move:
                    self.taken.discard(self.pairs.pop(at))
        return [move for move in moves if move[0] in self.pairs]


def alike(one: Counter[str], other: Counter[str]) -> float:
    """The share of their words that two sentences have in common (Dice's coefficient), from 0 to 1."""
    both = sum(min(count, other[word]) for word, count in one.items() if word in other)
    return 2 * both / max(1, one.total() + other.total())


def _places(keys: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for at, key in enumerate(keys):
        if key:
            found[key].append(at)
    return found

"""How like an old sentence a stretch of the new draft is: its words, what stands around it, and where it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from difflib import SequenceMatcher

from claims.anchoring.reading import Reading, Span

WIDTH = 32  # characters looked at on each side
LEAST = 0.3  # of the old sentence, by weight: with less it is not the same, wherever it stands
INNER = 0.25  # of the likeness: that one is all within the other, as a merged or trimmed sentence is
Pairs = tuple[tuple[int, int], ...]  # an old word and a new one
SLIGHT = 0.3  # what a word weighs that stands in any sentence; others weigh 1
SMALL = frozenset(
    "that with from have been were said they this will their would which when into says also".split()
)


class Weights:
    """What each word weighs."""

    def __init__(self) -> None:
        self.known: dict[str, float] = {}

    def sum(self, keys: Iterable[str]) -> float:
        return sum(map(self.one, keys))

    def one(self, key: str) -> float:
        if key not in self.known:
            self.known[key] = SLIGHT if key in SMALL or (len(key) <= 3 and not key[0].isdigit()) else 1.0
        return self.known[key]

    def shared(self, mine: Sequence[str], theirs: Sequence[str]) -> float:
        """The share of `mine`, by weight, that `theirs` have too."""
        return self.sum((Counter(mine) & Counter(theirs)).elements()) / (self.sum(mine) or 1.0)


def alike(
    old: Reading,
    mine: Span,
    new: Reading,
    there: Span,
    weights: Weights,
    attributing: Container[int],
) -> tuple[float, Pairs]:
    """How like the old sentence the stretch is, from 0 to 1, and which word is which.

    `attributing`: old words of sources and cues, which weigh half: a statement is known by what it states.
    """
    single = there[1] <= new.sentences[new.sentence[there[0]]][1]
    found = matched(old.keys[slice(*mine)], new.keys[slice(*there)], weights, turned=single)
    pairs = tuple((mine[0] + at, there[0] + to) for at, to in found)
    if not pairs:
        return 0.0, pairs

    def weigh(word: int) -> float:
        return weights.one(old.keys[word]) * (0.5 if word in attributing else 1.0)

    shared = {to: weigh(at) for at, to in pairs}
    hull = range(min(shared), max(shared) + 1)
    held, whole = sum(shared.values()), sum(map(weigh, range(*mine)))
    if held < LEAST * whole:
        return 0.0, ()
    other = sum(shared.get(to) or weights.one(new.keys[to]) for to in hull)
    return (1 - INNER) * 2 * held / (whole + other) + INNER * held / min(whole, other), pairs


def side_by_side(old: Reading, mine: Span, new: Reading, there: Span, pairs: Pairs) -> float:
    """How like what stands around the two is, from 0 to 1."""
    begin, end = min(to for _, to in pairs), max(to for _, to in pairs) + 1
    near, far = context(old, mine, new, (begin, end)), context(old, mine, new, there)
    return (max(near[0], far[0]) + max(near[1], far[1])) / 2


def matched(
    mine: Sequence[str], theirs: Sequence[str], weights: Weights, *, turned: bool
) -> list[tuple[int, int]]:
    """Which word is which: the longest runs in order; where it may be `turned` also those left over, since within a
    sentence a clause may have changed its place.
    """
    pairs: list[tuple[int, int]] = []
    left, right = list(range(len(mine))), list(range(len(theirs)))
    while True:
        found = _runs([mine[at] for at in left], [theirs[at] for at in right])
        runs = [[(left[at + step], right[to + step]) for step in range(size)] for at, to, size in found]
        near = {to + step for _, to in pairs for step in (-1, 1)}
        kept = [
            run
            for run in runs
            if not pairs
            or weights.sum([mine[at] for at, _ in run]) > SLIGHT
            or any(to in near for _, to in run)
        ]
        if not kept:
            break
        pairs += [pair for run in kept for pair in run]
        if not turned:
            break
        done, there = {at for at, _ in pairs}, {to for _, to in pairs}
        left, right = [at for at in left if at not in done], [to for to in right if to not in there]
    return sorted(pairs + _touching(mine, theirs, pairs))


def _runs(mine: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int, int]]:
    blocks = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    return [(one.a, one.b, one.size) for one in blocks if one.size]


def _touching(
    mine: Sequence[str], theirs: Sequence[str], pairs: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Slight words that are equal, next to a pair or at the two ends."""
    known, there = dict(pairs), {to for _, to in pairs}
    added: list[tuple[int, int]] = []
    for step, order in ((1, sorted(pairs)), (-1, sorted(pairs, reverse=True))):
        for at, to in order:
            one, other = at + step, to + step
            while 0 <= one < len(mine) and 0 <= other < len(theirs) and mine[one] == theirs[other]:
                if one in known or other in there:
                    break
                known[one] = other
                there.add(other)
                added.append((one, other))
                one, other = one + step, other + step
    return added


def context(old: Reading, mine: Span, new: Reading, there: Span) -> tuple[float, float]:
    """How like the 32 characters before and after are, each from 0 to 1."""
    befores = (old.around(*mine, WIDTH), new.around(*there, WIDTH))
    return _like(befores[0][0], befores[1][0]), _like(befores[0][1], befores[1][1])


def _like(one: str, other: str) -> float:
    """The share of the letters that stand in words which both have, in order."""
    if one == other:
        return 1.0
    mine, theirs = one.split(), other.split()
    blocks = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    shared = sum(len(word) for block in blocks for word in mine[block.a : block.a + block.size])
    return 2 * shared / sum(map(len, mine + theirs))

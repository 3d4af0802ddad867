"""Who gets which place: the best first, and nobody where a rival is as good."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import heapify, heappop, heappush


@dataclass(frozen=True, slots=True)
class Choice:
    """A place that an old sentence may have: its score, and which old word is which new one; `alone` where neither the
    order of the text nor what stands around it speaks for the place.
    """

    score: float
    pairs: tuple[tuple[int, int], ...]
    alone: bool = False
    there: frozenset[int] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "there", frozenset(to for _, to in self.pairs))

    def meets(self, other: Choice) -> bool:
        """Whether the two want the same words, but for a few."""
        return len(self.there & other.there) > 0.3 * min(len(self.there), len(other.there))


def settle(
    choices: Mapping[int, Sequence[Choice]], threshold: float, margin: float
) -> tuple[dict[int, Choice], set[int]]:
    """What each gets, and who gets nothing since a rival place or a rival for the place is within the margin.

    A place is no rival where somebody else has a better right to it by the margin; nor somebody a rival for a place
    who has a better one elsewhere.
    """
    race = _Race(choices, margin)
    given: dict[int, Choice] = {}
    unsure: set[int] = set()
    taken: set[int] = set()
    while (at := race.first()) is not None:
        best = race.open[at][0]
        if best.score < threshold:
            break
        suitors = race.suitors(at, best)
        if suitors or race.elsewhere(at):
            unsure |= {at, *suitors}
            for one in (at, *suitors):
                del race.open[one]
            continue
        pairs = tuple(pair for pair in best.pairs if pair[1] not in taken)
        given[at] = replace(best, pairs=pairs)
        taken |= best.there
        race.won(at, best)
    return given, unsure


class _Race:
    """Who is still without a place, and the places that each may have, best first."""

    def __init__(self, choices: Mapping[int, Sequence[Choice]], margin: float) -> None:
        self.open = {at: list(found) for at, found in choices.items() if found}
        self.margin = margin
        self.queue = [(-found[0].score, at) for at, found in self.open.items()]
        heapify(self.queue)
        self.wanting: dict[int, set[int]] = defaultdict(set)
        for at, found in self.open.items():
            for word in frozenset().union(*(one.there for one in found)):
                self.wanting[word].add(at)

    def first(self) -> int | None:
        """Who has the best place of all that are open."""
        while self.queue:
            score, at = heappop(self.queue)
            found = self.open.get(at)
            if found and found[0].score == -score:
                return at
        return None

    def _others(self, at: int, place: Choice) -> list[int]:
        """Who else might want words of the place."""
        wanting = {one for word in place.there for one in self.wanting[word]}
        return [one for one in wanting if one != at and one in self.open]

    def suitors(self, at: int, best: Choice) -> list[int]:
        """Who else wants the place about as much and has no better one."""
        enough = best.score - self.margin
        firsts = ((other, self.open[other][0]) for other in self._others(at, best))
        return [other for other, first in firsts if first.score >= enough and first.meets(best)]

    def elsewhere(self, at: int) -> bool:
        """Whether another place is about as good and nobody has a better right to it."""
        best, *others = self.open[at]
        return any(
            one.score >= best.score - self.margin and not one.meets(best) and not self._owned(at, one)
            for one in others
        )

    def _owned(self, at: int, place: Choice) -> bool:
        firsts = (self.open[other][0] for other in self._others(at, place))
        return any(first.score >= place.score + self.margin and first.meets(place) for first in firsts)

    def won(self, at: int, best: Choice) -> None:
        """The place is `at`'s; the others are left with what doesn't meet it."""
        del self.open[at]
        for other in self._others(at, best):
            left = [one for one in self.open[other] if not one.meets(best)]
            if not left:
                del self.open[other]
            elif left[0] != self.open[other][0]:
                heappush(self.queue, (-left[0].score, other))
            if left:
                self.open[other] = left

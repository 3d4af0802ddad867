"""Which word of the later draft is which word of the earlier one.

Whole sentences first: those that both drafts have, in order, by the diff; then those that stand elsewhere. Then the
sentences that were edited, by a score of their own words, of 32 characters on each side, and of the order of the text,
with a threshold and a margin over every rival. Where a rival is as good, the sentence is ambiguous and nobody's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from claims.anchoring.difference import common, rising
from claims.anchoring.likeness import Weights, alike, context, side_by_side
from claims.anchoring.reading import Reading
from claims.anchoring.rivals import Choice, settle

THRESHOLD = 0.60
MARGIN = 0.05
NONE = -1
MOST_SEEN = 24  # open sentences with one word, beyond which that word leads to none
WORDS, AROUND, ORDER = 0.7, 0.2, 0.1  # the parts of a score
PLAIN = 0.45  # below this surroundings say nothing
MOST_COPIES = 10_000  # pairs of sentences of the same words whose surroundings are compared, in all
LIKELY = 0.3  # of an old sentence's words, by weight: with fewer nothing is compared
MOST_LOOKED_AT = 8  # open sentences that have most of an old one's rare words
ALL_BUT = 0.95  # of them: a longer window would have no more
FEW = 4  # windows that are compared word by word
NEAR = 12  # open sentences between two neighbours that are all looked at


class Alignment:
    """Of each old word the new one (`to`) and of each new word the old one (`of`), NONE where there is none."""

    def __init__(
        self, old: Reading, new: Reading, attributing: frozenset[int], threshold: float, margin: float
    ) -> None:
        self.old, self.new, self.attributing = old, new, attributing
        self.threshold, self.margin = threshold, margin
        self.to, self.of = [NONE] * len(old.keys), [NONE] * len(new.keys)
        self.place = [NONE] * len(old.sentences)  # of each old sentence that stands whole: the new sentence
        self.taken = [NONE] * len(new.sentences)
        self.compared = 0
        # Of old sentences: those of which two places are as good, those for whose place only their own words speak,
        # and the new sentences, or places in them, that each may have.
        self.ambiguous: set[int] = set()
        self.doubtful: set[int] = set()
        self.repeats: dict[int, list[int]] = {}
        self.choices: dict[int, list[Choice]] = {}
        self._whole()
        self._edited()

    # Whole sentences

    def _whole(self) -> None:
        olds, news = (
            [tuple(one.keys[slice(*span)]) for span in one.sentences] for one in (self.old, self.new)
        )
        for (start, end), (begin, _) in common(olds, news):
            for at in range(start, end):
                self._stands(at, begin + at - start)
        groups: dict[tuple[str, ...], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side, sentences in enumerate((olds, news)):
            for at, words in enumerate(sentences):
                groups[words][side].append(at)
        firm = {at for at in range(len(olds)) if self._beside_its_own(at)}
        for before, after in groups.values():
            if len(before) == len(after) == 1:
                self._stands(before[0], after[0])
            elif before and after:
                self._repeated(before, after, firm)
        for at, to in enumerate(self.place):
            if to != NONE:
                (start, end), (begin, _) = self.old.sentences[at], self.new.sentences[to]
                self._map(zip(range(start, end), range(begin, begin + end - start), strict=True))

    def _stands(self, at: int, to: int) -> None:
        self.place[at], self.taken[to] = to, at

    def _beside_its_own(self, at: int) -> bool:
        """Whether the sentences on both sides stand beside it, as they did."""
        to = self.place[at]
        return to != NONE and all(
            self.place[at + step] == to + step
            if 0 <= at + step < len(self.place)
            else to + step in (-1, len(self.taken))
            for step in (-1, 1)
        )

    def _repeated(self, before: list[int], after: list[int], firm: set[int]) -> None:
        """Sentences of the same words. As many as there were keep their order; so do those between the same two; each
        other needs surroundings of its own, and who has none, or a rival with as good a right, is ambiguous.
        """
        if all(self.place[at] != NONE for at in before) and all(self.taken[to] != NONE for to in after):
            return
        before = [at for at in before if at not in firm]
        after = [to for to in after if self.taken[to] not in firm]
        for at in before:
            if self.place[at] != NONE:
                self.taken[self.place[at]] = self.place[at] = NONE
        choices: dict[int, list[Choice]] = {}
        self.compared += len(before) * len(after)
        if self.compared <= MOST_COPIES:
            for at in before:
                found = [Choice(self._surroundings(at, to), ((at, to),)) for to in after]
                choices[at] = sorted(found, key=lambda one: -one.score)
        given, _ = settle(choices, PLAIN, self.margin / AROUND)
        for at, choice in given.items():
            self._stands(at, choice.pairs[0][1])
        unsure = [at for at in before if at not in given]
        self.ambiguous |= set(unsure)
        self.repeats |= dict.fromkeys(unsure, after[:3])

    def _surroundings(self, at: int, to: int) -> float:
        return sum(context(self.old, self.old.sentences[at], self.new, self.new.sentences[to])) / 2

    def _map(self, pairs: Iterable[tuple[int, int]]) -> None:
        for word, there in pairs:
            self.to[word], self.of[there] = there, word

    # Edited sentences

    def _edited(self) -> None:
        free = [to for to, at in enumerate(self.taken) if at == NONE]
        if not free:
            return
        weights = Weights()
        index = self._index(free)
        for at, to in enumerate(self.place):
            if to == NONE and at not in self.ambiguous:
                found = sorted(self._windows(at, set(free), index, weights), key=lambda one: -one[0])[:FEW]
                choices = [self._choice(at, window, weights) for _, window in found]
                self.choices[at] = sorted((one for one in choices if one), key=lambda one: -one.score)
        accepted, unsure = settle(self.choices, self.threshold, self.margin)
        self.ambiguous |= unsure
        for at, choice in accepted.items():
            self._map(choice.pairs)
            if choice.alone:
                self.doubtful.add(at)

    def _index(self, free: list[int]) -> dict[str, list[int]]:
        """Of each word that few open sentences have: which ones."""
        index: dict[str, list[int]] = defaultdict(list)
        for to in free:
            for key in set(self.new.keys[slice(*self.new.sentences[to])]):
                if len(index[key]) <= MOST_SEEN:
                    index[key].append(to)
        return {key: found for key, found in index.items() if len(found) <= MOST_SEEN}

    def _windows(
        self, at: int, free: set[int], index: dict[str, list[int]], weights: Weights
    ) -> Iterator[tuple[float, range]]:
        """Open new sentences, alone and two or three together, that have enough of the old one's words."""
        start, end = self.old.sentences[at]
        stated = [self.old.keys[word] for word in range(start, end) if word not in self.attributing]
        mine = stated or self.old.keys[start:end]
        first, last = self._between(at)
        votes = Counter(to for key in set(mine) for to in index.get(key, ()))
        seen = {to for to, _ in votes.most_common(MOST_LOOKED_AT)}
        if last - first <= NEAR:
            seen |= free.intersection(range(first, last))
        for to in seen:
            for upto in range(to + 1, to + 4):
                if upto - 1 not in free:
                    break
                words = self.new.keys[self.new.sentences[to][0] : self.new.sentences[upto - 1][1]]
                if len(words) > 4 * (end - start) + 40:
                    break
                likely = weights.shared(mine, words)
                if likely >= LIKELY:
                    yield likely - 0.02 * (upto - to), range(to, upto)
                if not LIKELY / 3 <= likely < ALL_BUT:
                    break

    def _between(self, at: int) -> tuple[int, int]:
        """The new sentences between the places of the old one's nearest neighbours that stand."""
        before = next((to for to in reversed(self.place[max(0, at - NEAR) : at]) if to != NONE), NONE)
        after = next((to for to in self.place[at + 1 : at + 1 + NEAR] if to != NONE), len(self.taken))
        return before + 1, after

    def _choice(self, at: int, window: range, weights: Weights) -> Choice | None:
        first, last = self._between(at)
        begin, end = self.new.sentences[window[0]][0], self.new.sentences[window[-1]][1]
        ordered = first <= window[0] and window[-1] < last
        mine = self.old.sentences[at]
        likeness, pairs = alike(self.old, mine, self.new, (begin, end), weights, self.attributing)
        if not pairs:
            return None
        around = side_by_side(self.old, mine, self.new, (begin, end), pairs)
        return Choice(
            WORDS * likeness + AROUND * around + ORDER * ordered, pairs, not ordered and around < PLAIN
        )

    # What follows from it

    def in_order(self) -> set[int]:
        """The old words whose places follow one another as the words do; the others moved."""
        return {at for at, _ in rising([(at, to) for at, to in enumerate(self.to) if to != NONE])}

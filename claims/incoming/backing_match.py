"""Which claim a row of a backing sheet belongs to: by its number, its words, or where they stand; never a guess."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from claims.anchoring.finding import find_words
from claims.anchoring.harmless import QUOTES, TOKEN, fold, is_word
from claims.extraction import Span
from claims.incoming.backing_sheet import BackingRow

SAME = 0.75  # of the letters of two places together, what both have
NEAR = 0.75  # of the words, in order, two texts must share at least
AHEAD = 0.15  # by so much the nearest must be nearer than the next
LOOKED_AT = 200  # words
SHOWN = 80
LIKELY = 20  # claims
NOBODYS = "No claim has these words: give its number, or its words as the article has them."


@dataclass(frozen=True, slots=True)
class Known:
    """A claim as a row may name it: its number on the page, its words, and where they stand in the text."""

    id: int
    number: int
    words: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A row and its claim's id, None where it has errors. `near`: only like the claim's words, so a person looks."""

    row: BackingRow
    claim: int | None
    errors: tuple[str, ...]
    near: bool = False


def place(rows: Iterable[BackingRow], text: str, claims: Sequence[Known]) -> tuple[Placed, ...]:
    """Each row with its claim in this draft, or with its errors and those of looking for it. Spans in code points."""
    finder = Finder(text, claims)
    found = []
    for row in rows:
        claim, near, error = finder.claim_of(row) if row.number is not None or row.fact else (None, False, "")
        errors = (*row.errors, error) if error else row.errors
        found.append(Placed(row, claim.id if claim and not errors else None, errors, near))
    return tuple(found)


class Finder:
    """Knows a draft's claims by number and by words."""

    def __init__(self, text: str, claims: Sequence[Known]) -> None:
        self.text = text
        self.claims = claims
        self.by_number = {one.number: one for one in claims}
        self.read = {one.id: _words(one.words) for one in claims}
        self.placed = sorted((one for one in claims if one.spans), key=_start)
        self.longest = max((one.spans[-1][1] - one.spans[0][0] for one in self.placed), default=0)
        self.by_words: dict[tuple[str, ...], list[Known]] = defaultdict(list)
        self.by_word: dict[str, list[Known]] = defaultdict(list)
        for one in claims:
            self.by_words[self.read[one.id]].append(one)
            for word in set(self.read[one.id]):
                self.by_word[word].append(one)

    def claim_of(self, row: BackingRow) -> tuple[Known | None, bool, str]:
        """The claim, whether it is only near, and what is wrong."""
        if row.number is None:
            return self._by_fact(row.fact)
        claim = self.by_number.get(row.number)
        if claim is None:
            return None, False, f"There is no claim {row.number} in this draft."
        if row.fact and not self._fits(row.fact, claim):
            words = claim.words[:SHOWN]
            return (
                None,
                False,
                f"Claim {row.number} has other words: “{words}”. Mend the number, or leave it out.",
            )
        return claim, False, ""

    def _fits(self, fact: str, claim: Known) -> bool:
        """Whether the words may be meant for this claim, whichever others they fit too."""
        mine, theirs = _words(fact), self.read[claim.id]
        return mine == theirs or claim in self._standing(fact) or _likeness(mine, theirs) >= NEAR

    def _by_fact(self, fact: str) -> tuple[Known | None, bool, str]:
        words = _words(fact)
        if not words:
            return None, False, "There are no words in the fact."
        for found in (self.by_words.get(words, []), self._standing(fact)):
            if len(found) == 1:
                return found[0], False, ""
            if found:
                return None, False, _several(found)
        return self._nearest(words)

    def _standing(self, fact: str) -> list[Known]:
        """The claims that the words are, by where they stand in the text: those with nearly the same place; else those
        within them, as where a whole sentence was copied; else those most of whose words they are."""
        same: list[Known] = []
        within: list[Known] = []
        part: list[Known] = []
        for at in _places(self.text, " ".join(fact.split()).strip(" .,;:“”\"'")):
            for one in self._about(at):
                mine = sum(end - start for start, end in one.spans)
                shared = sum(max(0, min(end, at[1]) - max(start, at[0])) for start, end in one.spans)
                if shared >= SAME * (mine + at[1] - at[0] - shared):
                    same.append(one)
                elif shared == mine:
                    within.append(one)
                elif 2 * shared > mine and shared == at[1] - at[0]:
                    part.append(one)
        return list(dict.fromkeys(same or within or part))

    def _about(self, at: Span) -> Iterator[Known]:
        """The claims some of whose words may lie there."""
        first = bisect_left(self.placed, at[0] - self.longest, key=_start)
        last = bisect_left(self.placed, at[1], key=_start)
        yield from self.placed[first:last]

    def _nearest(self, words: tuple[str, ...]) -> tuple[Known | None, bool, str]:
        ranked = [(_likeness(words, self.read[one.id]), one) for one in self._likely(words)]
        ranked.sort(key=lambda each: -each[0])
        if not ranked or ranked[0][0] < NEAR:
            return None, False, NOBODYS
        if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < AHEAD:
            return None, False, _several([one for _, one in ranked[:2]])
        return ranked[0][1], True, ""

    def _likely(self, words: tuple[str, ...]) -> list[Known]:
        """The claims that share most words with these, so many at most: only they are held beside them in order."""
        mine, kinds = len(words), set(words)
        shared = Counter(one.id for word in kinds for one in self.by_word.get(word, ()))
        found = [
            (shared[one.id] / (len(kinds) + theirs), one)
            for one in self.claims
            if 2 * shared[one.id] >= NEAR * len(kinds)
            and 2 * min(mine, theirs := len(self.read[one.id])) >= NEAR * (mine + theirs)
        ]
        return [one for _, one in sorted(found, key=lambda each: -each[0])[:LIKELY]]


def _start(claim: Known) -> int:
    return claim.spans[0][0]


def _several(found: Sequence[Known]) -> str:
    numbers = [str(one.number) for one in found[:4]]
    return f"These words fit claims {', '.join(numbers[:-1])} and {numbers[-1]}: give the number."


def _words(text: str) -> tuple[str, ...]:
    """The words, without what is harmless about them."""
    folds = (fold(token).casefold() for token in TOKEN.findall(text[: LOOKED_AT * 20]))
    return tuple(one for one in folds if one and is_word(one))[:LOOKED_AT]


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of the words that both have, in the same order, from 0 to 1."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _places(text: str, whole: str) -> Iterator[Span]:
    """Where the words stand: `find_words` looks for the first of many, so the rest is held beside the text."""
    mine = _words(whole)
    for start, end in find_words(text, whole):
        last = max(end, start + len(whole))
        if last == end or _words(text[start:last])[: len(mine)] == mine:
            while start and text[start - 1] in QUOTES:
                start -= 1
            while last < len(text) and text[last] in QUOTES:
                last += 1
            yield start, last

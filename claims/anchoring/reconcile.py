"""What a reading of the next draft makes of the claims that were carried to it: where they stand, whose they are now,
and what is new.

People's work wins: a claim with the same words keeps its spans, whatever the reading cut otherwise. Only a claim whose
words changed takes the spans of the statement that the reading found in its place.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from claims.anchoring.antecedents import Lead, lead, may_be_another, surely_the_same
from claims.anchoring.carry import HARMLESS, Carried, Outcome, Spans
from claims.extraction.types import Claim, Split

STANDS = HARMLESS | {Outcome.CHANGED}
# A found statement with this share of its characters under what stands already is no new one.
COVERED = 0.5


@dataclass(frozen=True, slots=True)
class Before:
    """A claim of the earlier draft and where its words were carried. `key` is the caller's name for it; `speakers` are
    names, () where nobody was known; `attributed` is False for the article's own voice. `read_as`: where a
    person has said who speaks, the names that were read there; None where the reading's word stands. `lead`: what stood
    before its source there, None where it had neither source nor cue."""

    key: int
    carried: Carried
    attributed: bool = False
    speakers: tuple[str, ...] = ()
    read_as: tuple[str, ...] | None = None
    lead: Lead | None = None


@dataclass(frozen=True, slots=True)
class Landed:
    """A claim that stands in the next draft. `twin` indexes the found claim in its place, None where there is none.

    `speakers` index the found ones and are None where the reading says nothing of them; `other_speaker`: its words are
    somebody else's now, or nobody can tell any more whose. `unclear`: what leads to its source now, where that may make
    it somebody else's though the reading doesn't say so.
    """

    key: int
    outcome: Outcome
    content: Spans
    source: Spans
    cue: Spans
    moved: bool
    twin: int | None = None
    adopted: bool = False
    attributed: bool = False
    speakers: tuple[int, ...] | None = None
    other_speaker: bool = False
    unclear: Lead | None = None

    @property
    def spoken_anew(self) -> bool:
        """Whether it is, or may be, somebody else who says it."""
        return self.other_speaker or self.unclear is not None


@dataclass(frozen=True, slots=True)
class Reconciled:
    """`landed` in the order of `before`; `lost` are keys; `new` are indices of found claims that nobody had before."""

    landed: tuple[Landed, ...]
    lost: tuple[int, ...]
    new: tuple[int, ...]


def reconcile(text: str, before: Sequence[Before], found: Split, cleared: Iterable[Spans] = ()) -> Reconciled:
    """Bring what was carried to the draft `text` and what was `found` in it together.

    `cleared`: where people's marks “nothing to check” stand; nothing in them is a new claim.
    """
    standing = [one for one in before if one.carried.outcome in STANDS]
    twins = _twins(standing, found.claims)
    held = _Cover(span for one in standing for span in one.carried.content)
    landed = tuple(_landed(text, one, twins.get(one.key), found, held) for one in standing)
    covered = _Cover(
        [span for one in landed for span in one.content] + [span for spans in cleared for span in spans]
    )
    taken = {one.twin for one in landed}
    return Reconciled(
        landed=landed,
        lost=tuple(one.key for one in before if one.carried.outcome not in STANDS),
        new=tuple(
            index
            for index, claim in enumerate(found.claims)
            if index not in taken and covered.of(claim.content) < COVERED * _length(claim.content)
        ),
    )


def _landed(text: str, one: Before, twin: int | None, found: Split, held: _Cover) -> Landed:
    carried = one.carried
    landed = Landed(
        key=one.key,
        outcome=carried.outcome,
        content=carried.content,
        source=carried.source,
        cue=carried.cue,
        moved=carried.moved,
        twin=twin,
        attributed=one.attributed,
    )
    if twin is not None and _takes_over(one, found.claims[twin], held):
        landed = _adopt(landed, found, twin)
    speakers = _speakers_found(landed, found)
    names = tuple(found.speakers[index].name for index in speakers or ())
    words = " ".join(text[start:end] for start, end in landed.source)
    both = one.attributed and landed.attributed
    other = _other_speaker(one, names, words) if both else one.attributed != landed.attributed
    landed = replace(landed, speakers=speakers, other_speaker=other)
    if not (both and one.lead and one.carried.outcome in HARMLESS):
        return landed
    return _led(text, one, one.lead, names, landed)


def _led(text: str, one: Before, before: Lead, names: tuple[str, ...], landed: Landed) -> Landed:
    """The same, seen with what leads to its source: which may tell that a reading has no reason for another speaker,
    or that an untouched "he" may be somebody else."""
    now = lead(text, landed.source, landed.cue, one.speakers)
    if one.read_as is None and surely_the_same(before, now, names):
        landed = replace(landed, other_speaker=False)
    unclear = not landed.other_speaker and may_be_another(text, landed.source, before, now)
    return replace(landed, unclear=now if unclear else None)


def _other_speaker(one: Before, names: tuple[str, ...], source: str) -> bool:
    """Whether the reading has somebody else there; where a person has spoken, somebody new to it as well."""
    if one.read_as is None:
        return _is_another(one.speakers, names, source)
    known = (*one.speakers, *one.read_as)
    return any(not any(one_person(name, other) for other in known) for name in names)


def _takes_over(one: Before, twin: Claim, held: _Cover) -> bool:
    """Whether the found statement's spans are the claim's now: its words changed, or it has a speaker that it hadn't;
    and they take nobody else's words."""
    gained = not one.attributed and one.read_as is None and twin.attribution is not None
    if one.carried.outcome != Outcome.CHANGED and not gained:
        return False
    own = _Cover(one.carried.content)
    return held.of(twin.content) <= own.of(twin.content)


def _adopt(landed: Landed, found: Split, twin: int) -> Landed:
    claim = found.claims[twin]
    if claim.attribution is None:
        return replace(landed, content=claim.content, source=(), cue=(), adopted=True, attributed=False)
    said = found.attributions[claim.attribution]
    return replace(
        landed, content=claim.content, source=said.source, cue=said.cue, adopted=True, attributed=True
    )


def _speakers_found(landed: Landed, found: Split) -> tuple[int, ...] | None:
    """The speakers of the twin's attribution, where that is the one that the claim stands under."""
    index = None if landed.twin is None else found.claims[landed.twin].attribution
    if index is None:
        return None
    said = found.attributions[index]
    mine, theirs = _Cover((*landed.source, *landed.cue)), (*said.source, *said.cue)
    return said.speakers if mine.of(theirs) or not (landed.source or landed.cue) else None


def one_person(name: str, other: str) -> bool:
    """A name and a part of it are one person's: "Lloyd Austin" and "Austin", not "John Kirby" and "Anna Kirby"."""
    return _parts(name) <= _parts(other) or _parts(other) <= _parts(name)


def _is_another(old: Sequence[str], new: Sequence[str], source: str) -> bool:
    """Whether words are somebody else's now. Where the unchanged source itself names who speaks, no other sentence can
    tell it otherwise: the one reading or the other was wrong.
    """
    if _same_people(old, new):
        return False
    before, now = (any(_names(name, source) for name in names) for names in (old, new))
    if not old:
        return not now
    return now if before else not all(_parts(name) <= _parts(source) for name in new or old)


def _same_people(old: Sequence[str], new: Sequence[str]) -> bool:
    return bool(old) == bool(new) and all(
        any(one_person(name, other) for other in others)
        for names, others in ((old, new), (new, old))
        for name in names
    )


def _names(name: str, source: str) -> bool:
    """Whether a source has some of a name."""
    return bool({part for part in _parts(name) if len(part) > 2} & _parts(source))


def _parts(name: str) -> set[str]:
    letters = "".join(
        char if char.isalnum() else " " for char in name.casefold().replace("’s", "").replace("'s", "")
    )
    return set(letters.split()) - {"the", "a", "an", "of", "and"}


def _twins(standing: Sequence[Before], claims: Sequence[Claim]) -> dict[int, int]:
    """For each claim the found one that it shares most with, each found one for one claim only."""
    at = _Pieces([(start, end, index) for index, claim in enumerate(claims) for start, end in claim.content])
    shares: list[tuple[float, int, int]] = []
    for one in standing:
        common: dict[int, int] = defaultdict(int)
        for start, end in one.carried.content:
            for left, right, index in at.touching(start, end):
                common[index] += min(end, right) - max(start, left)
        length = _length(one.carried.content)
        for index, shared in common.items():
            whole = length + _length(claims[index].content) - shared
            shares.append((-shared / whole, one.key, index))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, key, index in sorted(shares):
        if key not in found and index not in taken:
            found[key] = index
            taken.add(index)
    return found


def _length(spans: Spans) -> int:
    return sum(end - start for start, end in spans)


class _Pieces:
    """Spans with their owners; those that touch a stretch are found without looking at all of them."""

    def __init__(self, spans: Iterable[tuple[int, int, int]]) -> None:
        self.spans = sorted(spans)
        self.starts = [one[0] for one in self.spans]
        self.ends = list(accumulate((one[1] for one in self.spans), max))

    def touching(self, start: int, end: int) -> Iterable[tuple[int, int, int]]:
        at = bisect_left(self.starts, end) - 1
        while at >= 0 and self.ends[at] > start:
            if self.spans[at][1] > start:
                yield self.spans[at]
            at -= 1


class _Cover:
    """Stretches of a text, joined where they touch."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.joined: list[list[int]] = []
        for start, end in sorted(spans):
            if self.joined and start <= self.joined[-1][1]:
                self.joined[-1][1] = max(end, self.joined[-1][1])
            else:
                self.joined.append([start, end])
        self.ends = [end for _, end in self.joined]

    def of(self, spans: Iterable[tuple[int, int]]) -> int:
        """How many code points of these spans it covers."""
        found = 0
        for start, end in spans:
            at = bisect_left(self.ends, start + 1)
            while at < len(self.joined) and self.joined[at][0] < end:
                found += min(end, self.joined[at][1]) - max(start, self.joined[at][0])
                at += 1
        return found

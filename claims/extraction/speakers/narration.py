"""Who is on the reader's mind: every mention so far, weighed by its place in the sentence and by its age.

The weights follow Lappin and Leass (1994), without a parser as in Kennedy and Boguraev (1996): a speaker before a
subject, a subject before an object, and each sentence that passes takes some of it away.
"""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from claims.extraction.speakers.grammar import OBJECT, OBLIQUE, OWNER, SUBJECT
from claims.extraction.speakers.member import Member
from claims.extraction.types import Sentence, Span

LOOK_BACK = 80  # mentions that are weighed
FAR = 12  # sentences after which a mention is forgotten
SPEAKER, INNER = "speaker", "inner"
WEIGHTS = {SPEAKER: 1.0, SUBJECT: 0.95, OWNER: 0.65, OBJECT: 0.55, OBLIQUE: 0.25, INNER: 0.15}
AGEING = 0.5  # what a mention keeps of its weight with each sentence
ECHO = 0.05  # what a member's other mentions add to the strongest one
OFTEN = 0.03  # what each doubling of the mentions in the whole article adds
REPORTED = 0.65  # what a mention within reported speech keeps


@dataclass(frozen=True, slots=True)
class Mention:
    """Members spoken of at a place; `quoted` in quotation marks, `reported` in what somebody is said to have said."""

    start: int
    end: int
    members: tuple[Member, ...]
    sentence: int
    role: str
    quoted: bool
    reported: bool


class Narration:
    """The article's mentions up to where a reader has come. Offsets in code points, end exclusive."""

    def __init__(
        self, sentences: Sequence[Sentence], counts: Counter[Member], quoted: bytearray, reported: bytearray
    ) -> None:
        self.starts = [sentence.start for sentence in sentences]
        self.counts, self.quoted, self.reported = counts, quoted, reported
        self.mentions: list[Mention] = []
        told = (not (quoted[one.start] and quoted[one.end - 1]) for one in sentences)
        self.steps = list(accumulate(told, initial=0))  # sentences so far in the article's own words

    def sentence(self, position: int) -> int:
        """The index of the sentence at a position."""
        return bisect_right(self.starts, position) - 1

    def sentence_at(self, position: int) -> Span:
        """Where the sentence at a position begins and the next one does."""
        at = bisect_right(self.starts, position)
        return (self.starts[at - 1] if at else 0), (
            self.starts[at] if at < len(self.starts) else len(self.quoted)
        )

    def tell(self, start: int, end: int, members: tuple[Member, ...], role: str) -> None:
        """Take note of a mention; they come in the order of the text."""
        flags = bool(self.quoted[start]), bool(self.reported[start])
        self.mentions.append(Mention(start, end, members, self.sentence(start), role, *flags))

    def recent(self, at: int, within: int = FAR, own: tuple[Span, ...] = ()) -> Iterator[tuple[Mention, int]]:
        """The mentions before `at`, the latest first, and how many sentences ago.

        In the article's own words only those outside quotation marks; never those in the spans `own`, what the
        speaker who is looked for says.
        """
        here = self.steps[self.sentence(at) + 1]
        quoted = self.quoted[at]
        for mention in reversed(self.mentions[-LOOK_BACK:]):
            age = here - self.steps[mention.sentence + 1]
            if age > within:
                return
            if mention.end > at or (mention.quoted and not quoted):
                continue
            if not any(start <= mention.start < end for start, end in own):
                yield mention, age

    def weights(
        self, at: int, within: int = FAR, own: tuple[Span, ...] = ()
    ) -> dict[tuple[Member, ...], float]:
        """How much each member, or members together, is on the reader's mind at `at`."""
        best: dict[tuple[Member, ...], float] = {}
        total: dict[tuple[Member, ...], float] = {}
        reported = self.reported[at]
        for mention, age in self.recent(at, within, own):
            weight = WEIGHTS[mention.role] * AGEING**age
            if mention.reported and not (reported and age == 0):
                weight *= REPORTED
            total[mention.members] = total.get(mention.members, 0.0) + weight
            best[mention.members] = max(best.get(mention.members, 0.0), weight)
        return {
            members: top
            + ECHO * (total[members] - top)
            + OFTEN * math.log2(1 + max(1, self.counts[members[0]]))
            for members, top in best.items()
        }

    def first_met(self) -> dict[Member, int]:
        """In which sentence each member is first spoken of."""
        met: dict[Member, int] = {}
        for mention in self.mentions:
            for member in mention.members:
                met.setdefault(member, mention.sentence)
        return met

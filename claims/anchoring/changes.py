"""What differs between two wordings of a part, word by word, the weightiest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from claims.anchoring.harmless import DASH, QUOTE, same
from claims.anchoring.kinds import Kind, kind_of
from claims.anchoring.reading import Reading
from claims.anchoring.types import Change

MARKS = (DASH, QUOTE)  # that join words where no blank parts them
LARGE = 400  # tokens of a part; beyond that it is told as a whole


def differences(
    old: Reading, before: Sequence[int], new: Reading, after: Sequence[int], part: str
) -> Iterator[Change]:
    """The changes that are not harmless between the tokens `before` and `after` of one part."""
    one, other = ([side.folds[at].lower() for at in tokens] for side, tokens in ((old, before), (new, after)))
    if max(len(one), len(other)) > LARGE:
        yield told(old, before, new, after, part)
        return
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    for tag, start, end, begin, stop in blocks:
        if tag == "equal":
            for at, to in zip(before[start:end], after[begin:stop], strict=True):
                if not same(old.folded(range(at, at + 1)), new.folded(range(to, to + 1))):
                    yield told(old, [at], new, [to], part)
        else:
            left = max(_tied(old, before, start, -1), _tied(new, after, begin, -1))
            right = max(_tied(old, before, end, 1), _tied(new, after, stop, 1))
            yield told(
                old,
                before[max(0, start - left) : end + right],
                new,
                after[max(0, begin - left) : stop + right],
                part,
            )


def restyled(
    old: Reading, before: Sequence[int], new: Reading, after: Sequence[int], part: str
) -> Iterator[Change]:
    """The harmless differences, but for white space: other quotes, dashes, capitals and spellings."""
    one, other = ([words_at(side, [at]) for at in tokens] for side, tokens in ((old, before), (new, after)))
    if max(len(one), len(other)) <= LARGE:
        for tag, start, end, begin, stop in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
            if tag != "equal":
                texts = words_at(old, before[start:end]), words_at(new, after[begin:stop])
                yield Change(*texts, part, Kind.WORD)


def _tied(reading: Reading, tokens: Sequence[int], at: int, step: int) -> int:
    """How many tokens beyond an edge a hyphen or an apostrophe joins to it, so that "ex-wife" is told whole."""
    tied = 0
    while 0 < at < len(tokens):
        one, other = tokens[at - 1], tokens[at]
        marked = (reading.folds[one] in MARKS) != (reading.folds[other] in MARKS)
        if reading.ends[one] != reading.starts[other] or not marked:
            break
        at, tied = at + step, tied + 1
    return tied


def told(old: Reading, before: Sequence[int], new: Reading, after: Sequence[int], part: str) -> Change:
    """One change, with its kind."""
    sides = ((old, before), (new, after))
    own = [
        (side.folds[at], side.capital_due(at)) for side, tokens in sides for at in tokens if at in side.number
    ]
    words = [fold.lower() for fold, _ in own]
    capital = any(fold[0].isupper() and not due for fold, due in own)
    return Change(
        words_at(old, before), words_at(new, after), part, kind_of(words, capital=capital, cue=part == "cue")
    )


def words_at(reading: Reading, tokens: Sequence[int]) -> str:
    """The text from the first to the last of the tokens."""
    return reading.text[reading.starts[tokens[0]] : reading.ends[tokens[-1]]] if tokens else ""


def weightiest_first(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Each once, by the weight of its kind."""
    order = list(Kind)
    return tuple(sorted(dict.fromkeys(changes), key=lambda one: order.index(one.kind)))

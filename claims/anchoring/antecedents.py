"""Whether a source that names nobody may mean somebody else after an edit: what stands between it and the name that it
goes back to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.anchoring.types import Span, Spans
from claims.extraction.speakers.names import as_person, find_names, surname

FARTHEST = 4_000  # code points before a source; no reader goes back farther for whom "he" means
NEAR = 400  # … and where nobody is known who could have been named before
LAST = 15  # words before a source: other ones there are another sentence that "he" goes back to
PRONOUNS = frozenset({"", "he", "she", "his", "her", "him", "they", "it"})
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Lead:
    """What leads to a source. `named`: whether it begins with its speaker's name; `words` are those in between, or the
    last before the source; `others` the surnames of persons in them."""

    named: bool
    words: tuple[str, ...]
    others: frozenset[str]


def lead(text: str, source: Sequence[Span], cue: Sequence[Span], speakers: Sequence[str]) -> Lead:
    """What stands before the source, or before the cue where that is left out. Spans are in code points of `text`."""
    at = min(start for start, _ in source or cue)
    names = {part for name in speakers for part in WORD.findall(name) if len(part) > 2 and part[0].isupper()}
    mentions = [one for one in WORD.finditer(text, max(0, at - FARTHEST), at) if one.group() in names]
    start = mentions[-1].end() if mentions else max(0, at - NEAR)
    words = tuple(one.group().casefold() for one in WORD.finditer(text, start, at))
    others = frozenset(_people(text, start, at)) - {name.casefold() for name in names}
    return Lead(bool(mentions), words, others)


def _people(text: str, start: int, end: int) -> Iterator[str]:
    for name in find_names(text, start, end):
        if person := as_person(name, text):
            yield surname(person.words)


def may_be_another(text: str, source: Spans, before: Lead, now: Lead) -> bool:
    """Whether an untouched pronoun, or a source left out, may go back to somebody else: what stands right before it is
    other words, the speaker's name stands no longer before it, or a person is named in between who wasn't (where nobody
    is known: or isn't any more). Genders are no help: they are guesses."""
    words = " ".join(text[start:end] for start, end in source)
    if words.casefold() not in PRONOUNS or not (words or before.named):
        return False
    if before.words[-LAST:] != now.words[-LAST:]:
        return True
    if not before.named:
        return now.others != before.others
    return not now.named or bool(now.others - before.others)


def surely_the_same(before: Lead, now: Lead, names: Sequence[str]) -> bool:
    """Whether nothing has changed between the speaker's name and the source; where nobody was known, whether those whom
    a reading `names` there now aren't newly named in what leads to it."""
    if before.named:
        return before == now
    put_in = set(now.words) - set(before.words)
    return not any(word.casefold() in put_in for name in names for word in WORD.findall(name))

"""Which differences keep a verdict: white space, the style of quotes and dashes, a capital at a sentence's start, and
the desk's pairs of spellings. Every other one is a change.

A text is read as words and marks, each folded to what counts of it. Blanks between them count for nothing; a hyphen
is a mark like any dash, so "well-known" and "well – known" are one, and "well known" is another.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from claims.anchoring.difference import LETTERS

QUOTES = "\"“”„‟«»‹›'‘’‚‛`´「」『』＂＇"
DASHES = "-‐‑‒–—―−﹘﹣－"
UNSEEN = "\u00ad\u200b\u2060\ufeff"  # soft hyphen and blanks of no width: nobody sees them
CLOSING = frozenset(".,")  # what may stand at a part's end because of where its sentence goes on
QUOTE, DASH = '"', "-"
INNER = rf"(?:[^\W{LETTERS}]|[\u0300-\u036f{UNSEEN}])"  # letters, digits, and what is drawn upon them
TOKEN = re.compile(rf"\d+(?:[.,:/]\d+)*{INNER}*|[^\W{LETTERS}]{INNER}*|''|``|‘‘|’’|-{{1,3}}|[^\s{UNSEEN}]")
PLAIN = re.compile(r"[A-Za-z0-9]+")
Pairs = Iterable[tuple[str, str]]
Folded = tuple[str, bool]  # a folded word or mark, and whether a capital is due there


def fold(token: str) -> str:
    """A word or mark without what is harmless about it; a capital stays."""
    if PLAIN.fullmatch(token):
        return token
    if token[0] in QUOTES:
        return QUOTE
    if token[0] in DASHES:
        return DASH
    return unicodedata.normalize("NFC", token.translate(GONE))


GONE = {ord(char): None for char in UNSEEN}


def is_word(folded: str) -> bool:
    """Whether it says something by itself: letters, digits, and signs such as £, % and pictures; not punctuation."""
    return folded[0].isalnum() or unicodedata.category(folded[0])[0] not in "PZC"


class Spellings:
    """The desk's pairs: words that it writes in one way and finds written in another."""

    def __init__(self, pairs: Pairs) -> None:
        self.by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for spelling, usual in _usual(pairs).items():
            self.by_first[spelling[0]].append((spelling, usual))
        for spellings in self.by_first.values():
            spellings.sort(key=lambda one: -len(one[0]))

    def at(self, folds: Sequence[str], place: int) -> tuple[int, str]:
        """How many of `folds` from `place` on are a listed spelling, and its usual form; (0, "") where none is."""
        first = folds[place]
        for spelling, usual in self.by_first.get(first.lower(), ()):
            found = folds[place : place + len(spelling)]
            whole = "".join(found)
            plain = whole[1:].islower() or whole.isupper()  # "per Cent" is no spelling of a list
            if plain and tuple(word.lower() for word in found) == spelling:
                return len(spelling), _cased(usual, whole)
        return 0, ""


def _usual(pairs: Pairs) -> Mapping[tuple[str, ...], str]:
    """Each spelling as folded words, and the one form that stands for it and all that it is paired with."""
    usual: dict[tuple[str, ...], str] = {}
    for one, other in pairs:
        first, second = (tuple(fold(token).lower() for token in TOKEN.findall(side)) for side in (one, other))
        if first and second:
            old, new = usual.get(second, " ".join(second)), usual.get(first, " ".join(first))
            usual |= {first: new, second: new} | {known: new for known, form in usual.items() if form == old}
    return usual


def _cased(usual: str, found: str) -> str:
    if len(found) > 1 and found.isupper():
        return usual.upper()
    return usual[:1].upper() + usual[1:] if found[:1].isupper() else usual


def same(before: Sequence[Folded], after: Sequence[Folded]) -> bool:
    """Whether two wordings of one part differ in harmless things only.

    The full stop or comma that ends a part counts for nothing: it comes of where the attribution stands.
    """
    old, new = _without_end(before), _without_end(after)
    return len(old) == len(new) and all(_same_word(*both) for both in zip(old, new, strict=True))


def _without_end(part: Sequence[Folded]) -> list[Folded]:
    """The part without the full stops and commas among its last marks; its quotes stay."""
    body = list(part)
    quotes: list[Folded] = []
    while body and (body[-1][0] in CLOSING or body[-1][0] == QUOTE):
        last = body.pop()
        if last[0] == QUOTE:
            quotes.append(last)
    return body + quotes


def _same_word(old: Folded, new: Folded) -> bool:
    """Equal, or but for a first capital that a sentence's start asks for."""
    if old[0] == new[0]:
        return True
    if old[0][1:] != new[0][1:] or old[0][:1].lower() != new[0][:1].lower():
        return False
    return old[1] if old[0][0].isupper() else new[1]


def wording(text: str, pairs: Pairs = ()) -> list[Folded]:
    """A wording by itself, its first word at a sentence's start; for comparing two with `same`."""
    folds = [fold(token) for token in TOKEN.findall(text)]
    spellings, found, at = Spellings(pairs), list[str](), 0
    while at < len(folds):
        count, usual = spellings.at(folds, at)
        found.append(usual or folds[at])
        at += count or 1
    first = next((place for place, word in enumerate(found) if is_word(word)), -1)
    return [(word, place == first) for place, word in enumerate(found)]

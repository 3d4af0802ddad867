"""Proper names in running text, by their capitals, and whether each is a person's or a body's."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.extraction.lexicon import (
    CONNECTING,
    DOCUMENT,
    FEMALE,
    FEMALE_TITLES,
    GIVEN,
    HONORIFICS,
    MALE,
    MALE_TITLES,
    NATIONALITIES,
    NOT_NAMES,
    OFFICES,
    ORGANISATION,
    PARTICLES,
    PERSON_NOUNS,
)

TOKEN = re.compile(
    r"(?:[^\W\d_]\.){1,5}|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Sens|Rep|Reps|Gov|Lt|Col|Sgt|Capt|St|Jr|Sr|Del|Rev|Maj|Cmdr|Adm)\."
    r"|[^\W\d_]\w{0,60}(?:[’'-][^\W_]\w{0,60}){0,4}|&"
)
GAP = re.compile(r"[ \u00a0\u202f]$|[ \u00a0][\"“‘]$|[\"”’][ \u00a0]$")
POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])$")
BEFORE_A_NAME = HONORIFICS | OFFICES | ORGANISATION | NATIONALITIES
ROLES = frozenset({"mp", "mps", "mep", "msp", "ceo", "cfo", "pm"})
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words. `words` without stops and possessive; `start` and `end` in code points."""

    start: int
    end: int
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    possessive: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """A name read as a person's: where the name itself begins, its words, the title before it, and any gender told."""

    start: int
    words: tuple[str, ...]
    title: str
    gender: str
    certain: bool


def find_names(text: str, start: int, end: int) -> Iterator[Name]:
    """Runs of capitalised words between two offsets, a function word at a sentence's beginning left out."""
    held: list[re.Match[str]] = []
    linking: list[re.Match[str]] = []
    for token in TOKEN.finditer(text, start, end):
        word = token.group()
        before = (linking or held)[-1:]
        if any(
            not GAP.match(text[last.end() : token.start()]) or POSSESSIVE.search(last.group())
            for last in before
        ):
            yield from _name(held)
            held, linking = [], []
        if word[0].isupper() and (
            held or word.lower().rstrip(".") not in NOT_NAMES or (len(word) < 4 and "." in word)
        ):
            held += [*linking, token]
            linking = []
        elif held and _links(word, held, linking):
            linking.append(token)
        elif held:
            yield from _name(held)
            held, linking = [], []
    yield from _name(held)


def _links(word: str, held: list[re.Match[str]], linking: list[re.Match[str]]) -> bool:
    """Whether a small word may stand inside a name: "van", or "for" after a word such as "Observatory"."""
    if len(linking) > 1:
        return False
    before = held[-1].group().lower()
    bodies = (
        before in ORGANISATION
        or before in HONORIFICS
        or any(t.group().lower() in ORGANISATION for t in held[-4:])
    )
    return word in PARTICLES or (word in CONNECTING and word not in ("in", "at", "to", "on") and bodies)


def _name(held: list[re.Match[str]]) -> Iterator[Name]:
    if not held or (len(held) == 1 and _common(plain(held[0].group()))):
        return
    last = held[-1]
    owner = POSSESSIVE.search(last.group())
    end = last.start() + owner.start() if owner else last.end()
    words = [token.group().rstrip(".") if len(token.group()) > 4 else token.group() for token in held]
    words[-1] = last.string[last.start() : end]
    places = (*(token.span() for token in held[:-1]), (last.start(), end))
    yield Name(held[0].start(), end, tuple(words), places, owner is not None)


def _common(word: str) -> bool:
    """Whether one capitalised word is no name: a nationality, or a noun that only begins its sentence."""
    noun = word in DOCUMENT or (word.endswith("s") and word[:-1] in PERSON_NOUNS) or word == "police"
    return word in NATIONALITIES or word in ROLES or (noun and word not in ORGANISATION)


def plain(word: str) -> str:
    """A word for looking up: lower case, no stop, no possessive."""
    return POSSESSIVE.sub("", word.lower()).rstrip(".")


def surname(words: tuple[str, ...]) -> str:
    """The last word of a person's name, in lower case, "Jr." left out."""
    kept = [plain(word) for word in words if plain(word) not in SUFFIXES]
    return kept[-1] if kept else ""


def as_person(name: Name, text: str) -> Person | None:
    """`name` as a person's, if it can be: titles and offices before it are taken off. None for a body's name."""
    words = [plain(word) for word in name.words]
    titled = [at for at, word in enumerate(words[:-1]) if word in BEFORE_A_NAME]
    first = titled[-1] + 1 if titled else 0
    while first < len(words) - 1 and words[first] in CONNECTING - PARTICLES:
        first += 1
    rest = words[first:]
    given = any(word in GIVEN for word in rest[:-1])
    honoured = any(word in HONORIFICS for word in words[:first])
    if not rest or len(rest) > 5 or rest[-1] in ORGANISATION or (first and not (honoured or given)):
        return None
    if any(word in CONNECTING - PARTICLES for word in rest) or (len(rest) == 1 and not honoured):
        return None
    if len(rest) > 1 and all(word.isupper() and len(word) > 2 for word in name.words[first:]):
        return None
    start = name.places[first][0]
    gender = _gender(words[:first], rest)
    return Person(start, name.words[first:], text[name.start : start].strip(), gender, given or honoured)


def _gender(title: list[str], name: list[str]) -> str:
    if any(word in MALE_TITLES for word in title):
        return "m"
    if any(word in FEMALE_TITLES for word in title):
        return "f"
    first = name[0] if len(name) > 1 else ""
    if first in MALE and first in FEMALE:
        return ""
    return "m" if first in MALE else "f" if first in FEMALE else ""

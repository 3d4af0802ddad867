"""Proper names in running text, by their capitals, and whether each is a person's or a body's."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from claims.extraction.speakers.given_names import FEMALE, GIVEN, MALE
from claims.extraction.speakers.lexicon import (
    CONNECTING,
    DOCUMENT,
    FEMALE_TITLES,
    HONORIFICS,
    MALE_TITLES,
    NATIONALITIES,
    NOT_NAMES,
    OFFICES,
    ORGANISATION,
    PARTICLES,
    PERSON_NOUNS,
)

TITLES = "Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Sens|Rep|Reps|Gov|Lt|Col|Sgt|Capt|St|Jr|Sr|Del|Rev|Maj|Cmdr|Adm"
TOKEN = re.compile(
    r"(?:[^\W\d_]\.){1,5}"  # "J.P."
    rf"|\b[A-Z]&[A-Z]\b|\b(?:{TITLES})\."
    r"|[^\W\d_]\w{0,60}(?:[’'-][^\W_]\w{0,60}){0,4}|&|\b\d{1,3}(?:st|nd|rd|th)\b"
)
GAP = re.compile(r"[ \u00a0\u202f]$|[ \u00a0][\"“‘]$|[\"”’][ \u00a0]$")
POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])$")
BEFORE_A_NAME = HONORIFICS | OFFICES | ORGANISATION | NATIONALITIES
SMALL = CONNECTING - PARTICLES
ADJECTIVES = OFFICES | frozenset(
    "former retired acting interim deputy vice prime lead senior junior head chief".split()
)
PEOPLES = frozenset("republicans democrats conservatives liberals americans muslims christians jews".split())
MARKS = re.compile("[\u0300-\u036f]")
WHOSE = frozenset(  # "the People's Party", "the Teachers' Union"
    "people women men children workers farmers teachers nurses doctors students miners drivers citizens consumers "
    "lawyers writers veterans sailors pensioners tenants parents soldiers".split()
)
ROLES = frozenset({"mp", "mps", "mep", "msp", "ceo", "cfo", "pm"})
AFTER_A_NAME = frozenset("kc qc mp mps msp md phd obe mbe cbe esq sc".split())
LONGEST = 20  # words; a longer run of capitals is no name
ARTICLED = re.compile(r"(?:al|el|ul|ad|as|an|d|l)[-’'][A-Z]")  # "al-Tamrazi", "d'Arc"
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
    """A name read as a person's: the offsets of the name itself, its words, the title before it, any gender told."""

    start: int
    end: int
    words: tuple[str, ...]
    title: str
    gender: str
    certain: bool
    places: tuple[tuple[int, int], ...] = ()

    def surely(self) -> "Person":
        """The same, no longer in doubt."""
        return replace(self, certain=True)

    def without(self, count: int) -> "Person":
        """The same without its first `count` words."""
        words = self.words[count:]
        gender = self.gender or _gender([], [plain(word) for word in words])
        return Person(
            self.places[count][0], self.end, words, self.title, gender, self.certain, self.places[count:]
        )


def find_names(text: str, start: int, end: int) -> Iterator[Name]:
    """Runs of capitalised words between two offsets, a function word at a sentence's beginning left out."""
    held: list[re.Match[str]] = []
    linking: list[re.Match[str]] = []
    ordinal: re.Match[str] | None = None
    for token in TOKEN.finditer(text, start, end):
        word = token.group()
        if held and _parted(text, (linking or held)[-1], token):
            yield from _name(held)
            held, linking = [], []
        if word[0].isupper() or (held and ARTICLED.match(word)):
            if len(held) > LONGEST:
                yield from _name(held)
                held, linking = [], []
            if held or word.lower().rstrip(".") not in NOT_NAMES or word.endswith(".") or word == "WHO":
                led = ordinal if ordinal and not held and ordinal.end() == token.start() - 1 else None
                held += [*([led] if led else []), *linking, token]
            linking = []
        elif held and _links(word, held, linking):
            linking.append(token)
        elif held:
            yield from _name(held)
            held, linking = [], []
        ordinal = token if word[0].isdigit() else None
    yield from _name(held)


def _parted(text: str, last: re.Match[str], token: re.Match[str]) -> bool:
    """Whether what stands between two words, or a possessive, keeps them from being one name."""
    if not GAP.match(text[last.end() : token.start()]):
        return True
    owner = POSSESSIVE.search(last.group())
    if not owner:
        return False
    whose = last.group()[: owner.start()].lower()
    return not (whose in WHOSE and token.group().lower() in ORGANISATION)


def _links(word: str, held: list[re.Match[str]], linking: list[re.Match[str]]) -> bool:
    """Whether a small word may stand inside a name: "van", or "for" after a word such as "Observatory"."""
    if word in PARTICLES:
        return len(linking) < 2
    if len(linking) > 1 or word not in CONNECTING or word in ("in", "at", "to", "on"):
        return False
    words = [token.group().lower() for token in held[-6:]]
    if word in ("and", "&"):
        joins = "of" in words or "for" in words or word == "&" or words[-1] in NATIONALITIES
        return not linking and (joins or (len(words) > 1 and words[0] in ("house", "senate")))
    if word == "the" and linking and linking[-1].group() in ("and", "&"):
        return words[0] in ("house", "senate")
    bodies = words[-1] in HONORIFICS or any(one in ORGANISATION for one in words[-4:])
    return bodies or (word == "for" and len(held) > 2 and not any(one in GIVEN for one in words))


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
    many = (word.endswith("s") and word[:-1] in PERSON_NOUNS) or word.endswith(("smen", "swomen"))
    noun = word in DOCUMENT or many or word == "police"
    return word in NATIONALITIES or word in ROLES or (noun and word not in ORGANISATION)


@lru_cache(maxsize=8192)
def plain(word: str) -> str:
    """A word for looking up: lower case, no stop, no possessive, no accents."""
    word = POSSESSIVE.sub("", word.lower()).rstrip(".")
    return word if word.isascii() else MARKS.sub("", unicodedata.normalize("NFD", word))


def surname(words: tuple[str, ...]) -> str:
    """The last word of a person's name, in lower case, "Jr." left out."""
    kept = [plain(word) for word in words if plain(word) not in SUFFIXES]
    return re.sub(r"^(?:al|el)-", "", kept[-1]) if kept else ""


def as_person(name: Name, text: str) -> Person | None:
    """`name` as a person's, if it can be: titles and offices before it are taken off. None for a body's name."""
    words = [plain(word) for word in name.words]
    while len(words) > 2 and words[-1] in AFTER_A_NAME:
        words.pop()
    titled = next((at for at in range(len(words) - 2, -1, -1) if words[at] in BEFORE_A_NAME), -1)
    first = titled + 1
    while first < len(words) - 1 and words[first] in SMALL:
        first += 1
    rest, own = words[first:], name.words[first : len(words)]
    given = any(is_given(word) for word in rest[:-1])
    honoured = any(word in HONORIFICS and word not in ADJECTIVES for word in words[:first])
    linked = titled >= 0 and first > titled + 1  # "Secretary of State" and more must follow
    alone = len(rest) == 1 and (linked or not honoured)
    if alone or len(rest) > 5 or rest[-1] in PEOPLES or rest[-1] in ORGANISATION:
        return None
    if (first and not (honoured or given)) or any(word in SMALL for word in own):
        return None
    if len(rest) > 1 and all(word.isupper() and len(word) > 2 for word in own):
        return None
    title = text[name.start : name.places[first][0]].strip()
    places = name.places[first : len(words)]
    gender = _gender(words[:first], rest)
    return Person(places[0][0], places[-1][1], own, title, gender, given or honoured, places)


def _gender(title: list[str], name: list[str]) -> str:
    if any(word in MALE_TITLES for word in title):
        return "m"
    if any(word in FEMALE_TITLES for word in title):
        return "f"
    return gender_of_first(name[0]) if len(name) > 1 else ""


def is_given(word: str) -> bool:
    """Whether a word in small letters is a first name, or begins with one: "hans-peter"."""
    return word in GIVEN or word.partition("-")[0] in GIVEN


def gender_of_first(name: str) -> str:
    """m or f by a first name in small letters; "" where it is unknown or given to both."""
    name = name if name in GIVEN else name.partition("-")[0]
    if (name in MALE) == (name in FEMALE):
        return ""
    return "m" if name in MALE else "f"

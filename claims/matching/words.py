"""The words of a claim as they are compared: stems of those that carry its content, and which way it points."""

from __future__ import annotations

import re
import unicodedata

from claims.extraction.figures.happened import stem

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
SLIGHT = frozenset(
    """
    a about after again all also an and any are as at be because been before being between both but by can could did do
    does doing down during each for from further had has have having he her here hers him his how i if in into is it its
    just may me might more most must my no nor not now of off on once only or other our out over own said same say says
    she should so some such than that the their them then there they this those through to too under until up very was
    we were what when where which while who whom why will with would you your
    """.split()
)
# "No fewer than 22" denies nothing, nor does "without danger".
BOUNDS = re.compile(
    r"\b(?:no|not)\s+(?:fewer|less|more|later|earlier|longer|only|just|merely)\b"
    r"|\bwithout\s+(?:danger|harm|risk|fear|trouble|difficulty)\b",
    re.IGNORECASE,
)
DENIALS = frozenset("not no nobody none never nothing neither nor nowhere without cannot hasnt".split())
DENYING = frozenset("deny denies denied denying false untrue refuse refuses refused".split())
RISING = frozenset(
    "rise rises rose risen rising increase increased increases grow grows grew grown doubled tripled more higher "
    "highest gain gained climbed jumped soared larger biggest record most".split()
)
FALLING = frozenset(
    "fall falls fell fallen falling decrease decreased decreases drop drops dropped shrink shrank shrunk halved less "
    "fewer lower lowest declined lost fewest smaller smallest least plunged".split()
)


def plain(words: str) -> str:
    """Small letters without accents."""
    if words.isascii():
        return words.lower()
    bare = unicodedata.normalize("NFKD", words.replace("’", "'"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter)).casefold()


def stems(words: str) -> frozenset[str]:
    """The stems of the words that carry the content, numbers as they stand."""
    found = (one.removesuffix("'s") for one in WORD.findall(plain(words)))
    return frozenset(stem(one) for one in found if one not in SLIGHT and "'" not in one)


def denies(words: str) -> bool:
    """Whether the words deny something: an odd number of denials."""
    found = WORD.findall(BOUNDS.sub(" ", plain(words)))
    count = sum(one in DENIALS or one in DENYING or one.endswith("n't") for one in found)
    return bool(count % 2)


def way(words: str) -> int:
    """1 where something rises, -1 where it falls, 0 where neither or both is said."""
    found = set(WORD.findall(BOUNDS.sub(" ", plain(words))))
    return bool(found & RISING) - bool(found & FALLING)


def years(words: str) -> frozenset[str]:
    """The years that the words name."""
    return frozenset(YEAR.findall(words))


def names_of(speaker: str) -> frozenset[str]:
    """The words of a speaker's name that tell them apart."""
    found = (one.removesuffix("'s") for one in WORD.findall(plain(speaker)))
    return frozenset(one for one in found if one not in SLIGHT and len(one) > 1)

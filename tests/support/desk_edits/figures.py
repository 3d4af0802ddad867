"""Numbers, what bounds them, and their units."""

import re
from random import Random

from tests.support.desk_edits.draft import Draft
from tests.support.desk_edits.registry import family
from tests.support.desk_edits.swaps import swap
from tests.support.desk_edits.words import BOUNDS, NUMBERS, UNITS

YEAR = re.compile(r"1[6-9]\d\d|20\d\d")
MONEY = ("£", "$", "€")
DIGITS = {str(number): word for word, number in NUMBERS.items()}


@family(6)
def figure(draft: Draft, rng: Random) -> bool:
    """22 -> 23, also in words."""

    def other(word: str) -> str:
        if word in NUMBERS:
            return rng.choice([one for one in NUMBERS if one != word])
        if not word[0].isdigit():
            return ""
        digits = [at for at, sign in enumerate(word) if sign.isdigit()]
        at = rng.choice(digits[2:] if YEAR.fullmatch(word) else digits)
        digit = rng.choice([d for d in "123456789" if d != word[at]])
        return word[:at] + digit + word[at + 1 :]

    return swap(draft, rng, other)


@family(2)
def figure_in_words(draft: Draft, rng: Random) -> bool:
    """twenty-two -> 22 and 4 -> four: a change by the letter of the rule."""
    return swap(draft, rng, lambda word: DIGITS.get(word, str(NUMBERS.get(word, ""))))


@family(3)
def bound_out(draft: Draft, rng: Random) -> bool:
    """At least 22 -> 22."""
    sites = []
    for one, at in draft.sites():
        for words in (bound.split() for bound in BOUNDS):
            end = at + len(words)
            rest = [token for token in one.tokens[at : end + 2] if token.text not in MONEY][: len(words) + 1]
            if (
                [token.text.lower() for token in rest[:-1]] == words
                and len(rest) > len(words)
                and numeral(rest[-1].text)
                and not any(token.touched for token in rest)
            ):
                sites.append((one, at, end))
    if not sites:
        return False
    one, start, end = rng.choice(sites)
    one.remove(start, end)
    return True


@family(3)
def bound_in(draft: Draft, rng: Random) -> bool:
    """22 -> at least 22."""
    bounding = {words.split()[-1] for words in BOUNDS}
    sites = []
    for one, at in draft.sites():
        start = at - (at > 0 and one.tokens[at - 1].text in MONEY)
        bounded = start and one.tokens[start - 1].text.lower() in bounding
        if numeral(one.tokens[at].text) and not bounded and not one.tokens[start].touched:
            sites.append((one, start))
    if not sites:
        return False
    one, at = rng.choice(sites)
    one.insert(at, rng.choice(BOUNDS))
    return True


def numeral(word: str) -> bool:
    """Whether it is a number in digits or words, and no year."""
    return word.lower() in NUMBERS or (word[:1].isdigit() and not YEAR.fullmatch(word))


@family(2)
def unit(draft: Draft, rng: Random) -> bool:
    """Metres -> feet, £ -> €, per cent -> percentage points."""
    pairs = [
        (one, at)
        for one, at in draft.sites()
        if [t.text.lower() for t in one.tokens[at : at + 2]] == ["per", "cent"]
    ]
    if pairs and rng.random() < 0.5:
        one, at = rng.choice(pairs)
        one.replace(at, "percentage")
        one.replace(at + 1, "points")
        return True
    return swap(draft, rng, lambda word: "percentage points" if word == "percent" else UNITS.get(word, ""))

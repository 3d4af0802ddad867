"""One word for another of its kind: dates, verbs, kinship, charges, names, titles, typos."""

from collections.abc import Callable, Mapping
from random import Random

from tests.support.desk_edits.draft import Draft, Sentence
from tests.support.desk_edits.registry import family
from tests.support.desk_edits.words import (
    CHARGES,
    DAYS,
    DAYTIMES,
    KINSHIP,
    MONTHS,
    PEOPLE,
    REPORTING,
    TITLES,
    VERBS,
)

FULL_MONTHS = MONTHS[:12]


def swap(draft: Draft, rng: Random, other: Callable[[str], str]) -> bool:
    """Replace one word for which `other` knows another; it gets the word in lower case and answers "" for no."""
    sites = [(one, at, new) for one, at in draft.sites() if (new := other(one.tokens[at].text.lower()))]
    if not sites:
        return False
    one, at, new = rng.choice(sites)
    one.replace(at, new)
    return True


def by(table: Mapping[str, str]) -> Callable[[str], str]:
    return lambda word: table.get(word, "")


@family(3)
def date(draft: Draft, rng: Random) -> bool:
    """Another day, month or time of day."""

    sites = []
    for one, at in draft.sites():
        text = one.tokens[at].text
        names = DAYS if text in DAYS else FULL_MONTHS if text in MONTHS else ()
        others = [name for name in names if name[:3] != text[:3]]
        if others or text.lower() in DAYTIMES:
            sites.append((one, at, rng.choice(others) if others else DAYTIMES[text.lower()]))
    if not sites:
        return False
    one, at, new = rng.choice(sites)
    one.replace(at, new)
    return True


@family(4)
def verb(draft: Draft, rng: Random) -> bool:
    """Killed -> wounded."""
    return swap(draft, rng, by(VERBS))


@family(5)
def reporting_verb(draft: Draft, rng: Random) -> bool:
    """Said -> admitted, in a cue."""
    sites = [
        (one, at)
        for one, at in draft.sites()
        if one.tokens[at].origin in draft.base.in_cue and one.tokens[at].text.lower() in REPORTING
    ]
    if not sites:
        return False
    one, at = rng.choice(sites)
    one.replace(at, rng.choice(REPORTING[one.tokens[at].text.lower()]))
    return True


@family(3)
def kinship(draft: Draft, rng: Random) -> bool:
    """His wife -> his ex-wife."""
    return swap(draft, rng, by(KINSHIP))


@family(3)
def charge(draft: Draft, rng: Random) -> bool:
    """Murder -> manslaughter, charged -> convicted."""
    return swap(draft, rng, by(CHARGES))


def named(draft: Draft) -> list[tuple[Sentence, int]]:
    """Untouched words within sentences that are names, by their capital."""
    dated = {*DAYS, *MONTHS, "I"}
    return [
        (one, at)
        for one, at in draft.sites()
        if (text := one.tokens[at].text)[0].isupper()
        and text[1:].islower()
        and text not in dated
        and any(token.word for token in one.tokens[:at])
        and one.tokens[at - 1].word
    ]


@family(4)
def name(draft: Draft, rng: Random) -> bool:
    """One word of a name is another's."""
    sites = named(draft)
    if not sites:
        return False
    one, at = rng.choice(sites)
    person = rng.choice(PEOPLE)
    one.replace(at, person.split()[-1])
    one.tokens[at].person = person
    return True


@family(3)
def short_name(draft: Draft, rng: Random) -> bool:
    """The first name goes and the last name stays."""
    sites = [
        (one, at)
        for one, at in named(draft)
        if at + 1 < len(one.tokens)
        and one.tokens[at + 1].text[0].isupper()
        and not one.tokens[at + 1].touched
    ]
    if not sites:
        return False
    one, at = rng.choice(sites)
    one.remove(at, at + 1)
    return True


@family(3)
def title(draft: Draft, rng: Random) -> bool:
    """A title goes, or another takes its place."""
    sites = [(one, at) for one, at in draft.sites() if one.tokens[at].text in TITLES]
    if not sites:
        return False
    one, at = rng.choice(sites)
    stop = at + 1 < len(one.tokens) and one.tokens[at + 1].text == "."
    if rng.random() < 0.5 and not stop:
        one.remove(at, at + 1)
    else:
        one.replace(
            at, rng.choice(sorted(TITLES - {one.tokens[at].text, one.tokens[at].text.title()})).lower()
        )
    return True


@family(3)
def typo(draft: Draft, rng: Random) -> bool:
    """Two letters of a word change places, as where a slip is mended: another word, so a change."""
    sites = [
        (one, at, [k for k in range(1, len(text) - 1) if text[k] != text[k + 1]])
        for one, at in draft.sites()
        if len(text := one.tokens[at].text) > 4 and text.isalpha() and text[1:].islower()
    ]
    sites = [site for site in sites if site[2]]
    if not sites:
        return False
    one, at, places = rng.choice(sites)
    text = one.tokens[at].text
    k = rng.choice(places)
    one.replace(at, text[:k] + text[k + 1] + text[k] + text[k + 2 :])
    return True

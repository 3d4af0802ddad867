"""What goes: words, clauses, sentences, paragraphs, the end, the whole top."""

from itertools import pairwise
from random import Random

from tests.support.desk_edits.draft import Draft, Sentence
from tests.support.desk_edits.registry import family
from tests.support.desk_edits.words import TRIMMED


@family(4)
def cut_word(draft: Draft, rng: Random) -> bool:
    """One word that can be spared goes."""
    sites = [
        (one, at)
        for one, at in draft.sites()
        if one.tokens[at].text.lower() in TRIMMED or one.tokens[at].text.endswith("ly")
    ]
    if not sites:
        return False
    one, at = rng.choice(sites)
    if one.words < 3:
        return False
    one.remove(at, at + 1)
    return True


@family(3)
def cut_clause(draft: Draft, rng: Random) -> bool:
    """What stands between two commas goes, the commas with it."""
    sites = [(one, low, high) for one in draft.sentences() for low, high in _clauses(one)]
    if not sites:
        return False
    one, low, high = rng.choice(sites)
    one.remove(low, high + 1)
    return True


def _clauses(one: Sentence) -> list[tuple[int, int]]:
    commas = [at for at, token in enumerate(one.tokens) if token.text == ","]
    return [
        (low, high)
        for low, high in pairwise(commas)
        if 3 <= high - low <= 13
        and not any(token.touched or token.text in '“”‘"«»' for token in one.tokens[low : high + 1])
    ]


@family(3)
def trim_end(draft: Draft, rng: Random) -> bool:
    """The last clause of a sentence goes, from its comma to the stop."""
    sites = []
    for one in draft.sentences():
        commas = [at for at, token in enumerate(one.tokens) if token.text == ","]
        rest = one.tokens[commas[-1] : -1] if commas and one.tokens[-1].text == "." else []
        if 3 <= len(rest) <= 14 and not any(t.touched or t.text in '“”‘’"«»—' for t in rest):
            sites.append((one, commas[-1]))
    if not sites:
        return False
    one, at = rng.choice(sites)
    one.remove(at, len(one.tokens) - 1)
    return True


@family(7)
def cut_sentence(draft: Draft, rng: Random) -> bool:
    """A sentence goes, its paragraph stays."""
    sites = [
        (at, one)
        for at in draft.prose()
        for one in draft.paragraphs[at].sentences
        if len(draft.paragraphs[at].sentences) > 1 and one.balanced
    ]
    if not sites:
        return False
    at, one = rng.choice(sites)
    rest = draft.paragraphs[at].sentences
    rest[:] = [other for other in rest if other is not one]
    return True


@family(7)
def cut_paragraph(draft: Draft, rng: Random) -> bool:
    """A paragraph goes."""
    sites = draft.free()[1:]
    if len(draft.paragraphs) < 6 or not sites:
        return False
    del draft.paragraphs[rng.choice(sites)]
    return True


@family(3)
def cut_from_the_end(draft: Draft, rng: Random) -> bool:
    """One to five paragraphs go from the end, for space."""
    count = rng.randint(1, 5)
    if len(draft.paragraphs) < count + 5 or any(part.locked for part in draft.paragraphs[-count:]):
        return False
    del draft.paragraphs[-count:]
    return True


@family(1)
def cut_top(draft: Draft, rng: Random) -> bool:
    """Headline, byline and the first paragraphs go."""
    count = rng.randint(2, 5)
    if len(draft.paragraphs) < count + 5 or any(part.locked for part in draft.paragraphs[:count]):
        return False
    del draft.paragraphs[:count]
    draft.paragraphs[0].gap = ""
    return True

"""Hedges and negations in and out, and words of no weight: inside a part, and at its edges."""

from random import Random

from tests.support.desk_edits.draft import Draft, Sentence
from tests.support.desk_edits.registry import family
from tests.support.desk_edits.words import AUXILIARIES, HEDGES, HEDGES_HELD, NEGATIONS, TRIMMED

INSIDE, FRONT, BACK = range(3)


def edge_or_inside(draft: Draft, rng: Random) -> tuple[Sentence, int] | None:
    """A place in front of a token of a claim's content: inside it, directly before it, or directly behind it."""
    where = {token.origin: (one, at) for one in draft.sentences() for at, token in enumerate(one.tokens)}
    pieces = [piece for claim in draft.base.claims for piece in claim.content]
    for _ in range(8):
        piece = rng.choice(pieces)
        how = rng.choice((INSIDE, INSIDE, FRONT, BACK))
        number = piece[0] if how == FRONT else piece[-1] if how == BACK else rng.choice(piece)
        if number not in where:
            continue
        one, at = where[number]
        if how == BACK and not one.tokens[at].word:
            continue
        if not one.tokens[at].touched:
            return one, at + (how == BACK)
    return None


@family(3)
def hedge_in(draft: Draft, rng: Random) -> bool:
    """A hedge inside a content or beside it."""
    place = edge_or_inside(draft, rng)
    if not place:
        return False
    place[0].insert(place[1], rng.choice(HEDGES))
    return True


@family(2)
def small_word_in(draft: Draft, rng: Random) -> bool:
    """A word such as "also" inside a content or beside it."""
    place = edge_or_inside(draft, rng)
    if not place:
        return False
    place[0].insert(place[1], rng.choice(sorted(TRIMMED)))
    return True


@family(3)
def hedge_out(draft: Draft, rng: Random) -> bool:
    """A hedge goes."""
    sites = [(one, at) for one, at in draft.sites() if one.tokens[at].text.lower() in HEDGES_HELD]
    if not sites:
        return False
    one, at = rng.choice(sites)
    one.remove(at, at + 1)
    return True


@family(3)
def negation_in(draft: Draft, rng: Random) -> bool:
    """Was -> was not; or "not" between a cue and its content."""
    sites = [(one, at + 1) for one, at in draft.sites() if one.tokens[at].text.lower() in AUXILIARIES]
    cue = draft.base.in_cue
    between = [
        (one, at)
        for one, at in draft.sites()
        if at and one.tokens[at - 1].origin in cue and one.tokens[at].origin in draft.base.in_content
    ]
    sites = [site for site in sites if site[1] == len(site[0].tokens) or not site[0].tokens[site[1]].touched]
    if between and (rng.random() < 0.25 or not sites):
        sites = between
    if not sites:
        return False
    one, at = rng.choice(sites)
    one.insert(at, "not")
    return True


@family(2)
def negation_out(draft: Draft, rng: Random) -> bool:
    """Was not -> was; nobody -> somebody."""
    known = {"not", *NEGATIONS}
    sites = [(one, at) for one, at in draft.sites() if one.tokens[at].text.lower() in known]
    if not sites:
        return False
    one, at = rng.choice(sites)
    low = one.tokens[at].text.lower()
    if low == "not":
        one.remove(at, at + 1)
    else:
        one.replace(at, NEGATIONS[low])
    return True

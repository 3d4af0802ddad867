"""Whom "he", "it", "they" and "who" mean, and a source that is left out."""

import re

from claims.extraction.speakers.grammar import SUBJECT
from claims.extraction.speakers.member import Member
from claims.extraction.speakers.narration import SPEAKER, Narration
from claims.extraction.types import Span

CLEAR = 0.05  # the lead below which two candidates tie
KNOWN = 0.15  # what a gender that is known adds
GOES_ON = 0.1  # what having spoken last adds, where somebody is sought who speaks
DOUBT = 0.2  # what a name that may be none of a person's loses
BODIES = ("organisation", "document")
SEVERAL = ("group", "organisation")
RIGHT_BEFORE = re.compile(r"\s{0,3}(?:\([^)]{0,60}\))?[\s,(–—-]*(?:(?:an?|the|his|her) [\w’' -]{1,60}, )?")
PHRASE = re.compile(r"((?:[\w’'-]{1,40} ){0,3}[\w’'-]{1,40})[\s,–—-]*$")
SOME_OF = re.compile(r"\b(?:most|some|many|all|both|none|several|few|one|two) of $")
DETERMINERS = frozenset(
    """
    a an the some many several few most all those these his her its their our no any other others
    """.split()
)
NOT_WITHIN = frozenset(
    """
    is are was were be been by for to from with at in on and but or as that than then of into about after
    before has have had
    """.split()
)


def one_person(
    narration: Narration, at: int, gender: str, own: tuple[Span, ...] = (), other: tuple[Member, ...] = ()
) -> tuple[Member, ...]:
    """The person whom "he" (m) or "she" (f) at `at` means; () where two tie.

    `own`: what that person says there; `other`: who it cannot be.
    """
    ranked: list[tuple[float, Member]] = []
    spoke = last_speaker(narration, at, own) if own else ()
    for members, weight in narration.weights(at, own=own).items():
        one = members[0]
        if (
            len(members) == 1
            and one.kind in ("person", "unnamed")
            and one.human
            and one.gender in ("", gender)
            and one not in other
        ):
            bonus = (GOES_ON if members == spoke else 0.0) - (0.0 if one.sure else DOUBT)
            bonus += KNOWN if one.gender == gender else 0.0
            ranked.append((weight + bonus, one))
    ranked.sort(key=lambda pair: -pair[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < CLEAR):
        return ()
    return (ranked[0][1],)


def last_speaker(narration: Narration, at: int, own: tuple[Span, ...]) -> tuple[Member, ...]:
    """Who spoke last before `at`, two sentences ago at most."""
    for mention, _ in narration.recent(at, within=2, own=own):
        if mention.role == SPEAKER:
            return mention.members
    return ()


def one_body(narration: Narration, at: int, own: tuple[Span, ...] = ()) -> tuple[Member, ...]:
    """The organisation or document that "it" means."""
    fits = {
        members: weight
        for members, weight in narration.weights(at, within=4, own=own).items()
        if len(members) == 1 and members[0].kind in BODIES
    }
    if fits:
        return max(fits, key=lambda members: fits[members])
    body = as_body(narration, at, own)
    return (body,) if body else ()


def as_body(narration: Narration, at: int, own: tuple[Span, ...] = ()) -> Member | None:
    """A name that was taken for a person's without any sign of it, and that "it" or "the company" shows to be none."""
    for mention, _ in narration.recent(at, within=4, own=own):
        one = mention.members[0]
        if len(mention.members) == 1 and one.kind == "person" and not one.sure and not one.gender:
            one.kind, one.sure, one.human = "organisation", True, False
            return one
    return None


def several(narration: Narration, at: int, own: tuple[Span, ...] = ()) -> tuple[Member, ...]:
    """The group, body or people together that "they" means."""
    fits = {
        members: weight + (KNOWN if len(members) > 1 or members[0].kind == "group" else 0.0)
        for members, weight in narration.weights(at, within=3, own=own).items()
        if len(members) > 1 or members[0].kind in SEVERAL
    }
    return max(fits, key=lambda members: fits[members], default=())


def the_two(narration: Narration, at: int, kind: str) -> tuple[Member, ...]:
    """Whom "both men" or "the pair" means: two named together, or the two of `kind` most on the reader's mind."""
    weights = {
        ones: weight for ones, weight in narration.weights(at, within=4).items() if ones[0].kind == kind
    }
    pairs = {ones: weight for ones, weight in weights.items() if len(ones) == 2}
    if pairs:
        return max(pairs, key=lambda ones: pairs[ones])
    ranked = sorted(weights, key=lambda ones: -weights[ones])
    return (*ranked[0], *ranked[1]) if len(ranked) > 1 else ()


def antecedent(text: str, narration: Narration, at: int) -> tuple[Member, ...] | str:
    """Whom "who" or "which" at `at` goes back to: the name right before it, or else the words of a phrase."""
    some = SOME_OF.search(text, max(0, at - 12), at)
    at = some.start() if some else at
    for mention in reversed(narration.mentions[-4:]):
        if mention.end <= at and len(mention.members) == 1 and RIGHT_BEFORE.fullmatch(text, mention.end, at):
            return mention.members
    before = PHRASE.search(text, max(0, at - 90), at)
    words = before.group(1).split() if before else []
    while words and words[0].lower() in NOT_WITHIN:
        del words[0]
    for index in range(len(words) - 1, 0, -1):
        if words[index].lower() in NOT_WITHIN:
            words = words[index + 1 :]
            break
    begins = [place for place, word in enumerate(words) if word.lower() in DETERMINERS or word[0].isdigit()]
    return " ".join(words[begins[-1] :] if begins else words)


def last_acting(narration: Narration, at: int) -> tuple[Member, ...]:
    """Who spoke last before `at` in its sentence, or else who is its last subject."""
    subject: tuple[Member, ...] = ()
    for mention, _ in narration.recent(at, within=0):
        if mention.role == SPEAKER:
            return mention.members
        if mention.role == SUBJECT:
            subject = subject or mention.members
    return subject

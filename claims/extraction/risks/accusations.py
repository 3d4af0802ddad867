"""Whether a claim charges somebody with a wrong: a crime, a lie, abuse, neglect, fraud; made, owned to or denied."""

from claims.extraction.risks.accusation_deeds import DEEDS
from claims.extraction.risks.accusation_turns import TURNS
from claims.extraction.risks.accusation_who import (
    A_CHARGE,
    ACTOR,
    AGAINST,
    ARENA,
    BODIES,
    CHARGED,
    CHARGING_CUES,
    CRITIC,
    FOES,
    NO_CHARGE,
    PROCEDURE,
    SOMEBODY,
    TURNED_DOWN,
)
from claims.extraction.risks.accusation_words import BLAMELESS, CHARGING, REPROACHES, WRONGS
from claims.extraction.risks.facts import Facts

NOT_DONE = frozenset(
    "no without against anti prevent preventing tackle tackling combat combating fight fighting stop".split()
)


OPENING = 5  # words of a claim among which its subject stands
FEW = 6  # words of a content that may name no charge at all


def is_accusation(facts: Facts) -> bool:
    """A charge by its cue, by where it is made, or by its words, and somebody whom it may concern."""
    somebody = bool(facts.names or facts.bag & SOMEBODY or facts.bag & BODIES)
    if facts.cue and CHARGING_CUES.search(facts.cue):
        return len(facts.words_low) > FEW or not NO_CHARGE.fullmatch(facts.words.strip())
    if facts.cue and TURNED_DOWN.search(facts.cue) and A_CHARGE.match(facts.words):
        return True
    if facts.kind == "own voice" and CHARGED.search(facts.words):
        return True
    arena = facts.accuser or ARENA.search(f"{facts.source} {facts.cue}")
    if (
        somebody
        and (arena or facts.accused)
        and facts.kind != "own voice"
        and not PROCEDURE.search(facts.words)
    ):
        return True
    return _charges(facts) or _reproaches(facts)


def _reproaches(facts: Facts) -> bool:
    """What a critic says of somebody else, or against anybody, in words that charge nobody by themselves."""
    if facts.kind != "own voice" and FOES.intersection(facts.words_low[:OPENING]):
        return True
    if not CRITIC.search(facts.source):
        return False
    opening = facts.words_low[:OPENING]
    if BODIES.intersection(opening):
        return True
    named = any(0 < at < OPENING for at in facts.names)
    return bool(facts.bag & AGAINST) and (named or bool(ACTOR.intersection(opening)))


def _charges(facts: Facts) -> bool:
    """A charging word or phrase that is no idiom and that nothing before it takes back."""
    idiom = frozenset(BLAMELESS.found(facts.bag, facts.joined).split())
    found = (facts.bag & WRONGS) - idiom
    if facts.bag & CHARGING - idiom:
        return True
    if found and any(_stands(facts, word) for word in found):
        return True
    phrase = REPROACHES.found(facts.bag, facts.joined)
    if phrase and not set(phrase.split()) <= idiom:
        return True
    return any(facts.bag & words and turn.search(facts.joined) for words, turn in (*TURNS, *DEEDS))


def _stands(facts: Facts, word: str) -> bool:
    """Whether it is no name ("Rob") and not taken back ("no fraud"), but for headlines in capitals."""
    at = facts.words_low.index(word)
    if at and at in facts.names and 2 * len(facts.names) < len(facts.words_low):
        return False
    return not NOT_DONE & set(facts.words_low[max(0, at - 2) : at])

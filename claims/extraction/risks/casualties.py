"""Whether a claim says that people were killed, hurt, taken or driven out, or are missing: how many, or who."""

import re

from claims.extraction.figures.conflicts import TOLLS
from claims.extraction.risks.casualty_turns import BEFELL
from claims.extraction.risks.casualty_words import (
    DYING,
    HARMED,
    NATURAL,
    OF_A_NUMBER,
    PERHAPS,
    PERSON,
    TOGETHER,
    UNHARMED,
)
from claims.extraction.risks.facts import Facts
from claims.extraction.types import Figure

CLOSE = 6  # words between a person and what perhaps befell them
AT_AN_AGE = re.compile(r" die[sd]? (?:\w+ ){0,6}(?:at|aged) \d{2,3} | died in (?:19|20)\d\d $")
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
TAKING = frozenset("take takes took taken taking holding holds hold held lost".split())
SOMEBODY = (
    r"(?:nurse|doctor|driver|aid worker|worker|journalist|reporter|priest|teacher|student|girl|boy|child|children|man|"
    r"men|woman|women|sons?|daughters?|husbands?|wife|brothers?|sisters?|fathers?|mothers?|hostages?|prisoners?|captives?|"
    r"soldiers?|sailors?|schoolgirls|schoolboys|engineers?|tourists?|villagers|fishermen|miners|guards?|people|crew|"
    r"comrades?|colleagues?|friends?|cousins?|uncles?|members?)"
)
TAKEN = re.compile(
    r" (?:take|takes|took|taken|taking|holding|holds|hold|held|lost) "
    rf"(?:a |an |the |his |her |their |our |my |two |three |four |five |\d+ )(?:\w+ )?{SOMEBODY}s? "
)


def is_casualty(facts: Facts) -> bool:
    """Harm to people, with a number or with somebody to whom it happened. An obituary's natural death is none."""
    if any(_is_toll(one) for one in facts.figures):
        return True
    harm = facts.bag & HARMED
    if harm and (idiom := UNHARMED.found(facts.bag, facts.joined)):
        harm -= frozenset(idiom.split())
    if harm and harm <= DYING and _natural(facts):
        return False
    somebody = facts.names or facts.bag & PERSON or any(not one.unit for one in facts.figures)
    if (harm and somebody) or TOGETHER.found(facts.bag, facts.joined):
        return True
    people = any(not one.unit and one.counted and _of_people(one.counted) for one in facts.figures)
    if people and facts.bag & OF_A_NUMBER:
        return True
    if facts.bag & TAKING and TAKEN.search(facts.joined):
        return True
    if UNHARMED.found(facts.bag, facts.joined):
        return False
    return _befell(facts) or (bool(facts.bag & PERHAPS) and _close(facts))


def _befell(facts: Facts) -> bool:
    return any(facts.bag & words and turn.search(facts.joined) for words, turn in BEFELL)


def _is_toll(figure: Figure) -> bool:
    """A number of people of whom it is said what befell them; of those who were rescued it says nothing worse."""
    counted = figure.counted
    if figure.unit or counted.lower().endswith(
        ("victims", "casualties", "bodies", "dead", "wounded", "fatalities")
    ):
        return not figure.unit
    return figure.happened in TOLLS and figure.happened != "rescued" and _of_people(counted)


def _of_people(counted: str) -> bool:
    return (
        not counted
        or counted.lower().split()[-1] in PERSON
        or counted.lower().endswith(("men", "ers", "ians", "ists"))
    )


def _natural(facts: Facts) -> bool:
    """One person's death of illness or age, as obituaries report it."""
    several = any(not one.unit and (one.high or 2.0) != 1 for one in facts.figures)
    return not several and bool(NATURAL.found(facts.bag, facts.joined) or AT_AN_AGE.search(facts.joined))


def _close(facts: Facts) -> bool:
    """A person, or a name, within a few words of what perhaps befell them."""
    people = {at for at, word in enumerate(facts.words_low) if word in PERSON}
    people |= {at for at in facts.names if facts.words_low[at] not in DAYS}
    harm = [at for at, word in enumerate(facts.words_low) if word in PERHAPS]
    return any(at - CLOSE <= person <= at + CLOSE for at in harm[:50] for person in people)

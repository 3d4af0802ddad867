"""What kind of thing differs, so that the weightiest is shown first, by short lists and shapes."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from claims.extraction.figures.bounds import LAST
from claims.extraction.figures.measures import is_money
from claims.extraction.figures.numerals import PARTS, PRINTED, SCALES, VALUES
from claims.extraction.risks.accusation_words import CHARGING, WRONGS
from claims.extraction.risks.inflect import forms
from claims.extraction.risks.words import LEGAL


class Kind(StrEnum):
    """The weightiest first."""

    FIGURE = "figure"
    UNIT = "unit"
    DATE = "date"
    NAME = "name"
    NEGATION = "negation"
    HEDGE = "hedge"
    CHARGE = "charge"
    KINSHIP = "kinship"
    REPORTING = "reporting verb"
    WORD = "word"


NUMBERS = (
    frozenset(VALUES) | frozenset(PARTS) | frozenset(PRINTED) | {word for word in SCALES if len(word) > 3}
) | frozenset("once twice halved doubled trebled tripled dozens hundreds thousands millions".split())
UNITS = frozenset(
    """
    percent percentage points point cent cents pounds pound dollars dollar euros euro miles mile metres meters metre
    meter kilometres kilometers km m cm mm feet foot ft inches tonnes tons kg kilos grams litres liters gallons acres
    hectares degrees celsius fahrenheit hours minutes seconds weeks months years decades barrels megawatts mw mph kph
    """.split()
)
DATES = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december today yesterday tomorrow tonight overnight morning afternoon evening
    """.split()
)
NEGATIONS = frozenset(
    "no not never none nobody nothing neither nor without cannot t isnt wasnt didnt dont wont hardly barely".split()
)
HEDGES = (LAST - frozenset("as at to of than so the like".split())) | frozenset(
    """
    least most more fewer less up at allegedly alleged reportedly apparently apparent possibly possible probably
    probable perhaps maybe may might could would likely unlikely suspected believed thought understood seemingly
    purportedly purported supposedly supposed presumably appears appeared seems seemed feared potentially potential
    """.split()
)
KINSHIP = frozenset(
    """
    ex wife husband widow widower partner fiance fiancee spouse mother father parent parents son daughter child children
    brother sister sibling siblings aunt uncle niece nephew cousin grandmother grandfather grandson granddaughter
    stepmother stepfather stepson stepdaughter girlfriend boyfriend half law former late estranged adopted foster
    """.split()
)
CHARGES = LEGAL | CHARGING | WRONGS
REPORTING = forms(
    """
        say/said tell/told claim admit* add announce argue assert believe comment concede confirm confess declare deny
        disclose estimate explain insist mention note predict promise recall remark repeat reply report reveal stress
        suggest think/thought vow warn write/wrote/written acknowledge boast complain contend maintain allege
        describe testify state
        """
) | frozenset("according".split())


def kind_of(words: Sequence[str], *, capital: bool, cue: bool) -> Kind:
    """The weightiest kind among the words that differ: in small letters; `capital`: one has a capital of its own."""
    for kind, holds in (
        (Kind.FIGURE, lambda word: word[0].isdigit() or word in NUMBERS),
        (Kind.UNIT, lambda word: word in UNITS or word in "%°" or is_money(word)),
        (Kind.DATE, DATES.__contains__),
    ):
        if any(holds(word) for word in words):
            return kind
    if capital:
        return Kind.NAME
    for kind, listed in (
        (Kind.NEGATION, NEGATIONS),
        (Kind.HEDGE, HEDGES),
        (Kind.CHARGE, CHARGES),
        (Kind.KINSHIP, KINSHIP),
        (Kind.REPORTING, REPORTING),
    ):
        if not listed.isdisjoint(words):
            return kind
    return Kind.REPORTING if cue and words else Kind.WORD

"""What makes a claim need a second pair of eyes: one table, a rule a row, with the sentence that the page shows."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from claims.extraction.figures.measures import DURATION
from claims.extraction.risks import words
from claims.extraction.risks.accusations import is_accusation
from claims.extraction.risks.casualties import is_casualty
from claims.extraction.risks.facts import Facts
from claims.extraction.types import Figure


@dataclass(frozen=True, slots=True)
class Rule:
    """One risk. `high` by default or not; `lowered_by`: the kind of evidence that ends a high risk, or ""."""

    name: str
    sentence: str
    high: bool
    fires: Callable[[Facts], bool]
    lowered_by: str = ""


def is_statistic(facts: Facts) -> bool:
    """A figure that is more than a small count, or the vocabulary of statistics."""
    if any(_weighs(figure) for figure in facts.figures) or facts.bag & words.STATISTICAL:
        return True
    return bool(words.STATISTICS.found(facts.bag, facts.joined))


def _weighs(figure: Figure) -> bool:
    value = figure.high if figure.low is None else figure.low
    measured = figure.unit and not DURATION.match(figure.unit)
    return bool(measured) or figure.bound != "exact" or (value or 0) >= 10


def is_unnamed(facts: Facts) -> bool:
    """No speaker with a name: an unnamed person or group, or a mention that names nobody."""
    if facts.kind == "own voice":
        return False
    if facts.speaker_kinds:
        return all(kind in ("unnamed", "group") for kind in facts.speaker_kinds)
    named = re.search(r"[A-Z]", facts.source)
    return not named or bool(words.ANONYMOUS.search(facts.source))


def is_single(facts: Facts) -> bool:
    """A casualty figure or statistic that nobody else gives."""
    return facts.alone and (is_casualty(facts) or is_statistic(facts))


def is_health(facts: Facts) -> bool:
    """Diseases, medicines, poisons, and what to do to stay safe."""
    return bool(facts.bag & words.HEALTH or words.HEALTH_ADVICE.found(facts.bag, facts.joined))


def is_legal(facts: Facts) -> bool:
    """Courts, crimes and the law, but for tennis courts and the like."""
    found = facts.bag & words.LEGAL
    if found and (idiom := words.NOT_LEGAL.found(facts.bag, facts.joined)):
        found -= frozenset(idiom.split())
    return bool(found or words.LEGAL_MATTERS.found(facts.bag, facts.joined))


def is_superlative(facts: Facts) -> bool:
    """First, only, largest: of something, not as in "first, …"."""
    likely = facts.bag & words.BEST_WORDS or any(word.endswith("est") for word in facts.bag)
    return bool(likely and words.BEST.search(facts.words))


def is_forecast(facts: Facts) -> bool:
    """What will or should be, or what somebody thinks."""
    return bool(facts.bag & words.AHEAD_WORDS and words.AHEAD.search(facts.words))


def is_dated(facts: Facts) -> bool:
    """A date, an age, or a name with its title."""
    return bool(words.DATE_AGE_TITLE.search(facts.words))


def is_strong(facts: Facts) -> bool:
    """Whether a statement in the article's own voice is a claim for certain."""
    return is_casualty(facts) or is_statistic(facts) or is_accusation(facts) or is_superlative(facts)


def is_checkable(facts: Facts) -> bool:
    """Whether it holds a date, an age, a title, law or health."""
    return is_dated(facts) or is_legal(facts) or is_health(facts)


RULES: tuple[Rule, ...] = (
    Rule("casualty", "Says how many people were killed, hurt, taken or are missing.", True, is_casualty),
    Rule("statistic", "Rests on a figure.", True, is_statistic),
    Rule("accusation", "Accuses a person or an organisation.", True, is_accusation),
    Rule("unnamed_source", "Nobody is named as saying so.", True, is_unnamed),
    Rule("single_source", "A figure that one source alone gives.", True, is_single),
    Rule("health", "Touches health or safety: somebody may act on it.", True, is_health),
    Rule("legal", "Touches courts, crime or the law.", True, is_legal),
    Rule("quote", "A direct quotation, until a recording or transcript is attached.", True,
         lambda facts: facts.kind in ("quoted", "mixed"), lowered_by="recording"),
    Rule("date_age_title", "Holds a date, an age or a title.", False, is_dated),
    Rule("superlative", "Says first, only, largest or the like.", False, is_superlative),
    Rule("forecast", "Says what will be, or what somebody thinks: may not be checkable.", False, is_forecast),
)  # fmt: skip


def find_risks(facts: Facts, learned: Mapping[str, bool] = MappingProxyType({})) -> tuple[str, ...]:
    """Names of the rules that fire, in the table's order; what the trained classifier is sure of goes before a rule."""
    return tuple(
        rule.name for rule in RULES if (learned[rule.name] if rule.name in learned else rule.fires(facts))
    )

"""The table of risks."""

import pytest

from claims.extraction.figures import find_figures
from claims.extraction.risks import RULES, Facts, find_risks

FIRE = [
    ("casualty", "at least 22 fighters were killed in the strike"),
    ("casualty", "the blast claimed four lives"),
    ("casualty", "Two children were pulled from the river and hundreds are missing"),
    ("casualty", "a man was stabbed outside the station"),
    ("casualty", "the death toll had risen to 1,400"),
    ("statistic", "unemployment fell to 4.1 per cent"),
    ("statistic", "the scheme cost £40m"),
    ("statistic", "a majority of voters disagree"),
    ("accusation", "the minister lied to parliament"),
    ("accusation", "Acme bribed two inspectors"),
    ("accusation", "Kataeb Hezbollah was behind previous attacks"),
    ("accusation", "the council failed to inspect the building"),
    ("health", "the vaccine is safe for pregnant women"),
    ("health", "residents should boil water before drinking it"),
    ("legal", "she was sentenced to three years in prison"),
    ("legal", "the court ruled that the map was unconstitutional"),
    ("date_age_title", "Ana Ruiz, 34, lives there"),
    ("date_age_title", "it opened on 3 March 1987"),
    ("date_age_title", "Prime Minister Ana Ruiz"),
    ("superlative", "the largest port in the country"),
    ("superlative", "the first woman to hold the post"),
    ("forecast", "prices will fall by 2030"),
]


def risks(words: str, **facts: object) -> tuple[str, ...]:
    return find_risks(
        Facts(words, figures=find_figures(words, ((0, len(words)),)), **{"kind": "indirect", **facts})
    )


@pytest.mark.parametrize(("rule", "words"), FIRE)
def test_fires(rule: str, words: str) -> None:
    assert rule in risks(words, source="Ana Ruiz", speaker_kinds=("person",))


@pytest.mark.parametrize(
    "rule", ["casualty", "statistic", "accusation", "health", "legal", "superlative", "quote"]
)
def test_stays_silent(rule: str) -> None:
    assert rule not in risks("the choir sang in the old hall", source="Ana Ruiz", speaker_kinds=("person",))


@pytest.mark.parametrize(
    ("source", "kinds", "fires"),
    [
        ("a senior official", ("unnamed",), True),
        ("residents", ("group",), True),
        ("", (), True),
        ("people familiar with the talks", (), True),
        ("Ana Ruiz", ("person",), False),
        ("residents and Ana Ruiz", ("group", "person"), False),
        ("Acme", (), False),
    ],
)
def test_unnamed_source(source: str, kinds: tuple[str, ...], fires: bool) -> None:
    assert ("unnamed_source" in risks("the hall is old", source=source, speaker_kinds=kinds)) is fires


def test_own_voice_has_no_unnamed_source() -> None:
    assert "unnamed_source" not in risks("the hall is old", kind="own voice")


def test_a_quotation_is_high_until_there_is_a_recording() -> None:
    assert "quote" in risks("the hall is old", kind="quoted") and "quote" in risks(
        "the hall is old", kind="mixed"
    )
    (quote,) = [rule for rule in RULES if rule.name == "quote"]
    assert quote.high and quote.lowered_by == "recording"


def test_single_source_needs_a_figure_that_weighs() -> None:
    assert "single_source" in risks("22 people were killed", alone=True)
    assert "single_source" not in risks("22 people were killed")
    assert "single_source" not in risks("two of the choirs sang", alone=True)


def test_the_table_names_each_rule_once_and_says_something() -> None:
    assert [rule.name for rule in RULES if rule.high] == [
        "casualty", "statistic", "accusation", "unnamed_source", "single_source", "health", "legal", "quote",
    ]  # fmt: skip
    assert len({rule.name for rule in RULES}) == len(RULES) == 11
    assert all(rule.sentence.endswith(".") for rule in RULES)

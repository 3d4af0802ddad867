"""A figure as a line that a person reads: from its row in the database, be it of today or an older one."""

from __future__ import annotations

from typing import Any

import pytest

from claims.extraction import Figure
from claims.selectors.figures import figure_shown, figures_of


def stored(text: str, words: str, low: float | None, high: float | None, **more: Any) -> dict[str, Any]:
    """A figure as the database has it."""
    at = text.index(words)
    return {"span": [at, at + len(words)], "low": low, "high": high, "bound": "exact"} | more


def line(text: str, one: dict[str, Any]) -> tuple[str, str, str, str]:
    (figure,) = figures_of([one])
    shown = figure_shown(text, [(0, len(text))], figure)
    return shown.words, shown.value, shown.counted, shown.as_of


@pytest.mark.parametrize(
    ("words", "low", "high", "value"),
    [
        ("22", 22, 22, ""),
        ("nine", 9, 9, ""),
        ("a dozen", 12, 12, "12"),
        ("forty-one", 41, 41, "41"),
        ("1,250", 1250, 1250, ""),
        ("1\u202f250", 1250, 1250, ""),
        ("two and a half million", 2_500_000, 2_500_000, "2,500,000"),
        ("1.2m", 1_200_000, 1_200_000, "1,200,000"),
        ("between 40 and 50", 40, 50, ""),
        ("two to three million", 2_000_000, 3_000_000, "2,000,000–3,000,000"),
        ("three-quarters", 0.75, 0.75, "0.75"),
        ("3.5", 3.5, 3.5, ""),
        ("minus four", -4, -4, "-4"),
        ("nine hundred trillion", 9e14, 9e14, "900,000,000,000,000"),
        ("a million trillion", 1e18, 1e18, ""),
    ],
)
def test_digits_stand_beside_words_where_they_help(words: str, low: float, high: float, value: str) -> None:
    text = f"They counted {words} boats."
    assert line(text, stored(text, words, low, high)) == (words, value, "", "")


@pytest.mark.parametrize(
    ("words", "unit", "low", "value"),
    [
        ("£3.2bn", "£", 3.2e9, "£3,200,000,000"),
        ("US$40", "US$", 40, ""),
        ("200 million euros", "euros", 2e8, "200,000,000"),
        ("twelve per cent", "%", 12, ""),
        ("thirteen per cent", "%", 13, "13%"),
        ("12-mile", "mile", 12, ""),
    ],
)
def test_money_and_measures(words: str, unit: str, low: float, value: str) -> None:
    text = f"It came to {words} in all."
    assert line(text, stored(text, words, low, low, unit=unit))[:2] == (words, value)


def test_the_words_begin_small_and_stand_in_one_line() -> None:
    text = "At least\n  22 people died. A dozen were hurt. US$3m went. £9m came."
    for words, shown in (
        ("At least\n  22", "at least 22"),
        ("A dozen", "a dozen"),
        ("US$3m", "US$3m"),
        ("£9m", "£9m"),
    ):
        assert line(text, stored(text, words, 12, None))[0] == shown


@pytest.mark.parametrize(
    ("counted", "happened", "said"),
    [
        ("fighters", "killed", "fighters killed"),
        ("people", "displaced", "people displaced"),
        ("dead", "killed", "dead"),
        ("confirmed deaths", "killed", "confirmed deaths"),
        ("lives", "killed", "lives"),
        ("", "missing", "missing"),
        ("houses", "stood", "houses"),
        ("houses", "", "houses"),
    ],
)
def test_what_befell_the_counted_is_said_once(counted: str, happened: str, said: str) -> None:
    text = "There were 22."
    assert line(text, stored(text, "22", 22, 22, counted=counted, happened=happened))[2] == said


@pytest.mark.parametrize(
    ("as_of", "when", "said"),
    [
        ("Friday", "2026-11-20", "Friday, 20 Nov 2026"),
        ("five weeks ago", "2026-10-16", "five weeks ago, 16 Oct 2026"),
        ("20 November", "2026-11-20", "20 November"),
        ("Nov. 20, 2026", "2026-11-20", "Nov. 20, 2026"),
        ("March", "2026-03", "March"),
        ("last year", "2025", "last year"),
        ("Friday", "", "Friday"),
        ("", "", ""),
    ],
)
def test_the_day_stands_beside_words_that_do_not_name_it(as_of: str, when: str, said: str) -> None:
    text = "There were 22."
    assert line(text, stored(text, "22", 22, 22, as_of=as_of, when=when))[3] == said


def test_a_row_from_before_a_field_was_there_is_read_and_what_is_not_known_is_left_out() -> None:
    (figure,) = figures_of([{"span": [0, 2], "low": 5.0, "high": 5.0, "colour": "red"}])
    assert figure == Figure((0, 2), 5, 5, "exact", "", "", "")


@pytest.mark.parametrize(
    ("one", "words"),
    [
        ({"low": 22, "high": None, "bound": "at_least"}, "at least 22"),
        ({"low": None, "high": 1500, "bound": "at_most"}, "at most 1,500"),
        ({"low": None, "high": 50, "bound": "less_than", "unit": "km"}, "less than 50 km"),
        ({"low": 40, "high": 50, "bound": "range"}, "40–50"),
        ({"low": 3e9, "high": 3e9, "unit": "£"}, "£3,000,000,000"),
        ({"low": 12.5, "high": 12.5, "unit": "%"}, "12.5%"),
    ],
)
def test_where_the_claim_stands_elsewhere_the_number_speaks_for_itself(
    one: dict[str, Any], words: str
) -> None:
    """The span was one of another draft: the words that stand there now are not the figure's."""
    (figure,) = figures_of([{"span": [2, 6]} | one])
    shown = figure_shown("Some other words entirely", [(11, 25)], figure)
    assert (shown.words, shown.value) == (words, "")

"""Days in an article's words, led back to the calendar."""

from datetime import date

import pytest

from claims.extraction.blocks import find_blocks
from claims.extraction.dates import as_of, dated_in, full_date, resolve
from claims.extraction.figures import find_figures

FRIDAY = date(2023, 6, 9)

RESOLVED = [
    ("Friday", "2023-06-09"),
    ("Thursday", "2023-06-08"),
    ("Saturday night", "2023-06-03"),
    ("late Monday", "2023-06-05"),
    ("next Tuesday", "2023-06-13"),
    ("noon on Wednesday", "2023-06-07"),
    ("6pm on Sunday", "2023-06-04"),
    ("noon", "2023-06-09"),
    ("midnight", "2023-06-09"),
    ("yesterday evening", "2023-06-08"),
    ("tomorrow", "2023-06-10"),
    ("tonight", "2023-06-09"),
    ("3 March", "2023-03-03"),
    ("March 3rd", "2023-03-03"),
    ("3 March 2021", "2021-03-03"),
    ("March 3, 2021", "2021-03-03"),
    ("2021-03-03", "2021-03-03"),
    ("12 November", "2022-11-12"),
    ("March", "2023-03"),
    ("the end of November", "2022-11"),
    ("March 2020", "2020-03"),
    ("2019", "2019"),
    ("last year", "2022"),
    ("last month", "2023-05"),
    ("five weeks ago", "2023-05-05"),
    ("ten days ago", "2023-05-30"),
    ("two months ago", "2023-04"),
    ("three years ago", "2020"),
    ("dawn", "2023-06-09"),
    ("last week", "2023-06-02"),
    ("this week", ""),
    ("31 February 2021", "2021-02"),
    ("999999999 days ago", ""),
]


@pytest.mark.parametrize(("words", "wanted"), RESOLVED)
def test_resolve(words: str, wanted: str) -> None:
    assert resolve(words, FRIDAY) == wanted


def test_the_words_beside_it_tell_the_future() -> None:
    assert resolve("Tuesday", FRIDAY, "the count will be known by Tuesday") == "2023-06-13"
    assert resolve("12 November", FRIDAY, "it is due by 12 November") == "2023-11-12"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("3 March 2021", "2021-03-03"),
        ("March 2021", "2021-03"),
        ("2021", "2021"),
        ("Friday", ""),
        ("3 March", ""),
    ],
)
def test_without_a_dated_article_only_full_dates_are_known(words: str, wanted: str) -> None:
    assert resolve(words, None) == wanted


AS_OF = [
    ("14 people had died as of Friday", "Friday"),
    ("14 people had died as of 6pm on Sunday", "6pm on Sunday"),
    ("as at 31 March 2021 there were 40 beds", "31 March 2021"),
    ("by noon 14 people had been found", "noon"),
    ("by Saturday night it had listed 31 victims", "Saturday night"),
    ("it will employ 400 people by 2030", ""),
    ("it has sold 400 lamps since Monday", ""),
    ("it was checked by Friday Roth, an engineer", "Friday"),
    ("no day is named", ""),
]


@pytest.mark.parametrize(("text", "wanted"), AS_OF)
def test_as_of(text: str, wanted: str) -> None:
    assert as_of(text, 0, len(text)) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Published 9 June 2023, 4pm", FRIDAY),
        ("June 9, 2023", FRIDAY),
        ("2023-06-09", FRIDAY),
        ("31 February 2021 and 9 June 2023", FRIDAY),
        ("9 June", None),
        ("", None),
    ],
)
def test_full_date(words: str, wanted: date | None) -> None:
    assert full_date(words) == wanted


def test_the_article_is_dated_by_its_dateline() -> None:
    lines = [
        "Quake shakes Arden",
        "By Ines Roth",
        "9 June 2023",
        "The quake struck at noon and shook the old town for a minute.",
    ]
    text = "\n".join(lines)
    assert dated_in(text, find_blocks(text)) == FRIDAY
    assert dated_in(lines[3], find_blocks(lines[3])) is None


def test_a_figure_holds_the_words_and_the_day() -> None:
    text = "14 people had died as of Thursday"
    for dated, when in ((FRIDAY, "2023-06-08"), (None, "")):
        (figure,) = find_figures(text, ((0, len(text)),), dated)
        assert (figure.as_of, figure.when) == ("Thursday", when)

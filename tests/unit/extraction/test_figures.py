"""Numbers: value, bound, unit, what is counted, as of when."""

import pytest

from claims.extraction.figures import find_figures

# text, words of the figure's span, low, high, bound, unit, counted
CASES = [
    ("killing at least 22 fighters", "at least 22", 22, None, "at_least", "", "fighters"),
    ("about 1,200 people were moved", "about 1,200", 1200, 1200, "about", "", "people"),
    ("more than three million voters", "more than three million", 3e6, None, "more_than", "", "voters"),
    ("fewer than 40 ships", "fewer than 40", None, 40, "less_than", "", "ships"),
    ("up to 5,000 jobs", "up to 5,000", None, 5000, "at_most", "", "jobs"),
    ("between 10 and 15 houses burned", "between 10 and 15", 10, 15, "range", "", "houses"),
    ("10-15 houses burned", "10-15", 10, 15, "range", "", "houses"),
    ("$2.5 billion in aid", "$2.5 billion", 2.5e9, 2.5e9, "exact", "$", ""),
    ("£40m of repairs", "£40m", 4e7, 4e7, "exact", "£", ""),
    ("rose 3.5 per cent", "3.5 per cent", 3.5, 3.5, "exact", "%", ""),
    ("fell by 12%", "12%", 12, 12, "exact", "%", ""),
    ("twenty-two men", "twenty-two", 22, 22, "exact", "", "men"),
    ("a dozen boats", "a dozen", 12, 12, "exact", "", "boats"),
    ("some 300 kilometres away", "some 300 kilometres", 300, 300, "about", "kilometres", ""),
]


@pytest.mark.parametrize(("text", "words", "low", "high", "bound", "unit", "counted"), CASES)
def test_table(
    text: str, words: str, low: float | None, high: float | None, bound: str, unit: str, counted: str
) -> None:
    (figure,) = find_figures(text, ((0, len(text)),))
    assert text[slice(*figure.span)] == words
    assert (figure.low, figure.high, figure.bound, figure.unit) == (low, high, bound, unit)
    assert figure.counted.split()[:1] == counted.split()


@pytest.mark.parametrize(
    "text",
    [
        "on 3 March 2021",
        "in 2016",
        "at 9.30 am",
        "one of them",
        "no one came",
        "on March 3",
        "the 21st century",
        "no figures at all",
    ],
)
def test_dates_times_and_pronouns_are_no_figures(text: str) -> None:
    assert find_figures(text, ((0, len(text)),)) == ()


def test_as_of_and_several_spans() -> None:
    text = "14 people had died as of Friday, and 3 were missing"
    figures = find_figures(text, ((0, 31), (37, len(text))))
    assert [(figure.low, figure.counted, figure.as_of) for figure in figures] == [
        (14, "people", "Friday"),
        (3, "", ""),
    ]

"""Numbers: value, bound, unit, what is counted, as of when; and what only looks like one."""

from datetime import date

import pytest

from claims.extraction.figures import find_figures
from claims.extraction.types import Figure

# text, words of the figure's span, low, high, bound, unit, counted
CASES = [
    # bounds before and after
    ("killing at least 22 fighters", "at least 22", 22, None, "at_least", "", "fighters"),
    ("about 1,200 people were moved", "about 1,200", 1200, 1200, "about", "", "people"),
    ("more than three million voters", "more than three million", 3e6, None, "more_than", "", "voters"),
    ("fewer than 40 ships", "fewer than 40", None, 40, "less_than", "", "ships"),
    ("up to 5,000 jobs", "up to 5,000", None, 5000, "at_most", "", "jobs"),
    ("as many as 30 boats sank", "as many as 30", None, 30, "at_most", "", "boats"),
    ("no fewer than 14 complaints", "no fewer than 14", 14, None, "at_least", "", "complaints"),
    ("upwards of 60 guests came", "upwards of 60", 60, None, "at_least", "", "guests"),
    ("no more than 12 tenants", "no more than 12", None, 12, "at_most", "", "tenants"),
    ("nearly 50 goats escaped", "nearly 50", None, 50, "less_than", "", "goats"),
    ("almost 900 bricks", "almost 900", None, 900, "less_than", "", "bricks"),
    ("just under 70 pupils", "just under 70", None, 70, "less_than", "", "pupils"),
    ("just over 70 pupils", "just over 70", 70, None, "more_than", "", "pupils"),
    ("well over 400 letters arrived", "well over 400", 400, None, "more_than", "", "letters"),
    ("in excess of 90 lorries", "in excess of 90", 90, None, "more_than", "", "lorries"),
    ("some 300 kilometres away", "some 300 kilometres", 300, 300, "about", "kilometres", ""),
    ("an estimated 7,000 birds", "an estimated 7,000", 7000, 7000, "about", "", "birds"),
    ("in the region of 80 acres", "in the region of 80 acres", 80, 80, "about", "acres", ""),
    ("there were 40 or more dogs", "40 or more", 40, None, "at_least", "", "dogs"),
    ("there were 40 or so dogs", "40 or so", 40, 40, "about", "", "dogs"),
    ("40-odd dogs ran loose", "40-odd", 40, 40, "about", "", "dogs"),
    ("the fair drew 200 plus visitors", "200 plus", 200, None, "at_least", "", "visitors"),
    ("it hired 15+ drivers", "15+", 15, None, "at_least", "", "drivers"),
    ("not less than six weeks", "not less than six weeks", 6, None, "at_least", "weeks", ""),
    ("more than the 40 beds it has", "more than the 40", 40, None, "more_than", "", "beds"),
    ("at least another 12 homes", "at least another 12", 12, None, "at_least", "", "homes"),
    ("the toll tops 18,000", "tops 18,000", 18000, None, "more_than", "", ""),
    ("the toll nears 15,000", "nears 15,000", None, 15000, "less_than", "", ""),
    ("at least one of them left", "at least one", 1, None, "at_least", "", ""),
    # ranges
    ("between 10 and 15 houses burned", "between 10 and 15", 10, 15, "range", "", "houses"),
    ("10-15 houses burned", "10-15", 10, 15, "range", "", "houses"),
    ("10–15 houses burned", "10–15", 10, 15, "range", "", "houses"),
    ("from 40 to 50 lambs a year", "40 to 50", 40, 50, "range", "", "lambs"),
    ("40 to 50 lambs a year", "40 to 50", 40, 50, "range", "", "lambs"),
    ("three or four geese", "three or four", 3, 4, "range", "", "geese"),
    ("between £40m and £50m", "between £40m and £50m", 4e7, 5e7, "range", "£", ""),
    ("between 2 and 3 million tonnes", "between 2 and 3 million tonnes", 2e6, 3e6, "range", "tonnes", ""),
    ("between five and ten per cent", "between five and ten per cent", 5, 10, "range", "%", ""),
    ("4-5% of sales", "4-5%", 4, 5, "range", "%", "sales"),
    # money
    ("$2.5 billion in aid", "$2.5 billion", 2.5e9, 2.5e9, "exact", "$", ""),
    ("£40m of repairs", "£40m", 4e7, 4e7, "exact", "£", ""),
    ("£3.2bn of debt", "£3.2bn", 3.2e9, 3.2e9, "exact", "£", ""),
    ("it lent 200 million euros", "200 million euros", 2e8, 2e8, "exact", "€", ""),
    ("a fine of 3,000 dollars", "3,000 dollars", 3000, 3000, "exact", "$", ""),
    ("paid 60 pounds for it", "60 pounds", 60, 60, "exact", "£", ""),
    ("a salmon of 60 pounds", "60 pounds", 60, 60, "exact", "pounds", ""),
    ("the bus fare rose by 5p", "5p", 5, 5, "exact", "p", ""),
    ("a US$40 stamp", "US$40", 40, 40, "exact", "US$", ""),
    ("it cost A$1.5m", "A$1.5m", 1.5e6, 1.5e6, "exact", "A$", ""),
    ("nine million kronor", "nine million kronor", 9e6, 9e6, "exact", "kronor", ""),
    # shares
    ("rose 3.5 per cent", "3.5 per cent", 3.5, 3.5, "exact", "%", ""),
    ("fell by 12%", "12%", 12, 12, "exact", "%", ""),
    ("12 percent of nurses had left", "12 percent", 12, 12, "exact", "%", "nurses"),
    ("down two percentage points", "two percentage points", 2, 2, "exact", "percentage points", ""),
    ("up 25 basis points", "25 basis points", 25, 25, "exact", "basis points", ""),
    ("three-quarters of the orchard", "three-quarters", 0.75, 0.75, "exact", "", "orchard"),
    ("two-thirds of voters agreed", "two-thirds", 2 / 3, 2 / 3, "exact", "", "voters"),
    ("a third of its herd", "a third", 1 / 3, 1 / 3, "exact", "", "herd"),
    ("more than half the tenants", "more than half", 0.5, None, "more_than", "", "tenants"),
    ("nearly a quarter of shops", "nearly a quarter", None, 0.25, "less_than", "", "shops"),
    ("output fell by a fifth.", "a fifth", 0.2, 0.2, "exact", "", ""),
    ("one in five children", "one in five", 0.2, 0.2, "exact", "", "children"),
    ("nine out of 10 dentists", "nine out of 10", 0.9, 0.9, "exact", "", "dentists"),
    ("half an hour before", "half an hour", 0.5, 0.5, "exact", "hour", ""),
    # written out and mixed
    ("twenty-two men", "twenty-two", 22, 22, "exact", "", "men"),
    ("a dozen boats", "a dozen", 12, 12, "exact", "", "boats"),
    ("half a dozen boats", "half a dozen", 6, 6, "exact", "", "boats"),
    ("two dozen boats", "two dozen", 24, 24, "exact", "", "boats"),
    ("half a million trees", "half a million", 5e5, 5e5, "exact", "", "trees"),
    ("two and a half million trees", "two and a half million", 2.5e6, 2.5e6, "exact", "", "trees"),
    ("a quarter of a million trees", "a quarter of a million", 2.5e5, 2.5e5, "exact", "", "trees"),
    ("two hundred and fifty trees", "two hundred and fifty", 250, 250, "exact", "", "trees"),
    ("a hundred thousand trees", "a hundred thousand", 1e5, 1e5, "exact", "", "trees"),
    ("1.2m trees", "1.2m", 1.2e6, 1.2e6, "exact", "", "trees"),
    ("40k trees", "40k", 4e4, 4e4, "exact", "", "trees"),
    ("3½ miles", "3½ miles", 3.5, 3.5, "exact", "miles", ""),
    ("“Sixty trees are enough,”", "Sixty", 60, 60, "exact", "", "trees"),
    ("Storm Sinks Seven Boats Off Arden", "Seven", 7, 7, "exact", "", "Boats"),
    ("STORM SINKS SEVEN BOATS", "SEVEN", 7, 7, "exact", "", "BOATS"),
    ("• Seven boats sank", "Seven", 7, 7, "exact", "", "boats"),
    ("'Sixty trees are enough,'", "Sixty", 60, 60, "exact", "", "trees"),
    ("'40 trees are enough,'", "40", 40, 40, "exact", "", "trees"),
    # measures
    ("a 12-mile stretch of river", "12-mile", 12, 12, "exact", "mile", ""),
    ("a 100m sprint", "100m", 100, 100, "exact", "m", ""),
    ("a mast 40m high", "40m", 40, 40, "exact", "m", ""),
    ("four tonnes of waste", "four tonnes", 4, 4, "exact", "tonnes", "waste"),
    ("1,900 hours of film", "1,900 hours", 1900, 1900, "exact", "hours", "film"),
    ("it reached 41 degrees Celsius", "41 degrees Celsius", 41, 41, "exact", "degrees Celsius", ""),
    ("winds of 90mph", "90mph", 90, 90, "exact", "mph", ""),
    ("a three-week strike", "three-week", 3, 3, "exact", "week", ""),
    ("a magnitude 6.4 quake", "6.4", 6.4, 6.4, "exact", "magnitude", ""),
    ("it was minus 40 degrees", "minus 40 degrees", -40, -40, "exact", "degrees", ""),
    ("1.5C of warming", "1.5C", 1.5, 1.5, "exact", "C", ""),
    ("an hour and a half late", "an hour and a half", 1.5, 1.5, "exact", "hour", ""),
    ("a quarter of an hour late", "a quarter of an hour", 0.25, 0.25, "exact", "hour", ""),
    ("a skull three million years old", "three million years", 3e6, 3e6, "exact", "years", ""),
    ("Rs 500 crore", "Rs 500 crore", 5e9, 5e9, "exact", "Rs", ""),
    # what is counted
    ("a 16-nation bloc", "16", 16, 16, "exact", "", "nation"),
    ("an eight-member panel", "eight", 8, 8, "exact", "", "member"),
    ("58 others were hurt", "58", 58, 58, "exact", "", "others"),
    ("200 passengers and crew", "200", 200, 200, "exact", "", "passengers and crew"),
    ("four Marley supporters sang", "four", 4, 4, "exact", "", "Marley supporters"),
    ("six Danish and Swedish sailors", "six", 6, 6, "exact", "", "Danish and Swedish sailors"),
    ("31 died in the night", "31", 31, 31, "exact", "", ""),
    ("31 dead", "31", 31, 31, "exact", "", ""),
    ("12 more wells", "12", 12, 12, "exact", "", "wells"),
    ("one senior clerk resigned", "one", 1, 1, "exact", "", "senior clerk"),
    ("six of them", "six", 6, 6, "exact", "", ""),
    ("nine of the harbour’s pilots", "nine", 9, 9, "exact", "", "pilots"),
    ("40 staff left in May", "40", 40, 40, "exact", "", "staff"),
    ("seven police officers left", "seven", 7, 7, "exact", "", "police officers"),
    ("a 10,000-strong crowd", "10,000", 10000, 10000, "exact", "", "crowd"),
    ("the number of cases may be as high as 600", "as high as 600", None, 600, "at_most", "", "cases"),
    ("12,000 marched to the hall", "12,000", 12000, 12000, "exact", "", ""),
]  # fmt: skip


def one_of(text: str, dated: date | None = None) -> Figure:
    (figure,) = find_figures(text, ((0, len(text)),), dated)
    return figure


@pytest.mark.parametrize(("text", "words", "low", "high", "bound", "unit", "counted"), CASES)
def test_table(
    text: str, words: str, low: float | None, high: float | None, bound: str, unit: str, counted: str
) -> None:
    figure = one_of(text)
    assert text[slice(*figure.span)] == words
    assert (figure.low, figure.high) == (pytest.approx(low), pytest.approx(high))
    assert (figure.bound, figure.unit, figure.counted) == (bound, unit, counted)


SEVERAL = [
    ("31 people died and 58 were missing", [(31, "people"), (58, "people")]),
    ("by 52 votes to 48", [(52, "votes"), (48, "votes")]),
    ("22 of the 40 fighters", [(22, "fighters"), (40, "fighters")]),
    ("wages rose from 40 to 50 crowns", [(40, ""), (50, "")]),
    ("profit rose 18 percent to $412 million", [(18, ""), (4.12e8, "")]),
    ("three of its 11 inspections", [(3, "inspections"), (11, "inspections")]),
    ("12 men and 14 women", [(12, "men"), (14, "women")]),
    ("trade grew from $3 million in 2014 to $5 million", [(3e6, ""), (5e6, "")]),
    ("seven and eight wagons", [(7, ""), (8, "wagons")]),
    ("four cases per 100,000 people", [(4, "cases")]),
]


@pytest.mark.parametrize(("text", "wanted"), SEVERAL)
def test_several(text: str, wanted: list[tuple[float, str]]) -> None:
    found = find_figures(text, ((0, len(text)),))
    assert [(figure.low, figure.counted) for figure in found] == wanted


NONE = [
    "on 3 March 2021", "in 2016", "at 9.30 am", "on March 3", "the 21st century", "no figures at all", "3-5 March",
    "between 2012 and 2019", "the 2019-20 season", "in the 1990s", "in the ’90s", "by 2030",
    "Election 2024 was won", "at 14:30", "from 9 to 5 o’clock", "at 7pm", "shortly after 11 p.m. they left",
    "lights went out at six,", "Ana Ruiz, 34, lives there", "Ana Ruiz (34) lives there", "aged 44",
    "a 22-year-old man", "he was 22 years old", "died at 87", "She was 91.", "a boy of sixteen",
    "children under 12", "at the age of 40", "the 18-month-old twins", "one of them", "no one came", "one another",
    "the only one unhappy", "one day", "in one way or another", "Boeing 737", "on Flight 370", "Route 66",
    "the Group of Seven", "it met the Big Four banks", "Section 12 of the act", "the Leopard 2 tank", "Article 50",
    "page 12", "room 101", "Covid-19", "the F-16 jets", "the G7", "CO2", "a 5G mast", "they won 3-1", "a 2-0 lead",
    "9/11", "24/7", "call 020 7946 0123", "10 Downing Street", "42 Mill Lane", "several hundred came",
    "dozens of boats", "a few thousand", "the third man", "a third party", "the first half", "1. Wash your hands",
]  # fmt: skip


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_a_figure(text: str) -> None:
    assert [text[slice(*figure.span)] for figure in find_figures(text, ((0, len(text)),))] == []


def test_as_of_and_several_spans() -> None:
    text = "14 people had died as of Friday, and 3 were missing"
    figures = find_figures(text, ((0, 31), (37, len(text))))
    assert [(figure.low, figure.counted, figure.as_of) for figure in figures] == [
        (14, "people", "Friday"),
        (3, "people", ""),
    ]


FATES = [
    ("killed 14 people and wounded 30", ["killed", "injured"]),
    ("14 people were killed and 30 injured", ["killed", "injured"]),
    ("killing at least 22 and hurting 30, with four still missing", ["killed", "injured", "missing"]),
    ("the death toll rose to 31", ["killed"]),
    ("14 men, two of them teachers, were killed", ["killed", ""]),
    ("9,000 people were evacuated", ["displaced"]),
    ("police arrested 40 men", ["arrested"]),
    ("six crew were rescued from the roof", ["rescued"]),
    ("the works employ 400 people", ["employ"]),
]


@pytest.mark.parametrize(("text", "wanted"), FATES)
def test_what_happened_to_the_counted(text: str, wanted: list[str]) -> None:
    assert [figure.happened for figure in find_figures(text, ((0, len(text)),))] == wanted

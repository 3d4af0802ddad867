"""Conflicts: figures of different speakers for one thing that cannot all be true, and nothing else."""

from datetime import date

import pytest

from claims.extraction.figures import find_figures
from claims.extraction.figures.conflicts import Said, agree, find_conflicts
from claims.extraction.types import Conflict, Figure
from tests.support.effort import effort

DATED = date(2023, 6, 9)
LATER = " " * 50 + "19 people were killed"


def said(*rows: tuple[str, str]) -> tuple[Said, ...]:
    """What each speaker ("" for the article itself) says, one after the other; a claim is known by its place."""
    text, found = "", []
    for at, (who, words) in enumerate(rows):
        start, text = len(text), f"{text}{words}\n\n"
        found.append(
            Said(at, (who,) if who else (), find_figures(text, ((start, start + len(words)),), DATED))
        )
    return tuple(found)


def conflicts(*rows: tuple[str, str]) -> list[list[list[int]]]:
    """The claims of each group of each conflict."""
    return [
        [[int(str(claim)) for claim, _ in group] for group in one.values]
        for one in find_conflicts(said(*rows))
    ]


CONFLICTS = {
    "two tolls": [("police", "14 people were killed"), ("the mayor", "19 people died in the quake")],
    "a bound that leaves no room": [
        ("police", "at least 22 people were killed"),
        ("a doctor", "17 people were killed"),
    ],
    "the article itself": [
        ("", "The blast killed 14 people."),
        ("the mayor", "that nine people had been killed"),
    ],
    "bodies and deaths": [("the coroner", "they had counted 63 bodies"), ("the mayor", "94 people had died")],
    "two names of one event": [
        ("police", "14 people died in the fire"),
        ("the mayor", "nine people died in the blaze"),
    ],
    "a range": [("a charity", "there were between 80 and 90 deaths"), ("the mayor", "94 people had died")],
    "missing": [("police", "two people are missing"), ("the crew", "five people are unaccounted for")],
    "hurt": [("police", "wounding 40 people"), ("the hospital", "that 62 people were injured")],
    "shares": [
        ("the union", "12 per cent of nurses left the trust"),
        ("the trust", "15 per cent of nurses left the trust"),
    ],
    "costs": [("the council", "the bridge would cost £40m"), ("the builder", "the bridge would cost £52m")],
    "crowds": [("police", "4,000 people attended the march"), ("the union", "15,000 people marched")],
    "a price in other words": [
        ("the council", "it estimates the bill for the bridge at £40m"),
        ("the builder", "the bridge would cost £52m"),
    ],
    "jobs": [("the firm", "the quarry employs 400 miners"), ("the union", "the quarry employs 250 miners")],
    "no later day": [
        ("police", "31 people had died as of Friday"),
        ("the mayor", "22 people had died as of Friday"),
    ],
    "the older is higher": [
        ("police", "31 people had died as of Thursday"),
        ("the mayor", "22 people had died as of Friday"),
    ],
}


@pytest.mark.parametrize("name", CONFLICTS)
def test_conflicts(name: str) -> None:
    assert conflicts(*CONFLICTS[name]) == [[[0], [1]]]


NONE = {
    "the same number": [("police", "22 people were killed"), ("the mayor", "22 people died")],
    "a bound that allows it": [
        ("police", "at least 22 people were killed"),
        ("the mayor", "25 people were killed"),
    ],
    "nearly": [("police", "nearly 50 people were hurt"), ("the mayor", "48 people were hurt")],
    "about": [("police", "about 40 people were hurt"), ("the mayor", "42 people were hurt")],
    "more than": [("police", "more than 40 people were hurt"), ("the mayor", "some 60 people were hurt")],
    "one speaker's update": [("police", "14 people were killed"), ("police", "19 people were killed")],
    "another fate": [("police", "14 people were killed"), ("the mayor", "30 people were injured")],
    "another group": [("police", "14 soldiers were killed"), ("the mayor", "nine children were killed")],
    "a part of all": [("police", "14 people were killed"), ("the mayor", "three children were killed")],
    "another year": [("police", "14 people were killed"), ("", "A quake in 1999 killed 120 people.")],
    "last year": [("police", "12 people have drowned so far"), ("", "Last year eight people drowned.")],
    "a later day": [
        ("police", "22 people had died as of Thursday"),
        ("the mayor", "31 people had died as of Friday"),
    ],
    "another place": [
        ("police", "14 people were killed in Arden"),
        ("the mayor", "nine people were killed in Bellow"),
    ],
    "another event": [
        ("police", "14 people died in the flood"),
        ("the mayor", "nine people died in the fire"),
    ],
    "a part": [("the firm", "it has 90 shops in town"), ("a report", "40 of which are shops in town")],
    "opposite verbs": [
        ("a poll", "40 per cent of voters back the bridge"),
        ("a paper", "31 per cent of voters oppose the bridge"),
    ],
    "a list": [
        ("a poll", "Roth received 37 per cent and Vale received 36 per cent"),
        ("a paper", "Roth received 41 per cent and Vale received 38 per cent"),
    ],
    "money of two kinds": [
        ("the firm", "Arden Tools expects to earn $7 a share"),
        ("", "A share in Arden Tools closed at $4.15."),
    ],
    "rounded": [("the council", "the bridge cost £3m"), ("the builder", "the bridge cost £3.2m")],
    "another thing": [("the council", "the bridge cost £40m"), ("the builder", "the tunnel cost £52m")],
    "another unit": [("the firm", "sales of lamps rose 12 per cent"), ("a bank", "sales of lamps rose £4m")],
    "points and per cent": [
        ("a bank", "support for the bill rose 4 per cent"),
        ("a poll", "support for the bill rose 9 percentage points"),
    ],
    "another verb": [
        ("the firm", "the quarry employs 400 miners"),
        ("the union", "the quarry sacked 250 miners"),
    ],
    "houses that burned": [("police", "14 houses were burned"), ("the mayor", "nine people were burned")],
    "no figures": [("police", "many people were killed"), ("the mayor", "few people were killed")],
    "nothing said of them": [("police", "14 cars"), ("the mayor", "15 cars")],
}


@pytest.mark.parametrize("name", NONE)
def test_agreement_and_other_things_are_none(name: str) -> None:
    assert conflicts(*NONE[name]) == []


def test_groups_hold_what_agrees() -> None:
    rows = [
        ("police", "at least 22 people were killed"), ("the mayor", "17 people were killed"),
        ("a doctor", "25 people were killed"), ("a witness", "17 people died"),
    ]  # fmt: skip
    assert conflicts(*rows) == [[[0, 2], [1, 3]]]


def test_nobody_known_is_not_the_article() -> None:
    rows = said(("", "The blast killed 14 people."))
    unknown = Said("later", (("?", 3),), find_figures(LATER, ((50, len(LATER)),)))
    assert find_conflicts((*rows, unknown)) == (Conflict((((0, 0),), (("later", 0),))),)


def test_a_claim_within_another_claim_is_no_conflict() -> None:
    text = "the report says police found 14 people dead and lost 19 people dead"
    outer, inner = find_figures(text, ((0, len(text)),)), find_figures(text, ((16, len(text)),))
    assert find_conflicts((Said(0, ("the paper",), outer), Said(1, ("the report",), inner))) == ()


def test_two_who_speak_together_are_each_of_them() -> None:
    (first,) = said(("police", "14 people were killed"))
    both = Said(1, ("the mayor", "police"), find_figures(LATER, ((50, len(LATER)),)))
    assert find_conflicts((first, both)) == ()


def test_the_order_is_that_of_the_text_and_a_conflict_lists_its_figures() -> None:
    found = find_conflicts(
        said(
            ("police", "wounding 40 people and killing 14 people"),
            ("the mayor", "19 people were killed"),
            ("a doctor", "62 people were wounded"),
        )
    )
    assert [one.figures for one in found] == [((0, 0), (2, 0)), ((0, 1), (1, 0))]


AGREE = [
    ((12, 12, "exact", "%"), (12.4, 12.4, "exact", "%"), True),
    ((12, 12, "exact", "%"), (15, 15, "exact", "%"), False),
    ((12, 12, "exact", ""), (13, 13, "exact", ""), False),
    ((40, 40, "about", ""), (44, 44, "exact", ""), True),
    ((40, 40, "about", ""), (50, 50, "exact", ""), False),
    ((None, 50, "less_than", ""), (50, 50, "exact", ""), True),
    ((None, 50, "at_most", ""), (60, None, "at_least", ""), False),
    ((10, 15, "range", ""), (14, 20, "range", ""), True),
    ((1400, 1400, "exact", ""), (1352, 1352, "exact", ""), True),
    ((1400, 1400, "exact", ""), (1300, 1300, "exact", ""), False),
]


@pytest.mark.parametrize(("one", "other", "wanted"), AGREE)
def test_agree(one: tuple, other: tuple, wanted: bool) -> None:
    first, second = (
        Figure((0, 1), low, high, bound, unit, "", "") for low, high, bound, unit in (one, other)
    )
    assert agree(first, second) is agree(second, first) is wanted


def test_many_figures_take_no_square_time() -> None:
    figures = find_figures("14 people were killed", ((0, 21),))
    said = [Said(at, (at,), figures) for at in range(50_000)]
    assert effort(lambda: find_conflicts(said), runs=1) < 5

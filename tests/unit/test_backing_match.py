"""Which claim a row belongs to; and that nothing is guessed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims.incoming.backing_match import Known, Placed, place
from claims.incoming.backing_sheet import BackingRow
from tests.support import reports

KNOWN = [Known(one.id, one.number, one.words, one.spans) for one in reports.CLAIMS]
ROW = BackingRow(line=2, title="Inspection", kind="DOCUMENT")


def placed(
    fact: str = "", number: int | None = None, text: str = reports.BRIDGE, known: list[Known] = KNOWN
) -> Placed:
    [found] = place([replace(ROW, fact=fact, number=number)], text, known)
    return found


@pytest.mark.parametrize("claim", KNOWN, ids=lambda one: one.words)
def test_each_claims_own_words_find_it(claim: Known) -> None:
    for fact in (claim.words, claim.words.upper(), f"  {claim.words}. ", f"“{claim.words}”"):
        assert placed(fact) == Placed(placed(fact).row, claim.id, ())
    assert placed(number=claim.number).claim == claim.id


@pytest.mark.parametrize(
    ("fact", "number"),
    [
        ("the inspection took 'ten minutes at most'", 6),
        ("“We looked at every bolt,” she told reporters.", 2),
        ("It has stood for ninety years.", 3),
        ("A dock worker, who asked not to be named, said the inspection took “ten minutes at most”.", 6),
        ("took “ten minutes at most”", 6),
        ("The bridge over the harbour is safe, Mayor Ann Cole said on Tuesday", 1),
        ("22 boats pass below it each hour, the port authority said, who count", 5),
    ],
)
def test_words_as_people_copy_them(fact: str, number: int) -> None:
    found = placed(fact)
    assert (found.claim, found.near, found.errors) == (1000 + number, False, ())


def test_words_that_are_only_like_are_shown_to_a_person() -> None:
    found = placed("The bridge over the old harbour is safe")
    assert (found.claim, found.near) == (1001, True)


@pytest.mark.parametrize(
    ("fact", "number", "why"),
    [
        ("Nobody has ever said this about anything", None, "No claim has these words"),
        ("bridge", None, "No claim has these words"),
        ("…", None, "There are no words in the fact."),
        ("", 44, "There is no claim 44 in this draft."),
        (
            "It has stood for ninety years",
            4,
            "Claim 4 has other words: “At least 22 boats pass below it each hour”.",
        ),
        (
            "It has stood for ninety years. At least 22 boats pass below it each hour, the port authority said, who "
            "count them.",
            None,
            "These words fit claims 3, 4 and 5: give the number.",
        ),
    ],
)
def test_where_there_is_doubt_it_says_so(fact: str, number: int | None, why: str) -> None:
    found = placed(fact, number)
    assert found.claim is None
    assert found.errors[0].startswith(why)


def test_the_same_words_twice_are_nobodys() -> None:
    text = "It is safe, Ann said. It is safe, Bob said."
    known = [Known(1, 1, "It is safe", ((0, 10),)), Known(2, 2, "It is safe", ((22, 32),))]
    assert placed("it is safe", text=text, known=known).errors == (
        "These words fit claims 1 and 2: give the number.",
    )
    assert placed("It is safe", 2, text=text, known=known).claim == 2


def test_two_that_are_nearly_as_like_are_nobodys() -> None:
    text = "The port counted 22 boats on Monday. The port counted 22 boats on Friday."
    known = [
        Known(1, 1, "The port counted 22 boats on Monday", ((0, 35),)),
        Known(2, 2, "The port counted 22 boats on Friday", ((37, 72),)),
    ]
    found = placed("The port counted 22 boats on Sunday", text=text, known=known)
    assert found.claim is None and found.errors == ("These words fit claims 1 and 2: give the number.",)


def test_a_figure_that_differs_is_never_taken_for_the_same() -> None:
    """Near is shown as near: whoever looks sees both."""
    found = placed("At least 23 boats pass below it each hour")
    assert found.near or found.errors


def test_a_row_with_errors_has_no_claim() -> None:
    [found] = place(
        [replace(ROW, number=1, errors=("There is no source in this row.",))], reports.BRIDGE, KNOWN
    )
    assert (found.claim, found.errors) == (None, ("There is no source in this row.",))


def test_a_lost_claim_is_found_by_its_words() -> None:
    assert placed("seventeen boats").claim == 1009


def test_long_words_are_looked_at_to_their_end() -> None:
    head = "word " * 60
    text = f"{head}ends here. {head}ends there."
    one, two = f"{head}ends here", f"{head}ends there"
    known = [
        Known(1, 1, one, ((0, len(one)),)),
        Known(2, 2, two, ((text.index(two, 5), text.index(two, 5) + len(two)),)),
    ]
    assert [placed(each + " today", text=text, known=known).claim for each in (one, two)] == [None, None]
    assert [placed(each, text=text, known=known).claim for each in (one, two)] == [1, 2]


def test_many_rows_and_claims_take_a_short_time() -> None:
    report = reports.many(1_000)
    known = [Known(one.id, one.number, one.words, one.spans) for one in report.claims]
    rows = [
        BackingRow(line=at, fact=f"{one.words}, Mayor Ann Cole said", title="x")
        for at, one in enumerate(report.claims)
    ]
    found = place(rows[:200], report.text, known)
    assert [one.claim for one in found] == [one.id for one in report.claims[:200]]

"""Clearing sentences: one person where nothing is at risk, two where a rule fires; and opening them again."""

from __future__ import annotations

import pytest

from claims.errors import Refused
from claims.extraction.risks.sentence import sentence_risks
from claims.models import Draft, Event, Sentence, User
from claims.services.history_check import Tally, check_history
from claims.services.sentence_clear import sentence_clear
from claims.services.sentence_unclear import sentence_unclear
from claims.vocabulary import Coverage, EventKind
from tests import factories as make

pytestmark = pytest.mark.django_db
TEXT = "The bridge opens.\n\nNine people were killed on Monday.\n\nIt rained."


@pytest.fixture
def lines(room: make.Newsroom) -> list[Sentence]:
    """Covered by a claim; with a casualty figure; harmless."""
    article, _ = make.split_article(room, make.Saying("The bridge opens"), text=TEXT)
    return list(Sentence.objects.filter(draft__article=article))


def clear(sentence: Sentence, by: User, why: str = "A remark.") -> Sentence:
    asked = fresh(sentence).clearing_by_id
    return sentence_clear(sentence_id=sentence.pk, by=by, key=make.key(), why=why, asked=asked)


def unclear(sentence: Sentence, by: User, why: str = "") -> Sentence:
    return sentence_unclear(sentence_id=sentence.pk, by=by, key=make.key(), why=why)


def fresh(sentence: Sentence) -> Sentence:
    return Sentence.objects.get(pk=sentence.pk)


def whats() -> list[str]:
    return list(
        Event.objects.filter(claim=None, number__gt=2).order_by("number").values_list("what", flat=True)
    )


def test_which_words_are_at_risk() -> None:
    assert "casualty" in sentence_risks("Nine people were killed on Monday.")
    assert sentence_risks("It rained.") == ()


def test_a_harmless_one_takes_one_person_and_a_reason(room: make.Newsroom, lines: list[Sentence]) -> None:
    with pytest.raises(Refused, match="Give a reason"):
        clear(lines[2], room.checker, " ")
    clear(lines[2], room.checker)
    row = fresh(lines[2])
    assert (row.coverage, row.cleared_by, row.why, row.clearing_by) == (
        Coverage.NOTHING,
        room.checker,
        "A remark.",
        None,
    )
    assert whats() == [EventKind.CLEARED]
    assert list(check_history(Tally())) == []


def test_one_at_risk_takes_two(room: make.Newsroom, lines: list[Sentence]) -> None:
    clear(lines[1], room.checker)
    row = fresh(lines[1])
    assert (row.coverage, row.clearing_by, row.clearing_why) == (Coverage.OPEN, room.checker, "A remark.")
    with pytest.raises(Refused, match="Give a reason"):
        clear(lines[1], room.checker, "")
    with pytest.raises(Refused, match="You asked for this"):
        clear(lines[1], room.checker, "Once more.")
    clear(lines[1], room.second, "")
    row = fresh(lines[1])
    assert (row.coverage, row.cleared_by, row.why) == (Coverage.NOTHING, room.second, "A remark.")
    assert whats() == [EventKind.CLEARING_ASKED, EventKind.CLEARED]
    assert list(check_history(Tally())) == []


def test_opened_again_and_history_still_holds(room: make.Newsroom, lines: list[Sentence]) -> None:
    clear(lines[1], room.checker)
    clear(lines[1], room.second, "")
    unclear(lines[1], room.editor, "A toll.")
    row = fresh(lines[1])
    assert (row.coverage, row.cleared_by, row.clearing_by, row.clearing_why) == (
        Coverage.OPEN,
        None,
        None,
        "",
    )
    assert list(check_history(Tally())) == []
    clear(lines[1], room.checker)
    unclear(lines[1], room.checker)
    assert fresh(lines[1]).clearing_by is None
    with pytest.raises(Refused, match="open already"):
        unclear(lines[1], room.checker)
    assert list(check_history(Tally())) == []


def test_what_sql_does_to_a_sentence_is_found(room: make.Newsroom, lines: list[Sentence]) -> None:
    for change in ({"coverage": Coverage.NOTHING, "cleared_by": room.checker}, {"clearing_by": room.checker}):
        Sentence.objects.filter(pk=lines[2].pk).update(**change)
        assert any("sentence" in line for line in check_history(Tally()))
        Sentence.objects.filter(pk=lines[2].pk).update(
            coverage=Coverage.OPEN, cleared_by=None, clearing_by=None
        )
    clear(lines[2], room.checker)
    Sentence.objects.filter(pk=lines[2].pk).update(coverage=Coverage.OPEN, cleared_by=None, why="")
    assert any("sentence" in line for line in check_history(Tally())), "reopened by nobody"


def test_who_may_not(room: make.Newsroom, lines: list[Sentence]) -> None:
    lines[2].draft.article.bylines.add(room.second)
    for person, why in ((room.second, "You wrote this story"), (room.reader, "Checkers and editors")):
        with pytest.raises(Refused, match=why):
            clear(lines[2], person)
    with pytest.raises(Sentence.DoesNotExist):
        clear(lines[2], room.outsider)
    assert whats() == []


def test_a_writers_wish_does_not_count(room: make.Newsroom, lines: list[Sentence]) -> None:
    clear(lines[1], room.checker)
    lines[1].draft.article.bylines.add(room.checker)
    with pytest.raises(Refused, match="Give a reason"):
        clear(lines[1], room.second, "")
    clear(lines[1], room.second, "Mine.")
    row = fresh(lines[1])
    assert (row.coverage, row.clearing_by) == (Coverage.OPEN, room.second), "asked for anew"


def test_what_cannot_be_cleared(room: make.Newsroom, lines: list[Sentence]) -> None:
    with pytest.raises(Refused, match="A claim covers this sentence"):
        clear(lines[0], room.checker)
    clear(lines[2], room.checker)
    with pytest.raises(Refused, match="cleared this sentence already"):
        clear(lines[2], room.second)
    with pytest.raises(Refused, match="at most 200"):
        clear(lines[1], room.checker, "x" * 201)


def test_nobody_consents_to_a_wish_that_they_have_not_seen(
    room: make.Newsroom, lines: list[Sentence]
) -> None:
    clear(lines[1], room.checker)
    with pytest.raises(Refused, match="Chloe Checker has asked for this meanwhile"):
        sentence_clear(sentence_id=lines[1].pk, by=room.second, key="k", why="Mine.")


def test_a_key_that_comes_again_changes_nothing(room: make.Newsroom, lines: list[Sentence]) -> None:
    for _ in range(2):
        sentence_clear(sentence_id=lines[1].pk, by=room.checker, key="k", why="A remark.")
    assert whats() == [EventKind.CLEARING_ASKED]


def test_a_sentence_of_an_older_draft(room: make.Newsroom, lines: list[Sentence]) -> None:
    old = lines[2].draft
    Draft.objects.create(article=old.article, number=2, text="New.", sha256="0" * 64, by=room.reporter)
    with pytest.raises(Refused, match="There is a newer draft"):
        clear(lines[2], room.checker)

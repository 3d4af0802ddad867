"""`verify_history` names what was done to questions, answers and notes by SQL."""

from __future__ import annotations

import pytest
from django.db import connection

from claims.models import Article, Claim, Event, EventPayload, Note, Question
from claims.services.history_check import Tally, check_history
from claims.services.note_edit import note_edit
from claims.services.question_answer import question_answer
from claims.services.question_withdraw import question_withdraw
from claims.vocabulary import AskedOf, State
from newsroom.databases import as_owner
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def claim(room: make.Newsroom) -> Claim:
    """A claim with an answered question, a note that was changed, and a note on its article."""
    claim = make.moved(make.split_article(room)[1][0], State.CHECKING, room.checker)
    question = make.asked(claim, room.checker, room.reporter)
    question_answer(question_id=question.pk, by=room.reporter, key=make.key(), answer="The coastguard.")
    note = make.noted(claim, room.checker, "first")
    note_edit(note_id=note.pk, by=room.checker, key=make.key(), text=f"@{room.second.username} second")
    make.noted(claim.article, room.editor, "whole")
    assert list(check_history(Tally())) == []
    return claim


def by_sql(statement: str, *values: object) -> None:
    """What somebody with the owner's password does behind the application's back."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount, "the statement changed nothing, so the test would prove nothing"


@pytest.mark.parametrize(
    "change",
    [
        "text = 'Who paid them?'",
        "answer = 'Nobody did.'",
        "blocking = NOT blocking",
        "by_id = to_id",
        "answered_by_id = by_id",
        "answered_at = answered_at + interval '1 second'",
        "answer_by = now()",
        "to_id = by_id",
        "answer = '', answered_by_id = NULL, answered_at = NULL",
    ],
)
def test_a_changed_question_is_named(claim: Claim, change: str) -> None:
    by_sql(f"UPDATE claims_question SET {change}")
    (line,) = check_history(Tally())
    assert f"claim {claim.pk}, question {Question.objects.get().pk}, content" in line


def test_a_question_that_is_gone_and_one_that_nobody_asked_are_named(
    room: make.Newsroom, claim: Claim
) -> None:
    by_sql("DELETE FROM claims_notice")
    by_sql("DELETE FROM claims_question")
    Question.objects.create(claim=claim, asked_of=AskedOf.SOURCE, source="x", text="x", by=room.checker)
    invented, gone = check_history(Tally())
    assert "question" in invented and "no event tells of it" in invented
    assert "question" in gone and "there is no row" in gone


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE claims_note SET text = 'other' WHERE claim_id IS NOT NULL", "note"),
        ("UPDATE claims_note SET text = 'other' WHERE claim_id IS NULL", "itself, note"),
        ("UPDATE claims_note SET at = now() WHERE claim_id IS NULL", "itself, note"),
        ("UPDATE claims_note SET by_id = by_id + 1 WHERE claim_id IS NULL", "itself, note"),
        ("UPDATE claims_note SET claim_id = NULL WHERE claim_id IS NOT NULL", "note"),
        ("DELETE FROM claims_note_mentions", "note"),
        ("UPDATE claims_noteedit SET text = 'other'", "earlier note"),
        ("UPDATE claims_noteedit SET until = now()", "earlier note"),
        ("DELETE FROM claims_noteedit", "earlier note"),
    ],
)
def test_a_changed_note_is_named(claim: Claim, statement: str, words: str) -> None:
    by_sql(statement)
    lines = list(check_history(Tally()))
    assert lines and any(words in line for line in lines), lines


def test_a_note_that_nobody_wrote_is_named(room: make.Newsroom, claim: Claim) -> None:
    Note.objects.create(article=Article.objects.get(), by=room.checker, text="x")
    (line,) = check_history(Tally())
    assert "itself, note" in line and "no event tells of it" in line


def test_erased_payloads_are_no_finding(room: make.Newsroom, claim: Claim) -> None:
    question = make.asked(claim, room.checker)
    question_withdraw(question_id=question.pk, by=room.checker, key=make.key())
    for event in Event.objects.order_by("-number"):
        EventPayload.objects.filter(event=event).delete()
        assert list(check_history(Tally())) == []

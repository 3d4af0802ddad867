"""What every change of a question shares: load it under lock, end it once, and let its claim go on."""

from __future__ import annotations

from typing import Any

from claims.errors import Refused
from claims.models import Question, User
from claims.permissions import questions_visible_to
from claims.services.claim_change import claim_now
from claims.services.claim_move import move
from claims.services.gate_watch import after_change
from claims.services.history import lock_living, record
from claims.services.undo_rows import changed_from, told_before
from claims.vocabulary import EventKind, State


def question_now(question_id: int) -> Question:
    """The question with all that permissions and its page ask of it. Raises Question.DoesNotExist."""
    return (
        Question.objects.select_related("claim__article__desk", "claim__owner", "to", "by")
        .select_related("answered_by", "withdrawn_by")
        .prefetch_related("claim__article__bylines")
        .get(pk=question_id)
    )


def question_to_change(question_id: int, by: User) -> Question:
    """The question, with its article's row locked. Raises Question.DoesNotExist where the person may not see it."""
    article_id = questions_visible_to(by).values_list("claim__article_id", flat=True).get(pk=question_id)
    lock_living(article_id)
    return question_now(question_id)


def end(
    question: Question, *, what: EventKind, by: User, key: str, note: str = "", **fields: Any
) -> Question:
    """Answer an open question or withdraw it, record it, and give the claim back to its checker when it was the
    last; where it blocked the sign-off, the gate is asked anew.

    For services that hold the article's row. Raises Refused where the question has ended meanwhile.
    """
    stood = told_before([question])
    opened = Question.objects.filter(pk=question.pk, answered_at=None, withdrawn_at=None)
    if not opened.update(**fields):
        raise Refused("This question is no longer open.")
    ended = question_now(question.pk)
    record(
        article_id=ended.claim.article_id,
        claim=ended.claim,
        what=what,
        by=by,
        key=key,
        after={"question": ended.pk},
        note=note,
        pieces=[ended],
        undo={"rows": changed_from(stood)},
    )
    _go_on(ended, by, key)
    if ended.blocking:
        after_change(ended.claim.article_id, by=by, key=key)
    return ended


def _go_on(question: Question, by: User, key: str) -> None:
    """A claim that waits for nothing any more is its owner's to check again."""
    if question.claim.state != State.AWAITING:
        return
    waits = Question.objects.filter(claim=question.claim, answered_at=None, withdrawn_at=None).exists()
    if not waits:
        move(claim_now(question.claim_id), to=State.CHECKING, by=by, key=f"{key}:back", machine=True)

"""Take a question back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from claims.models import Question, User
from claims.permissions import may_withdraw
from claims.services.history import recorded
from claims.services.question_change import end, question_now, question_to_change
from claims.vocabulary import EventKind


@transaction.atomic
def question_withdraw(*, question_id: int, by: User, key: str) -> Question:
    """Withdraw an open question with its events; a claim that waited for it alone is in checking again.

    Raises Question.DoesNotExist (not visible), Refused. A key that was used before changes nothing and returns the
    question as it is.
    """
    question = question_to_change(question_id, by)
    if first := recorded(key, by):
        return question_now(first.payload.after.get("question", 0))
    may_withdraw(by, question).or_refuse()
    return end(
        question,
        what=EventKind.QUESTION_WITHDRAWN,
        by=by,
        key=key,
        withdrawn_by=by,
        withdrawn_at=timezone.now(),
    )

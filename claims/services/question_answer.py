"""Answer a question, or record what a source answered."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from claims.errors import Refused
from claims.models import Question, User
from claims.permissions import may_reply
from claims.services.history import recorded
from claims.services.notices import notify
from claims.services.question_change import end, question_now, question_to_change
from claims.vocabulary import EventKind, NoticeKind


@transaction.atomic
def question_answer(*, question_id: int, by: User, key: str, answer: str) -> Question:
    """Store the answer for good with its events; a claim that waited for this one alone is in checking again.

    Whoever asked, and the claim's owner, are told. Raises Question.DoesNotExist (not visible), Refused (answered or
    withdrawn meanwhile too). A key that was used before changes nothing and returns the question as it is.
    """
    question = question_to_change(question_id, by)
    if first := recorded(key, by):
        return question_now(first.payload.after.get("question", 0))
    may_reply(by, question).or_refuse()
    if not answer.strip():
        raise Refused("Write the answer first.")
    question = end(
        question,
        what=EventKind.REPLIED,
        by=by,
        key=key,
        note=answer,
        answer=answer,
        answered_by=by,
        answered_at=timezone.now(),
    )
    owner = question.claim.owner
    notify(
        NoticeKind.REPLIED,
        [question.by, owner] if owner else [question.by],
        article_id=question.claim.article_id,
        claim_id=question.claim_id,
        question_id=question.pk,
        by=by,
        key=f"{key}:replied",
    )
    return question

"""Ask a colleague or a source about a claim."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from claims.errors import Refused
from claims.models import Claim, Question, User
from claims.permissions import MAY_PASTE, may_ask
from claims.services.claim_change import claim_now, claim_to_change
from claims.services.claim_move import move
from claims.services.gate_watch import after_change
from claims.services.history import record, recorded
from claims.services.notices import notify
from claims.services.question_change import question_now
from claims.vocabulary import AskedOf, EventKind, NoticeKind, State


@transaction.atomic
def question_ask(
    *,
    claim_id: int,
    by: User,
    key: str,
    text: str,
    to: int | None = None,
    source: str = "",
    answer_by: datetime | None = None,
    blocking: bool = False,
) -> Question:
    """Ask a colleague of the desk (`to`, an id) or, without one, a source by name; all of it with its events or
    nothing.

    A claim in checking awaits the reply; the colleague is told; a blocking question voids the signatures that stand.
    It only adds, so it needs no version. Raises
    Claim.DoesNotExist, Refused. A key that was used before returns the first question.
    """
    claim = claim_to_change(claim_id, by)
    if first := recorded(key, by):
        return question_now(first.payload.after.get("question", 0))
    may_ask(by, claim).or_refuse()
    person = _colleague(claim, to, by)
    if not text.strip():
        raise Refused("Write the question first.")
    if person is None and not source.strip():
        raise Refused("Say who is asked: a colleague, or a source by name.")
    if answer_by is not None and answer_by <= timezone.now():
        raise Refused("The time to answer by has passed already.")
    question = Question.objects.create(
        claim=claim,
        asked_of=AskedOf.REPORTER if person else AskedOf.SOURCE,
        to=person,
        source="" if person else source,
        text=text,
        answer_by=answer_by,
        blocking=blocking,
        by=by,
    )
    record(
        article_id=claim.article_id,
        claim=claim,
        what=EventKind.ASKED,
        by=by,
        key=key,
        after={"question": question.pk},
        note=text,
        pieces=[question],
    )
    if claim.state == State.CHECKING:
        move(claim_now(claim.pk), to=State.AWAITING, by=by, key=f"{key}:await", machine=True)
    if blocking:
        after_change(claim.article_id, by=by, key=key)
    _tell(question, key)
    return question_now(question.pk)


def _colleague(claim: Claim, to: int | None, by: User) -> User | None:
    """Who of the desk is asked, None for a source."""
    if to is None:
        return None
    if to == by.pk:
        raise Refused("You can't ask yourself: write a note instead.")
    desk = claim.article.desk_id
    people = User.objects.filter(memberships__desk_id=desk, memberships__role__in=MAY_PASTE, is_active=True)
    if (person := people.filter(pk=to).first()) is None:
        raise Refused("They aren't a reporter, checker or editor of this desk.")
    return person


def _tell(question: Question, key: str) -> None:
    notify(
        NoticeKind.ASKED,
        [question.to] if question.to else [],
        article_id=question.claim.article_id,
        claim_id=question.claim_id,
        question_id=question.pk,
        by=question.by,
        key=f"{key}:asked",
    )

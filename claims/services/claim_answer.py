"""Record what one person found about a claim, and settle it where they ask for that."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from claims.errors import Refused
from claims.guards import answer_is_whole, is_high_risk
from claims.models import Answer, Claim, User
from claims.permissions import may_answer, may_move, may_set_copy
from claims.services.claim_change import change, claim_to_change, is_new
from claims.services.claim_move import move
from claims.vocabulary import Copy, EventKind, So, State


@transaction.atomic
def claim_answer(
    *,
    claim_id: int,
    seen: int,
    by: User,
    key: str,
    said: str = "",
    so: str = "",
    note: str = "",
    copy: str = "",
    fix: str = "",
    settle: bool = False,
) -> Claim:
    """Store an answer for the present wording, take the claim if nobody has, settle it if asked to.

    All of it is stored with its events, or nothing is. On a second check the answer is of round 2.
    With a high risk `settle` hands the claim to its second check. A second answer that differs from the first is
    stored and doesn't settle: were it refused, trying answers would tell what the first one was. Raises
    Claim.DoesNotExist, Refused (with the reason), Stale (with the claim as it is). A key that was used before
    changes nothing.
    """
    claim = claim_to_change(claim_id, by)
    if not is_new(claim, seen=seen, key=key, by=by):
        return claim
    may_answer(by, claim).or_refuse()
    claim = _take(claim, by, key)
    claim = store_answer(claim, by, key, Answer(said=said, so=so, note=note), copy, fix)
    differs = claim.state == State.SECOND and not may_move(by, claim, State.SETTLED).allowed
    if settle and not differs:
        claim = move(claim, to=settled_as(claim), by=by, key=f"{key}:settle")
    return claim


def settled_as(claim: Claim) -> State:
    """Where “settle” leads: a high risk goes to a second person first."""
    if claim.state == State.CHECKING and is_high_risk(claim, claim.uses.all()):
        return State.SECOND
    return State.SETTLED


def _take(claim: Claim, by: User, key: str) -> Claim:
    """Whoever answers an open claim has taken it; whoever answers a suggested one has said that it is one."""
    if claim.state == State.SUGGESTED:
        claim = move(claim, to=State.OPEN, by=by, key=f"{key}:open")
    if claim.state == State.OPEN:
        claim = move(claim, to=State.CHECKING, by=by, key=f"{key}:take")
    return claim


def store_answer(claim: Claim, by: User, key: str, answer: Answer, copy: str, fix: str) -> Claim:
    """Store what a person answers for the present wording, with the event; for services that hold the article's row."""
    if not (answer.said or answer.so):
        raise Refused("Choose an answer first.")
    if answer.said and claim.attribution_id is None:
        raise Refused("This claim is the article's own voice: nobody is quoted.")
    if answer.so == So.NOT_CHECKABLE and not answer.note.strip():
        raise Refused("Say in the note why it can't be checked.")
    if copy == Copy.STET and not answer.note.strip():
        raise Refused("Say in the note why the copy is kept as it is.")
    may_set_copy(by, claim, copy).or_refuse()
    answer.claim, answer.by, answer.wording = claim, by, claim.wording
    answer.round = 2 if claim.state == State.SECOND else 1
    if answer.round == 2 and not answer_is_whole(claim, answer):
        raise Refused("Answer both questions: the first check is shown when you have.")
    answer.save(force_insert=True)
    # The copy resolution is the first person's; told with a second answer it would give the first away.
    fields: dict[str, Any] = {"copy": copy, "fix": fix} if answer.round == 1 else {}
    after = {"answer": answer.pk} | ({"round": answer.round} if answer.round == 2 else {})
    return change(claim, what=EventKind.ANSWERED, by=by, key=key, after=after, pieces=[answer], **fields)

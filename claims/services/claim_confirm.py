"""Look at a stale claim again, and say that it stands as it was settled, or dismissed."""

from __future__ import annotations

from django.db import transaction

from claims.guards import is_high_risk, old_verdict, was_dismissed
from claims.models import Answer, Claim, User
from claims.permissions import may_confirm
from claims.services.claim_change import change, claim_to_change, is_new
from claims.services.claim_dismiss import dismiss
from claims.services.claim_move import move
from claims.vocabulary import EventKind, State


@transaction.atomic
def claim_confirm(*, claim_id: int, seen: int, by: User, key: str, note: str = "") -> Claim:
    """Store the old answers as this person's, for the present wording, and settle the claim again with them.

    With a high risk it goes to a second person, who answers as in any second check. What was dismissed before is
    dismissed again, for the old reason or the one in `note`: with a high risk by two people. All of it with its
    events, or nothing. Raises Claim.DoesNotExist, Refused, Stale. A key that was used before changes nothing.
    """
    claim = claim_to_change(claim_id, by)
    if not is_new(claim, seen=seen, key=key, by=by):
        return claim
    may_confirm(by, claim).or_refuse()
    if was_dismissed(claim):
        return dismiss(claim, by=by, key=key, note=note or claim.dismissal_why or "Still no claim to check.")
    claim = _answer(claim, by, key, note)
    to = State.SECOND if is_high_risk(claim, claim.uses.all()) else State.SETTLED
    return move(claim, to=to, by=by, key=f"{key}:settle")


def _answer(claim: Claim, by: User, key: str, note: str) -> Claim:
    old = old_verdict(claim)
    if old is None:
        raise ValueError(f"claim {claim.pk} was never settled")
    answer = Answer.objects.create(
        claim=claim,
        by=by,
        wording=claim.wording,
        said=old.said if claim.attribution_id else "",
        so=old.so,
        note=note or old.note,
    )
    return change(
        claim, what=EventKind.ANSWERED, by=by, key=key, after={"answer": answer.pk}, pieces=[answer]
    )

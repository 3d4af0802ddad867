"""Dismiss a claim: at once, or, with a high risk, by two people."""

from __future__ import annotations

from django.db import transaction

from claims.errors import Refused
from claims.models import Claim, User
from claims.permissions import may_check
from claims.services.claim_change import change, claim_to_change, is_new
from claims.services.claim_move import move
from claims.vocabulary import MOVES, EventKind, State


@transaction.atomic
def claim_dismiss(*, claim_id: int, seen: int, by: User, key: str, note: str = "") -> Claim:
    """Dismiss a claim, or ask for it where its risk is high and nobody has asked yet. Recorded with it.

    Raises Claim.DoesNotExist, Refused, Stale. A key that was used before changes nothing.
    """
    claim = claim_to_change(claim_id, by)
    if not is_new(claim, seen=seen, key=key, by=by):
        return claim
    asks = "second_person" in _guards(claim) and claim.high_risk and claim.dismissal_by_id is None
    if not asks:
        return move(claim, to=State.DISMISSED, by=by, key=key, note=note)
    may_check(by, claim.article).or_refuse()
    if not note.strip():
        raise Refused("Give a reason.")
    return change(
        claim,
        what=EventKind.DISMISSAL_ASKED,
        by=by,
        key=key,
        note=note,
        dismissal_by=by,
        dismissal_why=note,
    )


def _guards(claim: Claim) -> tuple[str, ...]:
    to_dismissed = MOVES.get(State(claim.state), {}).get(State.DISMISSED)
    return to_dismissed.guards if to_dismissed else ()

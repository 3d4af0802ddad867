"""Dismiss a claim: at once, or, with a high risk, by two people."""

from __future__ import annotations

from django.db import transaction

from claims.drafts import is_lost
from claims.errors import Refused
from claims.guards import asked_to_dismiss
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
    return dismiss(claim, by=by, key=key, note=note)


def dismiss(claim: Claim, *, by: User, key: str, note: str) -> Claim:
    """The same, for services that hold the article's row and have asked whether the key is new."""
    if not (takes_two(claim) and asked_to_dismiss(claim) is None):
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


def takes_two(claim: Claim) -> bool:
    """Whether a second person has to confirm that the claim may be dismissed."""
    to_dismissed = MOVES.get(State(claim.state), {}).get(State.DISMISSED)
    return (
        claim.high_risk
        and not is_lost(claim)
        and to_dismissed is not None
        and "second_person" in to_dismissed.guards
    )

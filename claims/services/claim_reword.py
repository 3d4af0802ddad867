"""Reopen a claim whose words, or whose speaker, aren't those any more that it was checked for."""

from __future__ import annotations

from typing import Any

from claims.models import Claim, User
from claims.services.claim_change import change, claim_now
from claims.services.claim_move import move
from claims.vocabulary import DECIDED, EventKind, State


def reword(
    claim_id: int, why: str, *, by: User | None, key: str, what: EventKind = EventKind.CARRIED, **fields: Any
) -> Claim:
    """Set the claim's fields (wording and the rest) and reopen it in the way that its state asks for, with the event.

    What was settled or dismissed goes stale; a second check goes back to who checked first; anything else stays where
    it is, and its answers no longer count. `by` is None where a new draft did it. For services that hold the article's
    row. Raises Stale.
    """
    claim = claim_now(claim_id)
    if claim.state in DECIDED:
        return move(claim, to=State.STALE, by=by, key=key, note=why, machine=True, **fields)
    if claim.state == State.SECOND:
        return move(claim, to=State.CHECKING, by=by, key=key, note=why, machine=True, **fields)
    if claim.state == State.STALE:
        fields["stale_why"] = why
    if claim.dismissal_by_id:
        fields |= {"dismissal_by": None, "dismissal_why": ""}  # the wish was for other words
    return change(claim, what=what, by=by, key=key, note=why, **fields)

"""Give a claim another wording, and reopen it: it isn't any more what it was checked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Model

from claims.models import Claim, User
from claims.services.claim_change import change, claim_now
from claims.services.claim_move import move
from claims.services.undo_rows import Rows
from claims.vocabulary import DECIDED, EventKind, State


def reword(
    claim_id: int,
    why: str,
    *,
    by: User | None,
    key: str,
    what: EventKind = EventKind.CARRIED,
    after: dict[str, Any] | None = None,
    pieces: Sequence[Model] = (),
    rows: Rows = (),
    **fields: Any,
) -> Claim:
    """Set the claim's fields (wording and the rest) and reopen it in the way that its state asks for, with the event.

    What was settled or dismissed goes stale; a second check goes back to who checked first; anything else stays where
    it is, and its answers no longer count. A new draft (`by` is None, `what` CARRIED) tells it in the move, where there
    is one; what a person did has an event of its own before. For services that hold the article's row. Raises Stale.
    """
    claim = claim_now(claim_id)
    if claim.state == State.STALE:
        fields["stale_why"] = why
    if claim.dismissal_by_id and claim.state != State.DISMISSED:
        fields |= {"dismissal_by": None, "dismissal_why": ""}  # the wish was for other words
    to = _reopened(claim)
    if by or not to:
        claim = change(
            claim, what=what, by=by, key=key, note=why, after=after, pieces=pieces, rows=rows, **fields
        )
        key, fields = f"{key}:reopened", {}
    if not to:
        return claim
    # going back to the first check is nobody's own move: its guard would ask whether they disagree
    mover = by if to == State.STALE else None
    return move(claim, to=to, by=mover, key=key, note=why, machine=True, **fields)


def _reopened(claim: Claim) -> State | None:
    if claim.state in DECIDED:
        return State.STALE
    return State.CHECKING if claim.state == State.SECOND else None

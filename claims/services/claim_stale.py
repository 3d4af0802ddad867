"""What was settled or dismissed no longer counts until somebody has looked again."""

from __future__ import annotations

from claims.models import Claim, User
from claims.services.claim_move import move
from claims.vocabulary import MOVES, State


def go_stale(claim: Claim, why: str, by: User | None, key: str) -> Claim:
    """Make a settled or dismissed claim stale, with the reason and the event; any other is returned as it is.

    For services that hold the article's row and have allowed what the change follows from. Nothing is dropped:
    answers, evidence and owner stay, and are confirmed or thought over. Who settled it is told. Raises Refused
    (no reason), Stale.
    """
    if State.STALE not in MOVES[State(claim.state)]:
        return claim
    return move(claim, to=State.STALE, by=by, key=key, note=why, machine=True)

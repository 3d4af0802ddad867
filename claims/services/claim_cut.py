"""Say of a claim that lost its place that its words were cut from the copy."""

from __future__ import annotations

from django.db import transaction

from claims.drafts import is_lost, newest_split
from claims.errors import Refused
from claims.models import Claim, User
from claims.services.claim_change import claim_to_change, is_new
from claims.services.claim_move import move
from claims.vocabulary import Copy, EventKind, SplitState, State


@transaction.atomic
def claim_cut(*, claim_id: int, seen: int, by: User, key: str) -> Claim:
    """Dismiss a lost claim as cut from the copy, with the event, both or neither; it comes back when its words do.

    One person may say so of a high risk too: the draft itself shows that the words aren't there. Raises
    Claim.DoesNotExist, Refused, Stale. A key that was used before changes nothing.
    """
    claim = claim_to_change(claim_id, by)
    if not is_new(claim, seen=seen, key=key, by=by):
        return claim
    split = newest_split(claim.article)
    if split.state != SplitState.DONE:
        raise Refused("The newest draft isn't read yet. Wait for it, then look at the claim again.")
    if not is_lost(claim):
        raise Refused("Its words are in the copy: dismiss it, with a reason.")
    why = f"Cut from the copy in draft {split.draft.number}."
    return move(claim, to=State.DISMISSED, by=by, key=key, note=why, what=EventKind.CUT, copy=Copy.CUT)

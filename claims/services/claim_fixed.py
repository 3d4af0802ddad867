"""Say that the proposed wording stands in the copy now, and how the claim checks out with it."""

from __future__ import annotations

from django.db import transaction

from claims.errors import Refused
from claims.models import Answer, Claim, User
from claims.services.claim_answer import settled_as, store_answer
from claims.services.claim_change import claim_to_change, is_new
from claims.services.claim_move import move
from claims.vocabulary import Copy, State


@transaction.atomic
def claim_fixed(
    *, claim_id: int, seen: int, by: User, key: str, said: str = "", so: str = "", note: str = ""
) -> Claim:
    """Answer a stale claim for its new wording, with the copy resolution *fixed*, and settle it; with a high risk a
    second person looks after that. What was wrong before stays in the history, under the old wording.

    All of it with its events, or nothing. Raises Claim.DoesNotExist, Refused, Stale. A key that was used before
    changes nothing.
    """
    claim = claim_to_change(claim_id, by)
    if not is_new(claim, seen=seen, key=key, by=by):
        return claim
    if claim.state != State.STALE or not claim.fix:
        raise Refused("No wording was proposed for this claim, or it isn't stale.")
    note = note.strip() or "The proposed wording stands in the copy."
    claim = move(claim, to=State.CHECKING, by=by, key=f"{key}:reopen", note=note)
    claim = store_answer(claim, by, key, Answer(said=said, so=so, note=note), Copy.FIXED, claim.fix)
    return move(claim, to=settled_as(claim), by=by, key=f"{key}:settle")

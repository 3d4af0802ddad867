"""Ask that a risk be taken off a claim; a second person decides."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from claims.errors import Refused
from claims.guards import wrote
from claims.models import Claim, Lowering, User
from claims.permissions import may_check
from claims.services.claim_change import claim_to_change, is_new
from claims.services.history import record
from claims.vocabulary import EventKind


@transaction.atomic
def risk_lower(*, claim_id: int, seen: int, by: User, key: str, risk: str, note: str) -> Claim:
    """Store the wish with its reason and the event; the claim itself stays as it is.

    A wish of somebody who is known to have written the story since is replaced by this one. Raises
    Claim.DoesNotExist, Refused (no reason, no such risk here, asked for already), Stale. A key that was used
    before changes nothing.
    """
    claim = claim_to_change(claim_id, by)
    if not is_new(claim, seen=seen, key=key, by=by):
        return claim
    may_check(by, claim.article).or_refuse()
    if not note.strip():
        raise Refused("Give a reason.")
    if risk not in claim.risks:
        raise Refused("This risk doesn't stand at the claim.")
    lowering = claim.lowerings.filter(risk=risk, agreed=None).select_related("by").first()
    if lowering and lowering.by_id not in wrote(claim):
        raise Refused(f"{lowering.by} asked for this already: a second person decides.")
    fresh = lowering is None
    lowering = lowering or Lowering(claim=claim, risk=risk)
    lowering.by, lowering.why, lowering.at = by, note, timezone.now()
    lowering.save()
    after = {"risk": risk, "lowering": lowering.pk, "fresh": fresh}
    record(
        article_id=claim.article_id,
        claim=claim,
        what=EventKind.LOWERING_ASKED,
        by=by,
        key=key,
        after=after,
        note=note,
        pieces=[lowering],
    )
    return claim

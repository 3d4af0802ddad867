"""Say that something is at risk in a claim which no rule has seen."""

from __future__ import annotations

from django.db import transaction

from claims.errors import Refused
from claims.guards import RULE, is_high
from claims.models import Claim, User
from claims.permissions import may_check
from claims.services.claim_change import change, claim_to_change, is_new
from claims.services.claim_stale import go_stale
from claims.vocabulary import EventKind


@transaction.atomic
def risk_raise(*, claim_id: int, seen: int, by: User, key: str, risk: str, note: str = "") -> Claim:
    """Add a rule's name to the claim's risks, with the event; what was settled or dismissed goes stale with it.

    All of it or nothing. Raises Claim.DoesNotExist, Refused (no such rule, it is there already), Stale. A key that
    was used before changes nothing.
    """
    claim = claim_to_change(claim_id, by)
    if not is_new(claim, seen=seen, key=key, by=by):
        return claim
    may_check(by, claim.article).or_refuse()
    if risk not in RULE:
        raise Refused("There is no such risk.")
    if risk in claim.risks:
        raise Refused("This risk stands at the claim already.")
    risks = [name for name in RULE if name in (*claim.risks, risk)]
    claim = change(
        claim,
        what=EventKind.RISK_RAISED,
        by=by,
        key=key,
        note=note,
        after={"risk": risk},
        risks=risks,
        high_risk=is_high(risks, claim.article.desk),
    )
    return go_stale(claim, f"A risk was raised: {RULE[risk].sentence} {note}".strip(), by, f"{key}:stale")

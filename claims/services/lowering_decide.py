"""Agree that a risk is taken off a claim, or leave it as it is."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from claims.errors import Refused
from claims.guards import RULE, is_high
from claims.models import Claim, Lowering, User
from claims.permissions import may_decide
from claims.services.claim_change import change, claim_to_change, is_new
from claims.services.claim_stale import go_stale
from claims.services.history import record
from claims.services.undo_rows import Rows, changed_from, told_before
from claims.vocabulary import EventKind


@transaction.atomic
def lowering_decide(
    *, claim_id: int, seen: int, by: User, key: str, risk: str, agree: bool, note: str = ""
) -> Claim:
    """Take the risk off, or leave it with a reason; the decision is stored with the event, all or nothing.

    A claim that was settled or dismissed goes stale when a risk is taken off it. Raises Claim.DoesNotExist, Refused
    (nobody asked, one's own wish, no reason to leave it), Stale. A key that was used before changes nothing.
    """
    claim = claim_to_change(claim_id, by)
    if not is_new(claim, seen=seen, key=key, by=by):
        return claim
    lowering = claim.lowerings.filter(risk=risk, agreed=None).select_related("by").first()
    if lowering is None:
        raise Refused("Nobody asks to lower this risk any more.")
    may_decide(by, claim, lowering).or_refuse()
    if not (agree or note.strip()):
        raise Refused("Say why the risk is left as it is.")
    stood = told_before([lowering])
    lowering.agreed, lowering.decided_by, lowering.decided_why = agree, by, note
    lowering.decided_at = timezone.now()
    lowering.save()
    settle = _lower if agree else _leave
    return settle(claim, lowering, by, key, changed_from(stood))


def _lower(claim: Claim, lowering: Lowering, by: User, key: str, rows: Rows) -> Claim:
    risks = [name for name in claim.risks if name != lowering.risk]
    claim = change(
        claim,
        what=EventKind.RISK_LOWERED,
        by=by,
        key=key,
        note=lowering.decided_why,
        after={"risk": lowering.risk, "lowering": lowering.pk},
        pieces=[lowering],
        rows=rows,
        risks=risks,
        high_risk=is_high(risks, claim.article.desk),
    )
    sentence = RULE[lowering.risk].sentence if lowering.risk in RULE else lowering.risk
    return go_stale(claim, f"A risk was lowered: {sentence}", by, f"{key}:stale")


def _leave(claim: Claim, lowering: Lowering, by: User, key: str, rows: Rows) -> Claim:
    record(
        article_id=claim.article_id,
        claim=claim,
        what=EventKind.LOWERING_REFUSED,
        by=by,
        key=key,
        after={"risk": lowering.risk, "lowering": lowering.pk},
        note=lowering.decided_why,
        pieces=[lowering],
        undo={"rows": list(rows)},
    )
    return claim

"""Share evidence with the other desks, or take it back."""

from __future__ import annotations

from django.db import transaction

from claims.errors import Refused
from claims.models import Desk, Evidence, User
from claims.permissions import evidence_visible_to, may_share


@transaction.atomic
def evidence_share(*, evidence_id: int, by: User, key: str, shared: bool) -> Evidence:
    """Show a piece of evidence to those who check on other desks, or no longer.

    What another desk's claims rest on stays shared: Refused says whose. A confidential desk's claims hinder nothing,
    for that would tell of them; there it is seen all the same. The evidence's row is locked, as whoever
    attaches it locks it. Raises Evidence.DoesNotExist, Refused. Sent twice, whatever the key, it is as after once.
    """
    evidence_visible_to(by).get(pk=evidence_id)
    evidence = Evidence.objects.select_for_update(no_key=True).get(pk=evidence_id)
    may_share(by, evidence).or_refuse()
    if not shared and (elsewhere := _used_by(evidence)):
        raise Refused(f"Claims of {' and '.join(elsewhere)} rest on this: it is taken off there first.")
    evidence.shared = shared
    evidence.save(update_fields=["shared"])
    return evidence


def _used_by(evidence: Evidence) -> list[str]:
    """The other desks at whose claims it is used."""
    desks = Desk.objects.filter(
        articles__claims__uses__evidence=evidence, articles__claims__uses__withdrawn_why=""
    )
    others = desks.exclude(pk=evidence.desk_id).exclude(confidential=True).distinct()
    return [desk.name for desk in others]

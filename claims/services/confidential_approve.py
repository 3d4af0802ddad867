"""Approve that a source isn't named."""

from __future__ import annotations

from django.db import transaction

from claims.errors import Refused
from claims.models import Approval, User
from claims.permissions import claims_visible_to, may_approve
from claims.services.claim_change import claim_now
from claims.services.confidential_sealed import source_to_open
from claims.services.gate_watch import after_change
from claims.services.history import record, recorded
from claims.unnamed import says
from claims.vocabulary import EventKind


@transaction.atomic
def confidential_approve(*, source_id: int, claim_id: int, by: User, key: str) -> Approval:
    """Store that an editor who is named on the record knows who says this claim, and approves, with the event.

    It counts for the claim's present wording and the record as it is. That the newsroom's conditions are met is what
    the form asks. Raises ConfidentialSource.DoesNotExist, Claim.DoesNotExist (also of another article), Refused. A
    second approval of the same is the first one.
    """
    source = source_to_open(source_id, by)
    claims_visible_to(by).get(pk=claim_id, article=source.article_id)
    claim = claim_now(claim_id)
    what = {"source": source, "claim": claim, "wording": claim.wording, "version": source.version, "by": by}
    if recorded(key, by) or Approval.objects.filter(**what).exists():
        return Approval.objects.filter(source=source, claim=claim, by=by).latest("pk")
    may_approve(by, source, claim).or_refuse()
    if not says(source, claim):
        raise Refused(f"Somebody else than {source} says this claim.")
    approval = Approval.objects.create(**what)
    record(
        article_id=source.article_id,
        claim=claim,
        what=EventKind.SOURCE_APPROVED,
        by=by,
        key=key,
        after={"source": source.pk, "approval": approval.pk},
        pieces=[approval],
    )
    after_change(source.article_id, by=by, key=key)
    return approval

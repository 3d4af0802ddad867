"""Attach evidence to a claim."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from claims.errors import Refused
from claims.models import Evidence, Use, User
from claims.permissions import may_attach
from claims.services.claim_change import claim_to_change
from claims.services.history import record, recorded
from claims.vocabulary import EventKind, EvidenceKind, Stance


@transaction.atomic
def evidence_attach(
    *,
    claim_id: int,
    by: User,
    key: str,
    kind: EvidenceKind,
    title: str,
    url: str = "",
    words: str = "",
    result: str = "",
    seen_at: datetime | None = None,
    locator: str = "",
    passage: str = "",
    stance: Stance = Stance.SUPPORTS,
    primary: bool = False,
) -> Use:
    """Store the thing on the claim's desk and its use at the claim, with the event; all or nothing.

    It only adds, so it needs no version and never makes another person's open form stale. Raises
    Claim.DoesNotExist, Refused. A key that was used before returns the first use.
    """
    claim = claim_to_change(claim_id, by)
    if first := recorded(key, by):
        return Use.objects.select_related("evidence").get(pk=first.payload.after["use"])
    may_attach(by, claim).or_refuse()
    if not title.strip():
        raise Refused("Say what the evidence is: a title, a name, where you searched.")
    evidence = Evidence.objects.create(
        desk_id=claim.article.desk_id,
        kind=kind,
        title=title,
        url=url,
        words=words,
        result=result,
        seen=seen_at,
        by=by,
    )
    use = Use.objects.create(
        claim=claim,
        evidence=evidence,
        locator=locator,
        passage=passage,
        stance=stance,
        primary=primary,
        by=by,
    )
    record(
        article_id=claim.article_id,
        claim=claim,
        what=EventKind.EVIDENCE,
        by=by,
        key=key,
        after={"use": use.pk, "evidence": evidence.pk},
        pieces=[use],
    )
    return use

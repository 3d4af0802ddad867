"""What every change of a claim shares: load it under lock, and write it only if nobody was faster."""

from __future__ import annotations

from typing import Any

from django.db.models import F

from claims.errors import Stale
from claims.models import Claim, User
from claims.permissions import claims_visible_to
from claims.services.history import lock_article, recorded


def claim_now(claim_id: int) -> Claim:
    """The claim with all that permissions and the card ask of it."""
    return (
        Claim.objects.select_related("article__desk", "owner", "attribution", "dismissal_by")
        .prefetch_related("article__bylines", "answers__by", "uses__evidence")
        .get(pk=claim_id)
    )


def claim_to_change(claim_id: int, by: User) -> Claim:
    """The claim, with its article's row locked. Raises Claim.DoesNotExist where the person may not see it."""
    article_id = claims_visible_to(by).values_list("article_id", flat=True).get(pk=claim_id)
    lock_article(article_id)
    return claim_now(claim_id)


def is_new(claim: Claim, *, seen: int, key: str, by: User) -> bool:
    """False where this one-time key has done its work already. Raises Refused (another person's key), Stale."""
    if recorded(key, by):
        return False
    if claim.version != seen:
        raise Stale(claim)
    return True


def write(claim: Claim, *, seen: int, **fields: Any) -> Claim:
    """Set the fields and count the version up. Raises Stale where the claim has moved on since `seen`."""
    won = Claim.objects.filter(pk=claim.pk, version=seen).update(version=F("version") + 1, **fields)
    if not won:
        raise Stale(claim_now(claim.pk))
    return claim_now(claim.pk)

"""What every change of a claim shares: load it under lock, write it only if nobody was faster, and tell it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Model

from claims.errors import Stale
from claims.models import Claim, User
from claims.permissions import claims_visible_to
from claims.services.history import lock_article, record, recorded
from claims.services.history_rows import claim_row
from claims.vocabulary import EventKind


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


def change(
    claim: Claim,
    *,
    what: EventKind,
    by: User | None,
    key: str,
    note: str = "",
    after: dict[str, Any] | None = None,
    pieces: Iterable[Model] = (),
    **fields: Any,
) -> Claim:
    """Set the fields, count the version up and record what differs; `after` and `pieces` are told besides.

    For services that hold the article's row. Raises Stale where the claim has moved on since it was loaded.
    """
    before = claim_row(claim)
    won = Claim.objects.filter(pk=claim.pk, version=claim.version).update(version=F("version") + 1, **fields)
    now = claim_now(claim.pk)
    if not won:
        raise Stale(now)
    found = claim_row(now)
    changed = [name for name in found if found[name] != before[name]]
    record(
        article_id=claim.article_id,
        claim=now,
        what=what,
        by=by,
        key=key,
        before={name: before[name] for name in changed},
        after={name: found[name] for name in changed} | (after or {}),
        note=note,
        pieces=pieces,
    )
    return now

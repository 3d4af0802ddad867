"""What every change of a claim shares: load it under lock, write it only if nobody was faster, and tell it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Model, QuerySet

from claims.drafts import with_lost
from claims.errors import Stale
from claims.gate import DONE
from claims.models import Claim, User
from claims.permissions import claims_visible_to
from claims.services.gate_watch import after_change
from claims.services.history import lock_living, record, recorded
from claims.services.history_rows import claim_row, plain
from claims.services.undo_rows import Rows
from claims.vocabulary import EventKind, State


def claim_now(claim_id: int) -> Claim:
    """The claim with all that permissions and the card ask of it."""
    return _whole().get(pk=claim_id)


def _whole() -> QuerySet[Claim]:
    claims = Claim.objects.select_related("article__desk", "owner", "attribution", "dismissal_by")
    claims = with_lost(claims)
    return claims.prefetch_related("article__bylines", "answers__by", "uses__evidence")


def claims_now(article_id: int, states: Iterable[State]) -> list[Claim]:
    """An article's claims in these states, each as `claim_now` gives it."""
    found = _whole().filter(article_id=article_id, state__in=list(states))
    return list(found.order_by("pk"))


def claim_to_change(claim_id: int, by: User) -> Claim:
    """The claim, with its article's row locked. Raises Claim.DoesNotExist where the person may not see it."""
    article_id = claims_visible_to(by).values_list("article_id", flat=True).get(pk=claim_id)
    lock_living(article_id)
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
    rows: Rows = (),
    **fields: Any,
) -> Claim:
    """Set the fields, count the version up and record what differs; `after` and `pieces` are told besides. What the
    fields were is kept for an undo, with the other `rows` that were changed for it.

    For services that hold the article's row. Raises Stale where the claim has moved on since it was loaded.
    """
    before, stood = claim_row(claim), _stood(claim, fields)
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
        undo={"claim": stood, "rows": list(rows)},
    )
    opens_or_shuts = (claim.state in DONE) != (now.state in DONE)
    if opens_or_shuts and after_change(claim.article_id, by=by, key=key):
        return claim_now(claim.pk)
    return now


def _stood(claim: Claim, fields: Iterable[str]) -> dict[str, Any]:
    """These fields as the database has them, by the names of their columns: the instance may be ahead of it."""
    names = [Claim._meta.get_field(name).attname for name in fields]  # type: ignore[union-attr]
    found = Claim.objects.filter(pk=claim.pk).values(*names).get() if names else {}
    return {name: plain(value) for name, value in found.items()}

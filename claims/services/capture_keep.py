"""A copy is there: keep it, and tell the stories that rest on the evidence."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from claims.models import Article, Capture, Evidence, Use
from claims.services.capture_store import evidence_files
from claims.services.claim_change import claim_now
from claims.services.evidence_attach import address_of
from claims.services.evidence_withdraw import is_kept_from, locked
from claims.services.history import record
from claims.services.use_change import tell_uses
from claims.vocabulary import CaptureState, EventKind


def capture_keep(mine: QuerySet[Capture], found: dict[str, Any], title: str = "") -> None:
    """Set the copy's columns and tell each story that uses the evidence; a page that nobody has named takes its title.

    All in one transaction. `mine` is the row while it is still this worker's: where it no longer is, nothing is
    changed, and a file that was stored for it is taken away again.
    """
    if not _keep(mine, found, title) and (stored := found.get("stored")):
        evidence_files().delete(stored)


@transaction.atomic
def _keep(mine: QuerySet[Capture], found: dict[str, Any], title: str) -> bool:
    """Stories are locked before the evidence: whoever attaches evidence holds a story first, too."""
    capture = mine.defer("text").first()
    if capture is None:
        return False
    try:
        evidence = locked(capture.evidence_id)
    except Evidence.DoesNotExist:
        return False  # erased meanwhile
    if not mine.update(state=CaptureState.KEPT, kept_at=Now(), **found):
        return False
    capture = Capture.objects.select_related("by").get(pk=capture.pk)
    for article_id, desk_id in _stories(evidence):
        seen = not evidence.desk.confidential or evidence.desk_id == desk_id
        record(
            article_id=article_id,
            what=EventKind.CAPTURED,
            by=capture.by if seen else None,
            key=f"capture:{capture.pk}:kept:{article_id}",
            after={"capture": capture.pk, "evidence": evidence.pk},
            pieces=[capture],
        )
    if title and evidence.title == address_of(evidence.url):
        _name(evidence, title, capture)
    return True


def _stories(evidence: Evidence) -> list[tuple[int, int]]:
    """The stories that use it, each with its desk."""
    used = Article.objects.filter(claims__uses__evidence=evidence)
    return list(used.order_by("pk").values_list("pk", "desk_id").distinct())


def _name(evidence: Evidence, title: str, capture: Capture) -> None:
    """Call the evidence what its page calls itself, and tell it at each claim that rests on it."""
    evidence.title = title
    evidence.save(update_fields=["title"])
    uses = Use.objects.filter(evidence=evidence).order_by("claim__article_id", "claim_id", "pk")
    for claim_id, group in groupby(uses, key=lambda use: use.claim_id):
        found, claim = list(group), claim_now(claim_id)
        seen = not is_kept_from(claim, evidence)
        tell_uses(
            claim,
            EventKind.USE_CHANGED,
            found,
            by=capture.by if seen else None,
            key=f"capture:{capture.pk}:named:{claim_id}",
            after={"use": found[0].pk, "evidence": evidence.pk},
            note=title if seen else "",
        )

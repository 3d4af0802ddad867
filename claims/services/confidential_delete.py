"""Destroy what is known of a confidential source."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.utils import timezone

from claims.models import ConfidentialSource, User
from claims.permissions import sources_visible_to
from claims.services.capture_store import evidence_files
from claims.services.confidential_sealed import source_now, source_to_change, source_to_open
from claims.services.confidential_store import told
from claims.services.evidence_withdraw import withdraw_now
from claims.services.history import recorded
from claims.vocabulary import EventKind

GONE = "Its confidential record was deleted."


@transaction.atomic
def confidential_delete(*, source_id: int, by: User, key: str) -> ConfidentialSource:
    """Destroy the record's key and all that it encrypts, its file too; the pseudonym, who deleted it and when stay.
    Evidence is withdrawn with its record.

    Approvals count no longer, and signatures that rested on them are void. Raises ConfidentialSource.DoesNotExist,
    Refused. A key that was used before changes nothing.
    """
    sources_visible_to(by).get(pk=source_id)
    if recorded(key, by):
        return source_to_change(source_id, by)
    source = source_to_open(source_id, by)
    gone = {"wrapped_key": None, "sealed": None, "stored": "", "deleted_by": by, "deleted_at": timezone.now()}
    ConfidentialSource.objects.filter(pk=source.pk).update(**gone)
    if source.stored:
        transaction.on_commit(partial(evidence_files().delete, source.stored))
    told(source_now(source.pk), EventKind.SOURCE_DELETED, by, key)
    if source.evidence and not source.evidence.withdrawn_why:
        withdraw_now(source.evidence, by=by, key=f"{key}:evidence", why=GONE)
    return source_now(source.pk)

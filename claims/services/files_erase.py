"""Erase kept copies: first the rows, then the files, so that a row never names a file that is gone by accident."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction

from claims.models import Article, Capture, LeftFile
from claims.retention import due_evidence
from claims.services.capture_store import evidence_files
from claims.services.evidence_index import evidence_index
from claims.services.evidence_withdraw import locked
from claims.services.history import record
from claims.vocabulary import EventKind

AT_ONCE = 200


@transaction.atomic
def files_erase(*, evidence_id: int, before: datetime) -> bool:
    """Erase the kept copies of a piece of evidence, and what was read in them; whether they were (still) due.

    Each story that uses the evidence has its event, with the numbers of what is gone. The files go after the commit, or
    with the next sweep. A second run finds nothing due.
    """
    evidence = locked(evidence_id)
    if not due_evidence(evidence.desk_id, before).filter(pk=evidence_id).exists():
        return False
    copies = list(Capture.objects.filter(evidence=evidence_id).order_by("pk").values_list("pk", flat=True))
    stories = Article.objects.filter(claims__uses__evidence=evidence_id).order_by("pk").distinct()
    for article_id in stories.values_list("pk", flat=True):
        record(
            article_id=article_id,
            what=EventKind.FILES_ERASED,
            by=None,
            key=f"retention:files:{copies[-1]}:{article_id}",
            after={"evidence": evidence_id, "gone": [["capture", pk] for pk in copies]},
        )
    leave_files([evidence_id])
    evidence_index([evidence_id])
    transaction.on_commit(remove_left_files, robust=True)
    return True


def leave_files(evidence_ids: Collection[int]) -> None:
    """Delete the captures of these and note their files, in the caller's transaction."""
    copies = Capture.objects.filter(evidence__in=evidence_ids)
    note_files(copies.exclude(stored="").values_list("stored", flat=True))
    copies.delete()


def note_files(names: Iterable[str]) -> None:
    """Note files of the store whose rows go in the caller's transaction."""
    LeftFile.objects.bulk_create([LeftFile(stored=name) for name in names], ignore_conflicts=True)


def remove_left_files() -> int:
    """Take the noted files out of the store, 200 at most; how many. Each note goes after its file: whoever is killed
    between the two leaves a note of nothing, which goes the next time."""
    left = list(LeftFile.objects.order_by("pk")[:AT_ONCE])
    for one in left:
        evidence_files().delete(one.stored)
        LeftFile.objects.filter(pk=one.pk).delete()
    return len(left)

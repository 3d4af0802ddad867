"""Bring what the search finds of evidence up to date: what it is called, what is said of it, its kept copies."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from claims.models import Capture, Evidence, SearchEntry
from claims.services.index_rows import entries, replace
from claims.vocabulary import CaptureState, EntryKind


@transaction.atomic
def evidence_index(evidence_ids: Iterable[int]) -> None:
    """Make the entries of these anew; a second run writes nothing. What is confidential has none, and what is gone
    is left out.

    Each piece's row is locked, in the order of the ids, as whoever attaches or erases it does: two stories that rest on
    it are indexed one after the other.
    """
    rows = Evidence.objects.select_for_update(no_key=True).filter(pk__in=list(evidence_ids)).order_by("pk")
    for one in list(rows):
        wanted = [] if one.confidential else _entries(one)
        replace(SearchEntry.objects.filter(evidence=one), wanted)


def _entries(one: Evidence) -> Iterable[SearchEntry]:
    copies = Capture.objects.filter(evidence=one, state=CaptureState.KEPT).order_by("pk")
    texts = [one.title, one.words, one.result, one.url, *copies.values_list("text", flat=True)]
    words = "\n\n".join(text.strip() for text in texts if text.strip())
    return entries(
        EntryKind.EVIDENCE, words, evidence_id=one.pk, desk_id=one.desk_id, at=one.at, called=one.title
    )

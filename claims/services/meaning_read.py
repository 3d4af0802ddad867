"""Read what an article's claims mean, and keep it for the search of what was checked before."""

from __future__ import annotations

import hashlib

from django.db import transaction

from claims.matching.meaning import MODEL, embed
from claims.models import ClaimVector, SearchEntry
from claims.models.matching import has_vectors
from claims.vocabulary import EntryKind


def meaning_read(article_id: int) -> int:
    """Make the vectors that are missing or are of other words or another network; how many were made.

    For a worker, behind `article_index`, whose rows it reads; nothing is held while the network runs. What changes or
    is erased meanwhile isn't stored: whoever changed it has asked for the next run. A second run makes none, and two at
    once leave the same rows. Raises OSError where the network's file isn't there.
    """
    if not has_vectors():
        return 0
    entries = _unread(article_id)
    if not entries:
        return 0
    vectors = embed([one.words for one in entries])
    made = {
        one.pk: ClaimVector(entry_id=one.pk, model=MODEL, digest=digest(one.words), vector=vector)
        for one, vector in zip(entries, vectors, strict=True)
    }
    return _store(made)


def is_read(article_id: int) -> bool:
    """Whether there is nothing for `meaning_read` to do."""
    return not has_vectors() or not _unread(article_id)


def _unread(article_id: int) -> list[SearchEntry]:
    """The entries of claims whose vector isn't of their words as they are now."""
    entries = SearchEntry.objects.filter(kind=EntryKind.CLAIM, article=article_id, piece=0)
    known = ClaimVector.objects.filter(entry__in=entries.values("pk"), model=MODEL)
    digests = dict(known.values_list("pk", "digest"))
    found = entries.only("words").order_by("pk")
    return [one for one in found if digests.get(one.pk) != digest(one.words)]


@transaction.atomic
def _store(made: dict[int, ClaimVector]) -> int:
    """Those whose entry still has the words that were read; the entries are held until it's done."""
    still = SearchEntry.objects.select_for_update().filter(pk__in=made).only("words").order_by("pk")
    stands = [made[one.pk] for one in still if digest(one.words) == made[one.pk].digest]
    ClaimVector.objects.bulk_create(
        stands,
        batch_size=200,
        update_conflicts=True,
        unique_fields=["entry"],
        update_fields=["model", "digest", "vector"],
    )
    return len(stands)


def digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()

"""What claims mean, as vectors: made by a worker from the words of the search's entries. Nothing stands only here."""

from __future__ import annotations

from django.db import connection, models
from pgvector.django import HalfVectorField, HnswIndex

from claims.models.search import SearchEntry

SIZE = 384


class ClaimVector(models.Model):
    """What a claim's entry means. `digest`: the SHA-256 of the words that were read; `model`: by which network.

    Its table is there where the database has pgvector (migration 0018), and its rows go with their entries: the
    database sees to that.
    """

    entry = models.OneToOneField(
        SearchEntry, models.DO_NOTHING, primary_key=True, related_name="vector", db_constraint=False
    )
    model = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    vector = HalfVectorField(dimensions=SIZE)

    class Meta:
        indexes = (
            HnswIndex(
                name="vector_by_meaning",
                fields=("vector",),
                m=16,
                ef_construction=64,
                opclasses=("halfvec_cosine_ops",),
            ),
        )

    def __str__(self) -> str:
        return f"vector of entry {self.entry_id}"


def has_vectors() -> bool:
    """Whether this database keeps meanings: its PostgreSQL had pgvector when it was migrated."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('claims_claimvector') IS NOT NULL")
        return bool(cursor.fetchone()[0])

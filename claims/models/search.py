"""What the search finds: rows that are made of others and kept up by a worker. Nothing stands only here."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now

from claims.models.articles import Article
from claims.models.claims import Claim, Speaker
from claims.models.evidence import Evidence
from claims.models.people import Desk
from claims.models.talk import Note
from claims.vocabulary import EntryKind

# The things that have entries, besides the article itself, by kind.
THINGS = {
    EntryKind.CLAIM: "claim",
    EntryKind.SPEAKER: "speaker",
    EntryKind.EVIDENCE: "evidence",
    EntryKind.NOTE: "note",
}


def _about_one() -> Q:
    """Each kind names its own thing and no other; evidence belongs to no article."""
    found = Q()
    for kind in EntryKind:
        only = {f"{name}__isnull": THINGS.get(kind) != name for name in THINGS.values()}
        found |= Q(kind=kind, article__isnull=kind == EntryKind.EVIDENCE, **only)
    return found


class SearchEntry(models.Model):
    """A thing that can be found, or a piece of a long text.

    `words`: what is searched and shown; `called`: a claim's speakers, or what a speaker, an article or evidence is
    called. `figures`: each number in the words, however it is written, in digits. `at`: by which it is sorted and
    chosen. `lexemes` and `folded` (`called` without accents, in small letters) are made by the database.
    """

    kind = models.CharField(max_length=10, choices=EntryKind.choices)
    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="+")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, null=True, related_name="entries")
    claim = models.ForeignKey(
        Claim, on_delete=models.CASCADE, null=True, related_name="entries", db_index=False
    )
    speaker = models.ForeignKey(
        Speaker, on_delete=models.CASCADE, null=True, related_name="entries", db_index=False
    )
    evidence = models.ForeignKey(
        Evidence, on_delete=models.CASCADE, null=True, related_name="entries", db_index=False
    )
    note = models.ForeignKey(
        Note, on_delete=models.CASCADE, null=True, related_name="entries", db_index=False
    )
    piece = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()
    words = models.TextField()
    called = models.TextField(blank=True)
    figures = ArrayField(models.CharField(max_length=40), default=list)
    lexemes = models.GeneratedField(
        expression=Func(F("words"), F("called"), F("figures"), function="search_lexemes"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    folded = models.GeneratedField(
        expression=Func(F("called"), function="search_folded"),
        output_field=models.TextField(),
        db_persist=True,
    )

    class Meta:
        verbose_name_plural = "search entries"
        constraints = (
            models.CheckConstraint(condition=_about_one(), name="entry_about_one"),
            *(
                models.UniqueConstraint(
                    fields=(name, "piece"),
                    condition=Q(**{f"{name}__isnull": False}),  # so that it serves deleting the thing, too
                    name=f"entry_of_{name}_once",
                )
                for name in THINGS.values()
            ),
            models.UniqueConstraint(
                fields=("article", "piece"),
                condition=Q(kind=EntryKind.ARTICLE),
                name="entry_of_article_once",
            ),
        )
        indexes = (
            models.Index("kind", F("at").desc(), "id", name="entry_newest"),
            *(
                GinIndex(
                    fields=("lexemes",),
                    condition=Q(kind=kind),
                    name=f"entry_{kind}_lexemes",
                    fastupdate=False,
                )
                for kind in EntryKind.values
            ),
            GinIndex(
                OpClass(F("folded"), "gin_trgm_ops"),
                condition=Q(kind=EntryKind.SPEAKER),
                name="entry_speaker_spelling",
                fastupdate=False,
            ),
        )

    def __str__(self) -> str:
        return f"entry {self.pk}: {self.kind}"


class SearchDue(models.Model):
    """An article that was written to since its entries were made: the record of the work of making them anew.

    `published`: when a message asked for it last; later than now: it didn't work, and waits until then.
    """

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="+")
    since = models.DateTimeField(db_default=Now())
    published = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0, db_default=0)

    def __str__(self) -> str:
        return f"article {self.article_id} since {self.since}"

"""Which of an article's drafts counts: the newest is the one to sign, the newest that was read the one to check."""

from __future__ import annotations

from django.db.models import BooleanField, Case, Exists, OuterRef, QuerySet, Value, When

from claims.models import Article, Claim, Draft, Place, Split
from claims.models.prepared import Ask
from claims.vocabulary import Part, SplitState

# Until a draft is read and compared it has no claims of its own, and work goes on at the one before it.
_READ = Case(When(state=SplitState.DONE, then=Value(True)), default=Value(False), output_field=BooleanField())


def newest_split(article: Article) -> Split:
    """The newest split of the newest draft, with its draft but for the text."""
    splits = Split.objects.filter(draft__article=article).select_related("draft").defer("draft__text")
    return splits.order_by("-draft__number", "-pk")[0]


def read_first(splits: QuerySet[Split]) -> QuerySet[Split]:
    """The splits, that of the newest draft which was read first; of the newest one where none was."""
    return splits.order_by(_READ.desc(), "-draft__number", "-pk")


def read_draft(article: Article) -> Draft:
    """The newest draft that was read, the newest one where none was; with its text."""
    splits = Split.objects.filter(draft__article=article).select_related("draft")
    return read_first(splits)[0].draft


def with_lost(claims: QuerySet[Claim], draft: int | Ask | None = None) -> QuerySet[Claim]:
    """The claims with what `is_lost` reads, in the same query: whether each stands in the draft (its id), or, without
    one, in its article's newest draft that was read.
    """
    content = Place.objects.filter(claim=OuterRef("pk"), part=Part.CONTENT)
    splits = Split.objects.filter(draft__article=OuterRef(OuterRef("article_id")))
    here = (
        content.filter(draft=draft)
        if draft
        else content.filter(draft__in=read_first(splits).values("draft")[:1])
    )
    return claims.annotate(lost=~Exists(here))


def is_lost(claim: Claim) -> bool:
    """Whether the claim has no place in the draft that is checked. Of a claim that `with_lost` hasn't loaded, no."""
    return bool(getattr(claim, "lost", False))

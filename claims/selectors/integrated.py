"""What other systems read of articles, by their tokens' accounts."""

from __future__ import annotations

from django.db.models import Count, OuterRef, QuerySet, Subquery

from claims.gate import Standing, standing_of
from claims.models import Article, Claim, Draft, Report, Split, User
from claims.permissions import articles_visible_to, reports_visible_to

REPORTS_SHOWN = 20


def articles_told(user: User, *, desk: int | None = None, state: str | None = None) -> QuerySet[Article]:
    """The articles that the account sees, the newest first, each with its newest draft's `number`, `sha256` and `split`
    state; one query."""
    drafts = Draft.objects.filter(article=OuterRef("pk")).order_by("-number")
    splits = Split.objects.filter(draft__article=OuterRef("pk")).order_by("-draft__number", "-pk")
    found = articles_visible_to(user).select_related("desk").order_by("-pk")
    found = found.filter(desk_id=desk) if desk else found
    found = found.filter(state=state) if state else found
    return found.annotate(
        number=Subquery(drafts.values("number")[:1]),
        sha256=Subquery(drafts.values("sha256")[:1]),
        split=Subquery(splits.values("state")[:1]),
    )


def standing_told(user: User, article: Article) -> Standing:
    """How an article stands that the account sees."""
    return standing_of(articles_visible_to(user).select_related("desk").get(pk=article.pk))


def claims_counted(user: User, article: Article) -> dict[str, int]:
    """How many of its claims stand in which state."""
    counted = Claim.objects.filter(article__in=articles_visible_to(user).filter(pk=article.pk))
    return dict(counted.order_by("state").values_list("state").annotate(Count("pk")))


def reports_told(user: User, article: Article) -> list[Report]:
    """Its newest reports that the account may have, without what is in them."""
    found = reports_visible_to(user).filter(article=article).exclude(content="").select_related("draft")
    return list(found.defer("content", "draft__text")[:REPORTS_SHOWN])

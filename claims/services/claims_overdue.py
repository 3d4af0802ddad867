"""Tell people that a deadline of theirs has passed."""

from __future__ import annotations

from django.db import transaction
from django.db.models import BigIntegerField, CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat, Extract, Now

from claims.models import Claim, Notice
from claims.services.notices import notify
from claims.vocabulary import HELD, ArticleState, NoticeKind

MOST_AT_ONCE = 200


def claims_overdue() -> int:
    """Tell each owner, once for a claim and a deadline, that it has passed; how many were told, 200 at most.

    The deadline is the claim's own or else its article's; the clock is the database's. It marks nothing: the notice
    is the record, so a second run finds only what has passed since. Each claim is its own transaction.
    """
    late = list(_untold().order_by("pk")[:MOST_AT_ONCE])
    for claim in late:
        _tell(claim)
    return len(late)


def _untold() -> QuerySet[Claim]:
    due = Coalesce("deadline", "article__deadline")
    seconds = Cast(Extract("due", "epoch"), BigIntegerField())
    name = Concat(Value("overdue:"), Cast("pk", CharField()), Value(":"), Cast(seconds, CharField()))
    told = Notice.objects.filter(to=OuterRef("owner"), key=OuterRef("name"))
    return (
        Claim.objects.filter(state__in=HELD, owner__is_active=True)
        .exclude(article__state=ArticleState.KILLED)
        .annotate(due=due, name=name)
        .filter(~Exists(told), due__lt=Now())
        .select_related("owner")
    )


@transaction.atomic
def _tell(claim: Claim) -> None:
    if claim.owner is not None:
        name: str = claim.name  # type: ignore[attr-defined]
        notify(NoticeKind.OVERDUE, [claim.owner], article_id=claim.article_id, claim_id=claim.pk, key=name)

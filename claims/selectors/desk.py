"""The Desk: what is mine to check, and how each article stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from claims.models import Article, Claim, Desk, Membership, Place, Split, User
from claims.permissions import MAY_PASTE, SEES_ALL_OF_DESK, articles_visible_to
from claims.selectors.queue import with_due
from claims.selectors.rows import DONE, IN_WORK, LEFT, Counts
from claims.vocabulary import SPLIT_UNFINISHED, UNFINISHED, SplitState, State


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as a list shows it; `overdue` counts its claims whose deadline has passed."""

    article: Article
    counts: Counts
    split: Split | None
    overdue: int = 0

    @property
    def failed(self) -> bool:
        return self.split is not None and self.split.state == SplitState.FAILED

    @property
    def late(self) -> bool:
        """Whether its own deadline has passed and something is left."""
        deadline = self.article.deadline
        return bool(deadline and deadline < timezone.now() and self.blocks)

    @property
    def blocks(self) -> str:
        """What keeps it from being ready, in words; "" where nothing does."""
        if self.split is None or self.split.state in SPLIT_UNFINISHED:
            return "being split"
        if self.failed:
            return "the split failed, needs a person"
        counts = self.counts
        parts = (
            (counts.left, "open"),
            (counts.work, "in work"),
            (counts.stale, "stale"),
            (counts.lost, "lost"),
        )
        return ", ".join(f"{number} {word}" for number, word in parts if number)


def desk_articles(user: User) -> QuerySet[Article]:
    """The articles of the person's desks, newest first; for the paginator."""
    return (
        articles_visible_to(user)
        .select_related("desk")
        .prefetch_related("bylines")
        .order_by("-created", "-pk")
    )


def article_rows(articles: Sequence[Article]) -> list[ArticleRow]:
    """A page of articles with their counts and splits; two queries whatever their number."""
    newest: dict[int, Split] = {}
    read: dict[int, int] = {}
    splits = Split.objects.filter(draft__article__in=articles).select_related("draft").defer("draft__text")
    for split in splits.order_by("draft__number", "pk"):
        newest[split.draft.article_id] = split
        if split.state == SplitState.DONE:
            read[split.draft.article_id] = split.draft_id
    counted: dict[int, dict[str, int]] = defaultdict(dict)
    overdue: dict[int, int] = defaultdict(int)
    lost: dict[int, int] = defaultdict(int)
    stands = Exists(Place.objects.filter(claim=OuterRef("pk"), draft__in=read.values()))
    claims = with_due(Claim.objects.filter(article__in=[one.pk for one in articles])).annotate(stands=stands)
    late = Count("pk", filter=Q(late=True, state__in=UNFINISHED))
    gone = Count("pk", filter=Q(stands=False) & ~Q(state=State.DISMISSED))
    counts = claims.values("article_id", "state").annotate(number=Count("pk"), overdue=late, lost=gone)
    for found in counts.order_by():
        counted[found["article_id"]][found["state"]] = found["number"]
        overdue[found["article_id"]] += found["overdue"]
        lost[found["article_id"]] += found["lost"]
    return [
        ArticleRow(one, _counts(counted[one.pk], lost[one.pk]), newest.get(one.pk), overdue[one.pk])
        for one in articles
    ]


def _counts(states: dict[str, int], lost: int) -> Counts:
    def of(*wanted: State) -> int:
        return sum(states.get(state, 0) for state in wanted)

    return Counts(
        total=sum(states.values()),
        settled=of(*DONE),
        work=of(*IN_WORK),
        left=of(*LEFT),
        stale=of(State.STALE),
        lost=lost,
        change=0,
    )


def desks_to_paste_on(user: User) -> list[Desk]:
    """The desks on which the person may paste an article."""
    memberships = Membership.objects.filter(user=user, role__in=MAY_PASTE).select_related("desk")
    return [one.desk for one in memberships.order_by("desk__name")]


def desks_with_a_board(user: User) -> list[Desk]:
    """The desks whose boards the person sees."""
    memberships = Membership.objects.filter(user=user, role__in=SEES_ALL_OF_DESK).select_related("desk")
    return [one.desk for one in memberships.order_by("desk__name")]


def people_of(desk: Desk) -> list[User]:
    """Who is on a desk, by name."""
    return list(desk.members.filter(is_active=True).order_by("name"))

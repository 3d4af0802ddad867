"""A desk's board: its articles, who has how much, and what nobody has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from claims.errors import Verdict
from claims.models import Article, Claim, Desk, Membership, User
from claims.permissions import articles_visible_to, claims_visible_to, is_away, may_hand_over
from claims.selectors.queue import with_due
from claims.vocabulary import HELD, UNFINISHED, WORKERS, ArticleState, Role, State

# What a board is about: a story that is out or has been given up is in the desk's list of articles.
ONGOING = (ArticleState.OPEN, ArticleState.CHECKING, ArticleState.SIGNED_OFF, ArticleState.CORRECTING)


@dataclass(frozen=True, slots=True)
class Load:
    """What one person has: in work, waiting for its second check, and how much of it is overdue."""

    person: User
    role: Role
    work: int
    second: int
    overdue: int
    away: bool
    may_hand_over: Verdict


@dataclass(frozen=True, slots=True)
class Pool:
    """What waits for somebody to take it; `second` for a second checker, `suggested` for a yes or no."""

    open: int
    high_risk: int
    overdue: int
    second: int
    suggested: int


@dataclass(frozen=True, slots=True)
class Board:
    """`works_here`: whether whoever looks is one of the people."""

    people: tuple[Load, ...]
    pool: Pool
    works_here: bool


def board_articles(user: User, desk: Desk) -> QuerySet[Article]:
    """The desk's articles that are not out yet, the next deadline first; for the paginator."""
    found = articles_visible_to(user).filter(desk=desk, state__in=ONGOING)
    found = found.select_related("desk").prefetch_related("bylines")
    return found.order_by(F("deadline").asc(nulls_last=True), "-created", "-pk")


def board_of(user: User, desk: Desk) -> Board:
    """Who has what, and what nobody has; three queries whatever their number. The person sees the desk's board."""
    claims = with_due(claims_visible_to(user).filter(article__desk=desk, state__in=UNFINISHED)).exclude(
        article__state=ArticleState.KILLED
    )
    people = _people(user, desk, claims)
    return Board(people, _pool(claims), any(one.person.pk == user.pk for one in people))


def _people(user: User, desk: Desk, claims: QuerySet[Claim]) -> tuple[Load, ...]:
    loads = loads_of(claims)
    members = Membership.objects.filter(desk=desk, role__in=WORKERS, user__is_active=True)
    return tuple(
        _load(user, desk, one, loads.get(one.user_id, {}))
        for one in members.select_related("user").order_by("user__name", "user_id")
    )


def loads_of(claims: QuerySet[Claim]) -> dict[int, dict[str, Any]]:
    """How many of these claims (with `late`) each owner has, by owner; one query."""
    counted = claims.filter(owner__isnull=False).values("owner_id").order_by()
    counted = counted.annotate(
        work=Count("pk", filter=Q(state__in=HELD)),
        second=Count("pk", filter=Q(state=State.SECOND)),
        overdue=Count("pk", filter=Q(state__in=HELD, late=True)),
    )
    return {one["owner_id"]: dict(one) for one in counted}


def _load(user: User, desk: Desk, member: Membership, load: Mapping[str, Any]) -> Load:
    return Load(
        person=member.user,
        role=Role(member.role),
        work=load.get("work", 0),
        second=load.get("second", 0),
        overdue=load.get("overdue", 0),
        away=is_away(member.user),
        may_hand_over=may_hand_over(user, member.user_id, desk.pk),
    )


def _pool(claims: QuerySet[Claim]) -> Pool:
    free = Q(state=State.OPEN, owner=None)
    return Pool(
        **claims.aggregate(
            open=Count("pk", filter=free),
            high_risk=Count("pk", filter=free & Q(high_risk=True)),
            overdue=Count("pk", filter=free & Q(late=True)),
            second=Count("pk", filter=Q(state=State.SECOND)),
            suggested=Count("pk", filter=Q(state=State.SUGGESTED)),
        )
    )

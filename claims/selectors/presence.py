"""What an open page asks for again and again: how far the article's history goes, and who else is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Now

from claims.models import Claim, Event, Presence, User
from claims.models.json_row import JsonRow
from claims.permissions import articles_visible_to

# How much of PRESENCE_SECONDS may go by before a page says again that it is open: two polls may get lost.
TOLD_AGAIN = 3


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody else who has the article open, and the claim that is open there."""

    user: int
    name: str
    initials: str
    claim: int | None


@dataclass(frozen=True, slots=True)
class Pulse:
    """`newest` is the number of the article's last event; `told`: the person's own page has said lately that it shows
    this claim; `has_claim`: the article has such a claim.
    """

    newest: int
    others: tuple[Present, ...]
    told: bool
    has_claim: bool

    @property
    def here(self) -> str:
        """Who is where, short enough for an address."""
        return "-".join(f"{one.user}.{one.claim or 0}" for one in self.others)


def pulse_of(user: User, article_id: int, claim_id: int) -> Pulse | None:
    """The article's pulse as this person may feel it, None where they don't see it; one query, and a small one.

    All ages are by the database's clock.
    """
    events = Event.objects.filter(article=OuterRef("pk")).order_by("-number").values("number")
    claims = Claim.objects.filter(pk=claim_id, article=OuterRef("pk"))
    own = _now(TOLD_AGAIN).filter(Q(claim=claim_id) if claim_id else Q(claim=None), user=user)
    others = _now().filter(user__is_active=True).exclude(user=user).order_by("user__name", "user")
    shown = JsonRow("user", "claim", name="user__name", initials="user__initials")
    found: Any = (
        articles_visible_to(user)
        .filter(pk=article_id)
        .annotate(
            newest=Subquery(events[:1]),
            others=ArraySubquery(others.values(shown=shown)),
            told=Exists(own),
            has_claim=Exists(claims),
        )
        .values("newest", "others", "told", "has_claim")
        .first()
    )
    if found is None:
        return None
    return Pulse(
        newest=found["newest"] or 0,
        others=tuple(Present(**one) for one in found["others"]),
        told=found["told"],
        has_claim=found["has_claim"],
    )


def _now(parts: int = 1) -> QuerySet[Presence]:
    """The pages that are open, of whichever article the query around it is about."""
    age = timedelta(seconds=settings.PRESENCE_SECONDS / parts)
    return Presence.objects.filter(Q(at__gt=Now() - age), article=OuterRef("pk"))

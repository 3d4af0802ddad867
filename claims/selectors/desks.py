"""All desks, as administrators see them: names and how many people are on each, and nothing of their copy."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from claims.models import Desk, User
from claims.permissions import desks_administered_by


def desks_page(user: User) -> QuerySet[Desk]:
    """Each with `people`, who is on it and not shut out; one query."""
    people = Count("memberships", filter=Q(memberships__user__is_active=True))
    return desks_administered_by(user).annotate(people=people).order_by("name")

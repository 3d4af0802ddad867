"""Administrators say how long a desk keeps what. They need not be on the desk, and read nothing of it."""

from __future__ import annotations

from django.db.models import QuerySet

from claims.errors import YES, Verdict, no
from claims.models import Article, Desk, User
from claims.permissions.people import desks_administered_by, may_administer
from claims.permissions.seeing import desks_of


def desks_known_to(user: User) -> QuerySet[Desk]:
    """The desks that the person is on, or administers: that there is one of this name is no secret to them."""
    return desks_administered_by(user) if may_administer(user).allowed else desks_of(user)


def articles_administered_by(user: User) -> QuerySet[Article]:
    """Every article, for administrators, by its number: none of its words may be shown."""
    return Article.objects.all() if may_set_retention(user).allowed else Article.objects.none()


def may_set_retention(user: User) -> Verdict:
    """Whether the person may say how long what is kept, hold an article, and erase one."""
    return YES if may_administer(user).allowed else no("Administrators say how long a desk keeps what.")

"""What was changed about people and desks, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from claims.models import PeopleChange, User
from claims.permissions import people_changes_visible_to
from claims.vocabulary import PeopleChangeKind, Role

CHANGES_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Changed:
    """One line: `by` is "" where single sign-on did it; `about` the person, the desk or who was invited."""

    at: datetime
    by: str
    about: str
    words: str


def changes_page(user: User, number: str | None) -> tuple[Page[PeopleChange], tuple[Changed, ...]]:
    """A page of the record, the newest first; two queries."""
    shown = Paginator(people_changes_visible_to(user), CHANGES_ON_A_PAGE).get_page(number)
    return shown, changes_of(shown.object_list)  # type: ignore[arg-type]


def changes_of(found: QuerySet[PeopleChange]) -> tuple[Changed, ...]:
    return tuple(_lines(found.select_related("by", "person", "desk", "invitation")))


def _lines(found: Iterable[PeopleChange]) -> Iterable[Changed]:
    for one in found:
        about = one.person or one.desk or one.invitation
        by = one.by.name if one.by else ""
        yield Changed(one.at, by, about.name if about else "", _words(one))


def _words(one: PeopleChange) -> str:
    kind = PeopleChangeKind(one.what)
    if kind == PeopleChangeKind.ROLE and one.desk:
        return _role(one.desk.name, one.before, one.after)
    if kind == PeopleChangeKind.ADMINISTRATOR:
        return "Administrator" if one.after else "Administrator no more"
    if kind == PeopleChangeKind.DESK_CONFIDENTIAL:
        return "Confidential" if one.after else "Confidential no more"
    if kind == PeopleChangeKind.DESK_RENAMED:
        return f"Renamed: {one.before} → {one.after}"
    if kind == PeopleChangeKind.INTEGRATION_MADE and one.desk:
        return f"{kind.label} for {one.desk.name}: {one.after}"
    if kind in (PeopleChangeKind.WEBHOOK_SET, PeopleChangeKind.WEBHOOK_AGAIN):
        return f"{kind.label}: {one.after}"
    if kind == PeopleChangeKind.DETAILS:
        return f"Changed: {one.after}"
    return str(kind.label)


def _role(desk: str, before: str, after: str) -> str:
    """“City: checker → editor”, “City: checker”, “City: taken off, was checker”."""
    was, now = (Role(one).label.lower() if one in Role.values else "" for one in (before, after))
    if not now:
        return f"{desk}: taken off, was {was}"
    return f"{desk}: {was} → {now}" if was else f"{desk}: {now}"

"""What a person is on a desk and in a story."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.utils import timezone

from claims.errors import YES, Verdict, no
from claims.models import Article, Membership, User
from claims.models.json_row import JsonRow
from claims.vocabulary import WORKERS, Role

# What the account of an integration is on each of its desks; `may_send` and ARTICLE_MOVES let it do more.
INTEGRATED_AS = Role.READER
# Who writes on a desk: they paste, are asked and answer, and note.
MAY_PASTE = frozenset({Role.REPORTER, Role.CHECKER, Role.EDITOR})


def with_roles(people: QuerySet[User]) -> QuerySet[User, Any]:
    """The people with what `roles_of` reads, in the same query."""
    held = Membership.objects.filter(user=OuterRef("pk")).values(shown=JsonRow("desk_id", "role"))
    return people.annotate(roles_held=ArraySubquery(held))


def roles_of(user: User) -> dict[int, str]:
    """The person's role on each desk, read once and kept on the user object for the request; no desks for somebody
    who was shut out."""
    if not user.is_active:
        return {}
    roles: dict[int, str] | None = getattr(user, "_roles", None)
    if roles is None:
        held = getattr(user, "roles_held", None)
        if held is None:
            held = user.memberships.values("desk_id", "role")
        roles = {one["desk_id"]: one["role"] for one in held}
        user._roles = roles  # type: ignore[attr-defined]
    return roles


def role_on(user: User, desk_id: int) -> Role | None:
    found = roles_of(user).get(desk_id)
    return Role(found) if found else None


def desks_as(user: User, roles: Collection[Role] = frozenset(Role)) -> list[int]:
    """The desks on which the person has one of these roles: ids, so that a query names them instead of asking for
    them again."""
    return [desk for desk, role in roles_of(user).items() if role in roles]


def may_send(user: User, desk_id: int) -> bool:
    """Whether this is an integration's account that sends drafts to the desk; its token's scope was asked before."""
    return is_integration(user) and role_on(user, desk_id) is not None


def is_integration(user: User) -> bool:
    """Whether this is the account of another system; who isn't signed in is nobody's."""
    return bool(getattr(user, "integration", False))


def is_byline(user: User, article: Article) -> bool:
    return any(person.pk == user.pk for person in article.bylines.all())


def is_away(person: User) -> bool:
    """`away_until` is the first day on which they are back."""
    return person.away_until is not None and timezone.localdate() < person.away_until


def may_check(user: User, article: Article) -> Verdict:
    """Whether the person may do checking work on an article at all."""
    if role_on(user, article.desk_id) not in WORKERS:
        return no("Checkers and editors of this desk do this.")
    if is_byline(user, article):
        return no("You wrote this story: somebody else checks it.")
    return YES

"""A newsroom to try things in: two desks, six people, one article of our own prose."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from claims.errors import Refused
from claims.models import Desk, Membership, User
from claims.services.article_paste import article_paste
from claims.vocabulary import Role

ARTICLE = Path(__file__).resolve().parent.parent / "sample" / "article.txt"
WORLD, CITY = "World", "City"


@dataclass(frozen=True, slots=True)
class Person:
    username: str
    name: str
    initials: str
    desks: dict[str, Role]
    administrator: bool = False


PEOPLE = (
    Person("nora", "Nora Ashby", "NA", {WORLD: Role.REPORTER}),
    Person("imre", "Imre Falk", "IF", {WORLD: Role.CHECKER}),
    Person("tess", "Tess Okoro", "TO", {WORLD: Role.CHECKER, CITY: Role.CHECKER}),
    Person("ruth", "Ruth Calloway", "RC", {WORLD: Role.EDITOR}),
    Person("dov", "Dov Lindgren", "DL", {CITY: Role.EDITOR, WORLD: Role.READER}),
    Person("ada", "Ada Quill", "AQ", {}, administrator=True),
)


@transaction.atomic
def sample_newsroom() -> dict[str, str]:
    """Make the sample newsroom, all or nothing; the new people's passwords by username, {} where it is there
    already.

    Raises Refused where the settings don't allow it: production never does.
    """
    if not settings.SAMPLE_ALLOWED:
        raise Refused(
            "The sample newsroom is for one's own machine: set SAMPLE_ALLOWED there, never in production."
        )
    if User.objects.exists():
        return {}
    desks = {name: Desk.objects.create(name=name) for name in (WORLD, CITY)}
    passwords = {person.username: _join(person, desks) for person in PEOPLE}
    nora = User.objects.get(username="nora")
    text = ARTICLE.read_text(encoding="utf-8")
    headline, byline = text.splitlines()[0], text.splitlines()[2]
    article_paste(
        desk_id=desks[WORLD].pk, by=nora, key="sample-article", text=text, headline=headline, byline=byline
    )
    return passwords


def _join(person: Person, desks: dict[str, Desk]) -> str:
    """Store a person and their roles; their password."""
    password = secrets.token_urlsafe(9)
    user = User.objects.create_user(
        person.username,
        password,
        name=person.name,
        initials=person.initials,
        administrator=person.administrator,
    )
    Membership.objects.bulk_create(
        Membership(user=user, desk=desks[desk], role=role) for desk, role in person.desks.items()
    )
    return password

"""Columns whose SQL is written once: as good as those that are built anew, and of nobody's values."""

from __future__ import annotations

import pytest
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet

from claims.drafts import read_draft
from claims.models import Article, Claim, Note, User
from claims.models.json_row import JsonRow
from claims.models.prepared import Ask, Prepared
from claims.permissions import answers_visible_to
from claims.permissions.roles import roles_of, with_roles
from claims.selectors.blind import answers_of
from claims.selectors.rows import claims_of
from claims.vocabulary import Role
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> make.Newsroom:
    return make.newsroom()


@pytest.fixture
def claims(room: make.Newsroom) -> list[Claim]:
    return make.split_article(room)[1]


def noted(by: User | Ask) -> QuerySet[Claim]:
    """Each claim with this person's notes at it."""
    notes = Note.objects.filter(claim=OuterRef("pk"), by=by).order_by("pk")
    rows = ArraySubquery(notes.values(shown=JsonRow("pk", "text", who="by__name")))
    return Claim.objects.annotate(notes_by=rows, has_any=Exists(notes))


def test_they_are_what_the_query_would_have(room: make.Newsroom, claims: list[Claim]) -> None:
    make.noted(claims[0], room.checker, "It's “100 %s”, {pk}; ' OR 1=1")
    make.noted(claims[1], room.second, "Mine")
    made: list[int] = []

    @Prepared
    def columns() -> QuerySet[Claim]:
        made.append(1)
        return noted(Ask("person"))

    for person in (room.checker, room.second, room.reader):
        ready = Claim.objects.annotate(**columns(person=person.pk)).order_by("pk")
        built = noted(person).order_by("pk")
        names = ("pk", "notes_by", "has_any")
        assert list(ready.values(*names)) == list(built.values(*names))
        assert sum(one.has_any for one in ready) == (person != room.reader)  # type: ignore[attr-defined]
    assert made == [1]


def test_a_value_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError):
        Prepared(lambda: noted(Ask("person")))(somebody=1)


@pytest.mark.parametrize("name", ["a'b", "a b", "1a", ""])
def test_a_row_of_json_has_names(name: str) -> None:
    with pytest.raises(ValueError, match="names"):
        JsonRow(**{name: "pk"})


def test_answers_are_those_that_the_person_may_see(room: make.Newsroom, claims: list[Claim]) -> None:
    """The first answers at a high risk hidden from who may check second, and all of it from who isn't on the desk."""
    article = Article.objects.get(pk=claims[0].article_id)
    for claim in claims:
        make.answered(claim, room.checker)
    make.settled(claims[2], room.checker)
    people = (room.checker, room.second, room.editor, room.reporter, room.reader, room.outsider)
    seen = {}
    for person in people:
        found = claims_of(article, person, read_draft(article))
        seen[person.pk] = answers_of(article, found, person)
        wanted = answers_visible_to(person).filter(claim__article=article).order_by("pk")
        assert seen[person.pk] == list(wanted)
    assert len(seen[room.checker.pk]) > len(seen[room.second.pk]) > len(seen[room.outsider.pk]) == 0


def test_roles_come_with_the_person(
    room: make.Newsroom, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    person = with_roles(User.objects.filter(pk=room.editor.pk)).get()
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert roles_of(person) == {room.desk.pk: Role.EDITOR}
    assert roles_of(User.objects.get(pk=room.editor.pk)) == roles_of(person)

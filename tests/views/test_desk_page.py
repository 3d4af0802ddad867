"""The Desk: what is mine, how each article stands, and what an empty one says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from claims.models import Article, Claim, Split
from claims.vocabulary import Role, SplitState, State
from tests import factories as make
from tests.support.html import Element, read
from tests.views.scene import Scene

pytestmark = pytest.mark.django_db


def desk_of(scene: Scene, person: str, **query: str) -> Element:
    response = scene.client(person).get(reverse("desk"), query)
    assert response.status_code == 200
    return read(response.content)


def row_of(page: Element, pk: int) -> str:
    address = reverse("article", args=[pk])
    (row,) = [one for one in page.all("tr") if one.all("a", href=address)]
    return " ".join(row.text.split())


def test_each_article_says_what_is_left(scene: Scene) -> None:
    waiting = make.pasted(scene.room)
    make.settled(scene.own, scene.room.checker)
    make.moved(scene.safe, State.CHECKING, scene.room.checker)
    page = desk_of(scene, "editor")
    assert "1/4" in row_of(page, scene.article.pk).replace(" of ", "/").replace(" ", "")
    assert "2 open, 1 in work" in row_of(page, scene.article.pk)
    assert "being split" in row_of(page, waiting.pk)
    assert "needs a person" in row_of(page, scene.failed.pk)


def test_my_claims_are_those_that_i_have_taken(scene: Scene) -> None:
    make.moved(scene.safe, State.CHECKING, scene.room.checker)
    make.settled(scene.own, scene.room.checker)
    mine = desk_of(scene, "checker").by_id("mine")
    assert mine.text.split()[-1] == "1"
    page = desk_of(scene, "checker")
    assert "the bridge is safe" in page.by_id("queue-rows").text and "Ann Cole" in page.text
    other = desk_of(scene, "second")
    assert other.by_id("mine").text.split()[-1] == "0"
    assert not other.all(id="queue-rows")


def test_the_queue_and_the_boards_are_a_link_away(scene: Scene) -> None:
    page = desk_of(scene, "checker")
    assert page.all("a", href=reverse("queue"))
    assert page.all("a", href=reverse("desk-board", args=[scene.room.desk.pk]))
    page = desk_of(scene, "reporter")
    assert not page.all("a", href=reverse("desk-board", args=[scene.room.desk.pk]))


def test_what_is_overdue_is_said_in_a_word(scene: Scene) -> None:
    make.moved(scene.safe, State.CHECKING, scene.room.checker)
    Article.objects.filter(pk=scene.article.pk).update(deadline=timezone.now() - timedelta(hours=3))
    page = desk_of(scene, "checker")
    assert "Overdue" in page.by_id("queue-rows").text
    assert "Overdue" in row_of(page, scene.article.pk)
    Article.objects.filter(pk=scene.article.pk).update(deadline=None)
    Claim.objects.filter(pk=scene.safe.pk).update(deadline=timezone.now() - timedelta(hours=3))
    assert "1 overdue" in row_of(desk_of(scene, "checker"), scene.article.pk)


@pytest.mark.parametrize(
    ("person", "sees"),
    [
        ("reporter", True),
        ("colleague", False),
        ("reader", True),
        ("administrator", False),
        ("outsider", False),
    ],
)
def test_who_sees_it_here(scene: Scene, person: str, sees: bool) -> None:
    page = desk_of(scene, person)
    assert bool(page.all("a", href=reverse("article", args=[scene.article.pk]))) is sees


def test_an_empty_desk_has_a_box_for_who_may_paste(db: None) -> None:
    from django.test import Client

    room = make.newsroom()
    client = Client()
    client.force_login(room.reporter)
    page = read(client.get(reverse("desk")).content)
    (form,) = [one for one in page.all("form") if one.attributes.get("action") == reverse("article-new")]
    response = client.post(form.attributes["action"], form.values | {"text": make.TEXT})
    assert response.status_code == 200
    assert read(response.content).by_id("article-new").values["text"] == make.TEXT
    client.force_login(room.reader)
    page = read(client.get(reverse("desk")).content)
    assert "What reporters and editors paste appears here." in page.text
    assert not page.all("textarea")


@pytest.mark.parametrize("number", ["", "0", "-1", "x", "2", "99999999999999999999", "last"])
def test_any_page_number_is_answered(scene: Scene, number: str) -> None:
    assert desk_of(scene, "editor", page=number)


def test_as_many_queries_for_25_articles_as_for_2(scene: Scene) -> None:
    def count() -> int:
        client = scene.client("editor")
        client.get(reverse("desk"))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("desk")).status_code == 200
        return len(queries)

    make.moved(scene.safe, State.CHECKING, scene.room.editor)
    before = count()
    for _ in range(23):
        claims = make.split_article(scene.room)[1]
        make.moved(claims[0], State.CHECKING, scene.room.editor)
    assert count() == before <= 15


def test_articles_come_in_pages(scene: Scene) -> None:
    for number in range(31):
        make.pasted(scene.room, text=f"Story number {number}")
    first, second = desk_of(scene, "editor"), desk_of(scene, "editor", page="2")
    titles = [page.text.count("Story number") for page in (first, second)]
    assert sum(titles) >= 31 and min(titles) >= 1
    assert first.all("a", href="?page=2")


def test_somebody_on_two_desks_sees_both(scene: Scene) -> None:
    scene.room.reader.memberships.create(desk=scene.room.other, role=Role.READER)
    there = make.pasted(
        make.Newsroom(
            **{name: getattr(scene.room, name) for name in make.Newsroom.__slots__}
            | {"desk": scene.room.other, "reporter": scene.room.outsider}
        )
    )
    page = desk_of(scene, "reader")
    for article in (scene.article, there):
        assert page.all("a", href=reverse("article", args=[article.pk]))
    assert scene.room.other.name in page.text


def test_a_split_under_way_is_no_failure(scene: Scene) -> None:
    Split.objects.filter(draft__article=scene.failed).update(state=SplitState.RUNNING)
    assert "being split" in row_of(desk_of(scene, "editor"), scene.failed.pk)

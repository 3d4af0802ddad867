"""The list of sentences that nobody has looked at, and the desk's rules: read by all, changed by who may."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Desk, Sentence
from claims.vocabulary import Coverage
from tests import factories as make
from tests.support.html import read
from tests.views.scene import Scene

pytestmark = pytest.mark.django_db
TEXT = "The bridge opens.\n\nNine people were killed on Monday.\n\nIt <b>rained</b> on “us”."


@pytest.fixture
def lines(scene: Scene) -> list[Sentence]:
    article, _ = make.split_article(scene.room, make.Saying("The bridge opens"), text=TEXT)
    return list(Sentence.objects.filter(draft__article=article))


def page_of(scene: Scene, sentence: Sentence, person: str = "checker") -> str:
    return reverse("article-sentences", args=[sentence.draft.article_id])


def test_by_hand_as_it_is_drawn(scene: Scene, lines: list[Sentence]) -> None:
    """Two people, without a script."""
    for person in ("checker", "second"):
        client = scene.client(person)
        page = read(client.get(page_of(scene, lines[1])).content)
        form = page.by_id(f"sentence-clear-{lines[1].pk}")
        sent = client.post(form.attributes["action"], form.values | {"why": "Told of <i>another</i> day."})
        assert sent.status_code == 302
    row = Sentence.objects.get(pk=lines[1].pk)
    assert (row.coverage, row.clearing_by, row.cleared_by) == (
        Coverage.NOTHING,
        scene.room.checker,
        scene.room.second,
    )
    page = read(scene.client("editor").get(page_of(scene, lines[1])).content)
    assert "Told of <i>another</i> day." in page.text and "asked by Chloe Checker" in page.text


def test_what_it_says(scene: Scene, lines: list[Sentence]) -> None:
    page = read(scene.client("checker").get(page_of(scene, lines[1])).content)
    assert "Nobody has looked at 2 sentences" in page.text
    assert "Casualty figure" in page.by_id(f"sentence-{lines[1].pk}").text
    assert "It <b>rained</b> on “us”." in page.by_id(f"sentence-{lines[2].pk}").text
    assert not page.all(id=f"sentence-{lines[0].pk}")


@pytest.mark.parametrize(
    ("person", "why"), [("writer", "You wrote this story"), ("reader", "Checkers and editors")]
)
def test_who_may_not_reads_why_and_is_drawn_no_form(scene: Scene, person: str, why: str) -> None:
    page = read(scene.client(person).get(reverse("article-sentences", args=[scene.article.pk])).content)
    assert why in page.text
    assert not [form for form in page.all("form") if "/sentences/" in form.attributes.get("action", "")]


def test_what_was_typed_stays_where_it_is_refused(scene: Scene, lines: list[Sentence]) -> None:
    client = scene.client("checker")
    address = reverse("sentence-clear", args=[lines[2].pk])
    for why, status in (("x" * 201, 422), ("", 409)):
        response = client.post(address, {"key": make.key(), "why": why})
        assert response.status_code == status
        page = read(response.content)
        assert "Give a reason" in page.text
        assert page.by_id(f"sentence-clear-{lines[2].pk}").values["why"] == why
    assert not Sentence.objects.filter(coverage=Coverage.NOTHING).exists()


def test_the_one_who_asked_takes_it_back(scene: Scene, lines: list[Sentence]) -> None:
    client = scene.client("checker")
    client.post(reverse("sentence-clear", args=[lines[1].pk]), {"key": make.key(), "why": "A remark."})
    page = read(client.get(page_of(scene, lines[1])).content)
    assert "You asked for this" in page.by_id(f"sentence-{lines[1].pk}").text
    assert not page.all(id=f"sentence-clear-{lines[1].pk}")
    assert (
        client.post(reverse("sentence-unclear", args=[lines[1].pk]), {"key": make.key()}).status_code == 302
    )
    assert Sentence.objects.get(pk=lines[1].pk).clearing_by is None


def test_as_many_queries_for_200_sentences_as_for_2(scene: Scene) -> None:
    counts = []
    for number in (2, 200):
        text = "The bridge opens.\n\n" + "\n\n".join("It rained again." for _ in range(number))
        article, _ = make.split_article(scene.room, make.Saying("The bridge opens"), text=text)
        client = scene.client("checker")
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("article-sentences", args=[article.pk]))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


# -- the desk's rules ----------------------------------------------------------------------------------------


def test_an_editor_chooses(scene: Scene) -> None:
    client = scene.client("editor")
    address = reverse("desk-rules", args=[scene.room.desk.pk])
    form = read(client.get(address).content).by_id(f"desk-rules-{scene.room.desk.pk}")
    values = {"key": form.values["key"], "seen": form.values["seen"]}
    done = client.post(address, values | {"high": ["legal", "superlative"], "signers": "1"})
    assert done.status_code == 302
    desk = Desk.objects.get(pk=scene.room.desk.pk)
    assert (desk.high_risks, desk.signers) == (["legal", "superlative"], 1)
    assert not make.fresh(scene.hurt).high_risk
    slower = client.post(address, values | {"key": make.key(), "signers": "2"})
    assert slower.status_code == 409
    assert "Somebody changed the rules" in read(slower.content).text


def test_the_table_is_read_by_all_of_the_desk(scene: Scene) -> None:
    for person in ("reporter", "checker", "reader"):
        page = read(scene.client(person).get(reverse("desk-rules", args=[scene.room.desk.pk])).content)
        assert "Says how many people were killed" in page.text
        assert not page.all("input", name="high") and not page.all(id=f"desk-rules-{scene.room.desk.pk}")
        assert "Editors of this desk set its rules." in page.text


@pytest.mark.parametrize("wrong", [{"signers": "3"}, {"high": ["gossip"]}, {"seen": ""}])
def test_rules_that_are_none(scene: Scene, wrong: dict[str, object]) -> None:
    address = reverse("desk-rules", args=[scene.room.desk.pk])
    data = {"key": make.key(), "seen": "2: -", "high": [], "signers": "2"} | wrong
    assert scene.client("editor").post(address, data).status_code == 422
    assert Desk.objects.get(pk=scene.room.desk.pk).high_risks is None

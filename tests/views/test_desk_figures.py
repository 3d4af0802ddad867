"""The desk's figures: what they count, for whom, over which days; and that they rank nobody."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.selectors import desk_figures as module
from claims.selectors.desk_figures import DeskFigures, desk_figures, period, spelled
from claims.services.article_step import article_step
from claims.vocabulary import ArticleAct, Copy, So, State
from tests import factories as make
from tests.views.scene import Scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(db: None) -> make.Newsroom:
    return make.newsroom()


def of(room: make.Newsroom, days: int = 30) -> DeskFigures:
    return desk_figures(room.editor, room.desk, days)


@pytest.fixture
def ago(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """`ago(2)`: what is done from here on is done two hours ago."""
    real = timezone.now

    def go(hours: float) -> None:
        monkeypatch.setattr(timezone, "now", lambda: real() - timedelta(hours=hours))

    return go


def test_a_new_desk_has_none(room: make.Newsroom) -> None:
    assert of(room).is_empty
    page = signed_in(room).get(f"/desks/{room.desk.pk}/figures/").content.decode()
    assert "Nothing was checked" in page and '<svg class="picture' not in page


def test_from_taken_to_settled_by_risk_and_where_claims_wait(
    room: make.Newsroom, ago: Callable[[float], None]
) -> None:
    ago(48)
    _, (_, own, hurt, _) = make.split_article(room)
    ago(26)
    make.moved(own, State.CHECKING, room.checker)
    ago(24)
    make.settled(own, room.checker)
    make.evidence(hurt, room.checker)
    make.answered(hurt, room.checker, settle=True, so=So.WRONG, copy=Copy.FIX_PROPOSED, fix="Two were hurt")
    ago(0)
    shown = of(room)
    checks = {one.name: one for one in shown.checks}
    assert (checks["All claims"].number, checks["No high risk"].number) == (1, 1)
    assert 7190 < checks["All claims"].median < 7300 and "High risk" not in checks
    waits = {one.name: one for one in shown.waits}
    assert waits["Second check"].number == 1 and 86_000 < waits["Second check"].median < 87_000
    assert waits["Nobody has it"].number == 3, "two that were taken, one that waits still"
    assert dict(shown.verdicts.so) == {"Confirmed": 1}, "what waits for a second person is told nobody"
    make.answered(hurt, room.second, settle=True, so=So.WRONG, copy=Copy.FIX_PROPOSED, fix="Two were hurt")
    shown = of(room)
    assert {one.name: one.number for one in shown.checks}["High risk"] == 1
    assert dict(shown.verdicts.so) == {"Confirmed": 1, "Wrong": 1}


def test_only_of_these_days_and_of_this_desk(room: make.Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    _, (_, own, *_) = make.split_article(room)
    make.settled(own, room.checker)
    there = make.newsroom()
    make.settled(make.split_article(there)[1][1], there.checker)
    assert [one.number for one in of(room).checks] == [1, 1]
    later = timezone.now() + timedelta(days=40)
    monkeypatch.setattr(module.timezone, "now", lambda: later)
    assert of(room).checks == () and [one.number for one in of(room, 90).checks] == [1, 1]


def test_as_many_queries_for_many_articles(room: make.Newsroom) -> None:
    for _ in range(3):
        make.settled(make.split_article(room)[1][1], room.checker)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        of(room)
    assert len(asked) <= 7


def test_the_page_and_its_table(scene: Scene) -> None:
    make.settled(scene.own, scene.room.checker)
    client = scene.client("editor")
    address = scene.address("desk-figures")
    page = client.get(address, {"days": "90"}).content.decode()
    for words in ("Last 90 days", "From taken to settled", "Where claims wait", "<svg", "under a minute"):
        assert words in page, words
    assert "Chloe" not in page.partition("<main")[2]
    answer = client.get(scene.address("desk-figures-csv"), {"days": "90"})
    assert answer["Content-Type"].startswith("text/csv") and "attachment" in answer["Content-Disposition"]
    table = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert table[0][0] == "What" and ["Is it so?", "Confirmed", "1", "", ""] in table
    assert all(len(row) == 5 for row in table)


def test_published_and_corrected(room: make.Newsroom) -> None:
    article = make.signable(room)
    for person in (room.editor, room.second):
        make.signed(article, person)
    article_step(
        article_id=article.pk,
        act=ArticleAct.PUBLISH,
        by=room.editor,
        key=make.key(),
        url="https://city.example/bridge",
    )
    article_step(
        article_id=article.pk, act=ArticleAct.CORRECT, by=room.editor, key=make.key(), note="A figure."
    )
    shown = of(room)
    assert (shown.published, shown.correcting, shown.corrected) == (1, 1, 0)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "under a minute"), (60, "1 min"), (3_900, "1 h 5 min"), (190_000, "2 d 4 h"), (86_400, "1 d")],
)
def test_times_are_spelled(seconds: float, words: str) -> None:
    assert spelled(seconds) == words


def test_an_address_asks_for_what_there_is() -> None:
    assert [period(asked) for asked in ("365", "90", "", "7", "x", "-1")] == [365, 90, 30, 30, 30, 30]


def signed_in(room: make.Newsroom) -> Client:
    client = Client()
    client.force_login(room.editor)
    return client

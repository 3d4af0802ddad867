"""The report as a page to print and as a table."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.exports.table import HEADER
from claims.vocabulary import Copy, So
from tests import factories as make
from tests.support.html import read
from tests.views.scene import Scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def checked(scene: Scene) -> Scene:
    make.settled(scene.safe, scene.room.checker)
    make.answered(scene.own, scene.room.checker, so=So.WRONG, copy=Copy.FIX_PROPOSED, fix="eighty years")
    return scene


def test_the_page_to_print(checked: Scene) -> None:
    page = read(checked.client("editor").get(checked.address("article-print")).content)
    first, second = page.by_id("fact-1"), page.by_id("fact-2")
    assert "Ann Cole" in first.text and "Mayor" in first.text and "the bridge is safe" in first.text
    assert "Settled" in first.text and "Verbatim" in first.text and "Chloe Checker" in first.text
    assert "Inspection report, p. 12" in first.text
    assert "Own voice" in second.text and "Wrong" in second.text and "eighty years" in second.text
    assert checked.article.drafts.get().sha256 in page.text
    assert "4: 1 settled, 0 dismissed, 1 in work, 2 open" in page.text
    numbers = [one.attributes["href"] for one in page.all("a") if one.attributes["href"].startswith("#fact-")]
    assert numbers == ["#fact-1", "#fact-2", "#fact-3", "#fact-4"]


def test_the_table(checked: Scene) -> None:
    response = checked.client("editor").get(checked.address("article-csv"))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith('attachment; filename="harbour-bridge-to-stay-open')
    file = response.content.decode("utf-8-sig")
    found = list(csv.reader(io.StringIO(file, newline=""), strict=True))
    assert tuple(found[0]) == HEADER
    assert [row[0] for row in found[1:]] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    "title", ["عاجل قال", '"; filename=evil.exe', "a/../../b", "x" * 300, "line\nbreak here", "👩‍🔬 only"]
)
def test_the_files_name_is_harmless(scene: Scene, title: str) -> None:
    article, _ = make.split_article(scene.room, text=f"{title}\n\n{make.TEXT}")
    response = scene.client("editor").get(reverse("article-csv", args=[article.pk]))
    assert response.status_code == 200
    name = response["Content-Disposition"].removeprefix('attachment; filename="').removesuffix('"')
    assert name.isascii() and name.endswith(".csv") and len(name) < 100
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_.")
    assert ".." not in name


def test_a_draft_without_claims(scene: Scene) -> None:
    for name in ("article-print", "article-csv"):
        response = scene.client("editor").get(reverse(name, args=[scene.failed.pk]))
        assert response.status_code == 200
    page = read(scene.client("editor").get(reverse("article-print", args=[scene.failed.pk])).content)
    assert "No claim was found in this text." in page.text


@pytest.mark.parametrize("name", ["article-print", "article-csv"])
def test_as_many_queries_for_100_claims_as_for_1(scene: Scene, name: str) -> None:
    counts = []
    for number in (1, 100):
        text = " ".join(f"Bridge {at} is safe." for at in range(number))
        sayings = [make.Saying(f"Bridge {at} is safe") for at in range(number)]
        article, claims = make.split_article(scene.room, *sayings, text=text)
        make.settled(claims[0], scene.room.checker)
        client = scene.client("editor")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name, args=[article.pk])).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 16

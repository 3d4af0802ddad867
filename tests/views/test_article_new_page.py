"""Pasting: what was found is shown, put right and stored; a text that can't be a draft comes back whole."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Article, Draft, Event, Split
from tests import factories as make
from tests.support.html import Element, read
from tests.views.scene import HTMX, Scene

pytestmark = pytest.mark.django_db

TEXT = "Bridge stays open\n\nBy Rob Reporter\n\nThe mayor said the bridge is safe. It has stood for ninety years."


def paste(scene: Scene, person: str = "reporter", **data: Any) -> HttpResponse:
    data = {"key": make.key(), "desk": scene.room.desk.pk, "text": TEXT} | data
    return scene.client(person).post(reverse("article-new"), data)  # type: ignore[return-value]


def form_of(response: HttpResponse) -> Element:
    return read(response.content).by_id("article-new")


def test_two_steps_without_a_script(scene: Scene) -> None:
    """The box; what was found in it; stored. Every field as the page gives it."""
    client, address, before = scene.client("reporter"), reverse("article-new"), Article.objects.count()
    first = read(client.get(address).content).by_id("article-new")
    second = form_of(client.post(address, first.values | {"text": TEXT}))
    assert Article.objects.count() == before, "nothing is stored before it was looked at"
    assert (second.values["headline"], second.values["byline"]) == ("Bridge stays open", "By Rob Reporter")
    assert second.values["text"] == TEXT
    response = client.post(address, second.values)
    assert response.status_code == 303
    article = Article.objects.latest("pk")
    assert response["Location"] == reverse("article", args=[article.pk])
    draft = Draft.objects.get(article=article)
    assert draft.text == TEXT
    assert draft.text[draft.headline_start : draft.headline_end] == "Bridge stays open"
    assert draft.text[draft.byline_start : draft.byline_end] == "By Rob Reporter"
    assert client.post(address, second.values)["Location"] == response["Location"], "sent twice, stored once"
    assert Article.objects.count() == before + 1


def test_headline_and_byline_can_be_put_right(scene: Scene) -> None:
    response = paste(scene, confirmed="1", headline="A better headline", byline="By Jo")
    assert response.status_code == 303
    draft = Draft.objects.latest("pk")
    assert draft.text.startswith("A better headline\nBy Jo\n\nBridge stays open")


def test_an_editor_ticks_who_wrote_it(scene: Scene) -> None:
    shown = form_of(paste(scene, "editor"))
    ticked = [
        one.attributes["value"] for one in shown.all("input", type="checkbox") if "checked" in one.attributes
    ]
    assert ticked == [str(scene.room.reporter.pk)], "by the printed byline"
    paste(scene, "editor", confirmed="1", written_by=[scene.room.checker.pk])
    assert list(Article.objects.latest("pk").bylines.all()) == [scene.room.checker]


def test_a_reporter_counts_as_the_writer_whatever_they_send(scene: Scene) -> None:
    paste(scene, confirmed="1", written_by=[scene.room.editor.pk])
    newest = Article.objects.filter(drafts__text=TEXT)
    assert [list(one.bylines.all()) for one in newest] in ([], [[scene.room.reporter]])


@pytest.mark.fault("a text over 1,000,000 characters; 900,000 without a space")
@pytest.mark.parametrize(
    ("text", "code", "why"),
    [
        ("", 422, "There is no text yet."),
        (" \n\t ", 422, "There is no text yet."),
        ("\x00\x07", 422, "There is no text yet."),
        ("Word", 422, "That is one word."),
        ("word " * 200_001, 413, "1,000,005 characters"),
        ("x" * 1_000_001, 413, "1,000,001 characters"),
    ],
    ids=["empty", "blank", "controls", "one word", "too long", "one too long"],
)
@pytest.mark.parametrize("confirmed", ["", "1"])
def test_a_text_that_cannot_be_one_comes_back(
    scene: Scene, text: str, code: int, why: str, confirmed: str
) -> None:
    before = Article.objects.count()
    data = {"confirmed": "1"} if confirmed else {}
    response = paste(scene, text=text, headline="Kept head line", **data)
    assert response.status_code == code
    page = read(response.content)
    assert why in page.by_id("article-problem").text
    assert page.by_id("id_text").text.removeprefix("\n") == text.replace("\x00", "").replace("\x07", "") or (
        page.by_id("id_text").text.removeprefix("\n") == text
    )
    if confirmed:
        assert form_of(response).values["headline"] == "Kept head line"
    assert Article.objects.count() == before


@pytest.mark.parametrize(
    "text",
    [
        "\nA line before\nand words",
        "  leading blanks\n\n\n and <b>tags</b> &amp; {{ braces }}",
        "عاجل قال العمدة\n👩‍🔬 e\u0301",
        "Nothing is attributed here at all. It rains.",
    ],
)
def test_the_text_comes_back_to_the_letter(scene: Scene, text: str) -> None:
    assert form_of(paste(scene, text=text)).values["text"] == text


@pytest.mark.fault("bad UTF-8, NUL, lone surrogates, BOM, UTF-16")
@pytest.mark.parametrize(
    "text",
    [
        "x" * 900_000,
        "a b " + "y" * 899_000,
        "\ud800 lone \udfff surrogates",
        "a\x00b\x00c d",
        "\ufeffmark and words",
    ],
    ids=["no space", "hardly a space", "surrogates", "NUL", "mark"],
)
def test_odd_texts_are_taken(scene: Scene, text: str) -> None:
    data = {"text": text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")}
    response = paste(scene, confirmed="1", **data)
    assert response.status_code == 303
    assert Split.objects.latest("pk").draft.article == Article.objects.latest("pk")
    page = scene.client("reporter").get(response["Location"])
    assert page.status_code == 200


@pytest.mark.fault("bad UTF-8, NUL, lone surrogates, BOM, UTF-16")
@pytest.mark.parametrize(
    "body",
    [b"text=%ff%fe%00&desk=1&key=k", b"text=\xff\xfe\xfd&key=k", b"\xff" * 100, b"text=%ED%A0%80+word&key=k"],
)
def test_bytes_that_are_no_text_are_no_error_of_ours(scene: Scene, body: bytes) -> None:
    response = scene.client("reporter").post(
        reverse("article-new"), body, content_type="application/x-www-form-urlencoded"
    )
    assert response.status_code in (200, 400, 422)


def test_a_request_over_the_limit_has_its_own_words(scene: Scene) -> None:
    body = b"text=" + b"x" * (17 * 1024 * 1024)
    response = scene.client("reporter").post(
        reverse("article-new"), body, content_type="application/x-www-form-urlencoded"
    )
    assert response.status_code == 413
    assert "1,000,000" in read(response.content).text


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({"desk": ""}, "desk"),
        ({"desk": "x"}, "desk"),
        ({"desk": "999999999"}, "desk"),
        ({"key": ""}, "required"),
        ({"key": "k" * 61}, "60 characters"),
        ({"headline": "x" * 301}, "300 characters"),
        ({"byline": "x" * 301}, "300 characters"),
    ],
)
def test_fields_that_are_wrong(scene: Scene, data: dict[str, str], why: str) -> None:
    response = paste(scene, confirmed="1", **data)
    assert response.status_code == 422
    assert why in read(response.content).by_id("article-problem").text
    assert form_of(response).values["text"] == TEXT


def test_a_key_of_somebody_else(scene: Scene) -> None:
    paste(scene, "checker", confirmed="1", key="shared")
    response = paste(scene, "reporter", confirmed="1", key="shared")
    assert response.status_code == 403
    assert "sent by somebody else" in read(response.content).text
    assert form_of(response).values["text"] == TEXT
    assert Event.objects.filter(key="shared").count() == 1


def test_what_is_found_in_place(scene: Scene) -> None:
    data = {"key": make.key(), "desk": scene.room.desk.pk, "text": TEXT}
    response = scene.client("reporter").post(reverse("article-found"), data, headers=HTMX)
    part = read(response.content).by_id("article-found")
    assert (part.values["headline"], part.values["byline"]) == ("Bridge stays open", "By Rob Reporter")
    typed = part.values | {"headline": "My own"} | data | {"text": TEXT + " More."}
    again = scene.client("reporter").post(reverse("article-found"), typed, headers=HTMX)
    assert read(again.content).by_id("article-found").values["headline"] == "My own", "typing wins"


@pytest.mark.parametrize("text", ["", "x", "\n", "\x00", "word " * 250_000])
def test_what_is_found_while_typing_is_never_an_error(scene: Scene, text: str) -> None:
    response = scene.client("reporter").post(
        reverse("article-found"), {"desk": scene.room.desk.pk, "text": text}, headers=HTMX
    )
    assert response.status_code == 200


def test_who_signed_out_meanwhile_gets_the_text_back(scene: Scene) -> None:
    response = paste(scene, "anonymous", confirmed="1")
    assert response.status_code == 401
    assert any(box.text.removeprefix("\n") == TEXT for box in read(response.content).all("textarea"))


def test_storing_costs_the_same_for_a_long_text(scene: Scene) -> None:
    counts = []
    for text in ("Two words", TEXT + " word" * 100_000):
        client = scene.client("reporter")
        data = {"key": make.key(), "desk": scene.room.desk.pk, "text": text, "confirmed": "1"}
        with CaptureQueriesContext(connection) as queries:
            assert client.post(reverse("article-new"), data).status_code == 303
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 24

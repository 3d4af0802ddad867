"""What an open article page is answered when it asks what others did: little, the right parts, and nothing secret."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Article, Event, Presence
from claims.services.typing_keep import typing_keep
from claims.vocabulary import State
from tests import factories as make
from tests.support.html import read
from tests.views.scene import HTMX, Scene

pytestmark = pytest.mark.django_db


def newest(article: Article) -> int:
    return Event.objects.filter(article=article).latest("number").number


def asks(scene: Scene, person: str, **query: Any) -> Any:
    return scene.client(person).get(reverse("article-since", args=[scene.article.pk]), query, headers=HTMX)


def test_an_unchanged_poll_costs_five_small_queries_at_most(scene: Scene) -> None:
    client = scene.client("checker")
    address = reverse("article-since", args=[scene.article.pk])
    query = {"event": newest(scene.article), "claim": scene.own.pk, "here": ""}
    for at_most in (5, 4):
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address, query, headers=HTMX)
        assert (response.status_code, response.content) == (204, b"")
        assert len(asked) <= at_most, [one["sql"] for one in asked]
        assert "claims_draft" not in "".join(one["sql"] for one in asked), "no draft is read"
    assert Presence.objects.get().claim_id == scene.own.pk


def test_who_comes_and_goes_alone_costs_no_page(scene: Scene) -> None:
    assert asks(scene, "checker", event=newest(scene.article), claim=scene.own.pk).status_code == 204
    query = {"event": newest(scene.article), "claim": 0, "here": ""}
    client, address = scene.client("second"), reverse("article-since", args=[scene.article.pk])
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address, query, headers=HTMX)
    assert response.status_code == 200
    shown = read(response.content).by_id(f"article-since-{scene.article.pk}")
    here = shown.attributes["data-here"]
    assert here == f"{scene.room.checker.pk}.{scene.own.pk}"
    assert scene.room.checker.name in shown.text
    assert len(asked) <= 5
    assert asks(scene, "second", **query | {"here": here}).status_code == 204


def test_what_somebody_did_comes_as_the_page_draws_it(scene: Scene) -> None:
    before = newest(scene.article)
    make.moved(scene.own, State.CHECKING, scene.room.checker)
    query = {"event": before, "claim": scene.own.pk, "card": before}
    response = asks(scene, "second", **query)
    found = read(response.content)
    assert found.by_id(f"article-since-{scene.article.pk}").attributes["data-event"] == str(
        newest(scene.article)
    )
    assert "checking" in found.by_id(f"claim-row-{scene.own.pk}").attributes["class"]
    assert found.by_id("announce").text == f"{scene.room.checker.name} took claim 2."
    assert "took this claim at" in found.by_id("claim-news").text
    assert found.by_id(f"claim-card-{scene.own.pk}")
    assert f'id="claim-row-{scene.safe.pk}"' not in response.content.decode(), "the others look as they did"
    own = asks(scene, "checker", **query).content.decode()
    assert "claim-news" not in own and '<p id="announce"></p>' in own, "one's own deeds are no news"


def test_a_filtered_list_comes_filtered(scene: Scene) -> None:
    before = newest(scene.article)
    make.moved(scene.own, State.CHECKING, scene.room.checker)
    response = asks(scene, "second", event=before, claim=0, state="open", by="speaker")
    row = read(response.content).by_id(f"claim-row-{scene.own.pk}")
    assert "hidden" in row.attributes


def test_a_second_checker_is_told_nothing_of_the_first_answers(scene: Scene) -> None:
    before = newest(scene.article)
    make.evidence(scene.hurt, scene.room.checker)
    secret = "The coastguard counted three hurt"
    make.answered(
        scene.hurt,
        scene.room.checker,
        settle=True,
        said="verbatim",
        so="wrong",
        note=secret,
        copy="fix proposed",
        fix="three",
    )
    assert make.fresh(scene.hurt).state == State.SECOND
    query = {"event": before, "claim": scene.hurt.pk, "card": before}
    blind = asks(scene, "second", **query).content.decode()
    assert f'id="claim-card-{scene.hurt.pk}"' in blind
    assert secret not in blind and ">three<" not in blind
    assert "look-change" not in blind


def test_a_draft_that_was_read_draws_all_of_it(scene: Scene) -> None:
    before = newest(scene.article)
    make.next_draft(scene.article, scene.room.reporter, make.TEXT + " The tide was high.")
    response = asks(scene, "second", event=before, claim=scene.own.pk, card=before)
    found = read(response.content)
    assert "The tide was high." in found.by_id("article-text").text
    assert found.by_id("claim-rows") and found.by_id("claim-news").text.startswith("A draft was read at")
    assert found.by_id(f"claim-card-{scene.own.pk}")


def test_who_is_signed_out_is_told_so(scene: Scene) -> None:
    assert asks(scene, "anonymous").status_code == 401
    assert not Presence.objects.exists()


def test_what_was_typed_is_asked_for_by_name(scene: Scene) -> None:
    form = f"answer-{scene.own.pk}"
    typing_keep(by=scene.room.checker, form=form, fields={"note": 'She said "yes" & <b>left</b>'})
    client = scene.client("checker")
    assert client.get(reverse("typing")).json() == {"forms": [form]}
    response = client.get(reverse("typing"), {"form": form})
    kept = read(response.content).by_id(f"typing-kept-{form}")
    assert kept.attributes["data-fields"] == '{"note": "She said \\"yes\\" & <b>left</b>"}'
    assert scene.client("second").get(reverse("typing"), {"form": form}).status_code == 404
    for name in ("\x00", "answer-1\x00", "no-such-form", "a" * 5_000):
        assert client.get(reverse("typing"), {"form": name}).status_code == 404


@pytest.mark.parametrize(
    ("form", "typed", "code"),
    [
        ("answer-{}", '{"note": "x"}', 200),
        ("answer-{}", "{}", 200),
        ("answer-{}", "[]", 400),
        ("answer-{}", "nonsense", 400),
        ("answer-{}", '{"note": 1}', 400),
        ("answer-{}", '{"note": {"a": "b"}}', 400),
        ("answer-{}", "[" * 100_000, 400),
        ("answer-{}", '{"note": "\\u0000\\ud800"}', 200),
        ("anything", '{"note": "x"}', 400),
        ("answer-987654321", '{"note": "x"}', 404),
    ],
)
def test_what_a_page_may_send(scene: Scene, form: str, typed: str, code: int) -> None:
    data = {"form": form.format(scene.own.pk), "typed": typed}
    assert scene.client("checker").post(reverse("typing"), data).status_code == code


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_is_stored_is_let_go_and_what_is_not_stays(scene: Scene, headers: dict[str, str]) -> None:
    form, client = f"answer-{scene.own.pk}", scene.client("checker")
    typing_keep(by=scene.room.checker, form=form, fields={"note": "Half"})
    data = scene.good("claim-answer") | {"kept": form}
    address = scene.address("claim-answer")
    assert client.post(address, data | {"so": "nonsense"}, headers=headers).status_code == 422
    assert client.post(address, data | {"seen": 0}, headers=headers).status_code == 409
    assert client.get(reverse("typing")).json() == {"forms": [form]}
    response = client.post(address, data, headers=headers)
    assert response.status_code in (200, 303)
    assert response.cookies["stored-form"].value == form
    assert client.get(reverse("typing")).json() == {"forms": []}


def test_a_look_at_a_draft_stores_nothing_and_lets_nothing_go(scene: Scene) -> None:
    form, client = f"draft-new-{scene.article.pk}", scene.client("checker")
    typing_keep(by=scene.room.checker, form=form, fields={"text": "Half"})
    data = scene.good("article-draft-new") | {"kept": form}
    look = {name: value for name, value in data.items() if name != "store"}
    assert client.post(scene.address("article-draft-new"), look).status_code == 200
    assert client.get(reverse("typing")).json() == {"forms": [form]}
    assert client.post(scene.address("article-draft-new"), data).status_code == 303
    assert client.get(reverse("typing")).json() == {"forms": []}

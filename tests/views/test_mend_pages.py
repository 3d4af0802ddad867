"""Mending on the pages: forms in place, without JavaScript and with htmx, and nothing typed is lost."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims.models import Claim, Speaker
from claims.vocabulary import State
from tests import factories as make
from tests.views.scene import HTMX, Scene

pytestmark = pytest.mark.django_db


def send(scene: Scene, to: str, *, htmx: bool = False, **more: object) -> tuple[int, str]:
    data = scene.good(to) | more
    response = scene.client("checker").post(scene.address(to), data, headers=HTMX if htmx else {})
    return response.status_code, response.content.decode()


def shown(scene: Scene, person: str = "checker", claim: Claim | None = None) -> str:
    return scene.client(person).get(reverse("claim", args=[(claim or scene.own).pk])).content.decode()


def test_the_card_has_what_there_is_to_mend(scene: Scene) -> None:
    page = shown(scene, claim=scene.safe)
    for address in (
        "claim-edges",
        "claim-source",
        "claim-speaker",
        "claim-part",
        "claim-merge",
        "claim-speakers-merge",
    ):
        assert f'action="{reverse(address, args=[scene.safe.pk])}"' in page
    assert "the bridge is safe</textarea>" in page
    assert 'value="Mayor Ann Cole"' in page
    assert reverse("claim-speakers-part", args=[scene.safe.pk]) not in page
    scene.spoken(merged=True)
    assert reverse("claim-speakers-part", args=[scene.safe.pk]) in shown(scene, claim=scene.safe)


@pytest.mark.parametrize("person", ["reporter", "writer", "reader"])
def test_who_may_not_mend_sees_no_form(scene: Scene, person: str) -> None:
    assert 'id="mend"' not in shown(scene, person)
    article = scene.client(person).get(reverse("article", args=[scene.article.pk])).content.decode()
    assert 'id="add-claim"' not in article


@pytest.mark.parametrize("htmx", [False, True])
def test_what_was_typed_stands_beside_the_reason(scene: Scene, htmx: bool) -> None:
    status, page = send(scene, "claim-edges", htmx=htmx, words="The moon is made of cheese")
    assert status == 403
    assert "“The moon is made of cheese” isn&#x27;t in draft 1." in page
    assert "The moon is made of cheese</textarea>" in page
    status, page = send(scene, "claim-part", htmx=htmx, words="")
    assert status == 422 and "Copy from the claim the words after which" in page


def test_somebody_was_faster(scene: Scene) -> None:
    status, page = send(scene, "claim-edges", words="stood for ninety", seen=7)
    assert status == 409 and "stood for ninety</textarea>" in page


def test_words_are_mended_in_place(scene: Scene) -> None:
    status, page = send(scene, "claim-edges", htmx=True)
    assert status == 200 and "has stood for ninety years" in page and "Saved" in page


def test_a_new_speaker_needs_a_name_and_is_there_to_choose(scene: Scene) -> None:
    status, page = send(scene, "claim-speaker", who="new", title_given="builder")
    assert status == 422 and "Say what the new speaker is called." in page and 'value="builder"' in page
    status, _ = send(
        scene, "claim-speaker", who="new", name="Lloyd Austin", kind="person", title_given="builder"
    )
    assert status == 303
    assert Speaker.objects.get(name="Lloyd Austin").title == "builder"
    assert ">Lloyd Austin</option>" in shown(scene, claim=scene.safe)


def test_no_such_choice(scene: Scene) -> None:
    assert send(scene, "claim-speaker", who="999")[0] == 422
    assert send(scene, "claim-merge", other=999)[0] == 403
    assert send(scene, "claim-merge", other="")[0] == 422
    assert send(scene, "claim-speakers-merge", into=999)[0] == 403


def test_a_claim_is_added_from_the_list(scene: Scene) -> None:
    address = reverse("article", args=[scene.article.pk])
    assert 'id="add-claim"' in scene.client("checker").get(address).content.decode()
    response = scene.client("checker").post(
        scene.address("article-claim-add"), scene.good("article-claim-add")
    )
    new = Claim.objects.filter(article=scene.article).latest("pk")
    assert response.status_code == 303 and f"claim={new.pk}" in response["Location"]
    more = scene.good("article-claim-add") | {"words": "to stay open"}
    quick = scene.client("checker").post(scene.address("article-claim-add"), more, headers=HTMX)
    newer = Claim.objects.filter(article=scene.article).latest("pk")
    assert quick.status_code == 200 and f"claim={newer.pk}" in quick["HX-Redirect"] and newer != new


@pytest.mark.parametrize(
    ("given", "status", "why"),
    [
        ({"words": "The moon is cheese"}, 403, "isn&#x27;t in draft 1"),
        ({"words": ""}, 422, "Copy the claim&#x27;s words from the text."),
        ({"who": "999"}, 422, "Select a valid choice"),
    ],
)
def test_what_is_no_claim(scene: Scene, given: dict[str, str], status: int, why: str) -> None:
    for headers in ({}, HTMX):
        data = scene.good("article-claim-add") | given
        response = scene.client("checker").post(scene.address("article-claim-add"), data, headers=headers)
        page = response.content.decode()
        assert response.status_code == status and why in page
        assert f"{data['words']}</textarea>" in page
        assert ("<html" in page) is not bool(headers)


def test_history_tells_from_what_to_what(scene: Scene) -> None:
    send(scene, "claim-edges")
    send(scene, "claim-part", words="has stood")
    page = scene.client("checker").get(reverse("claim-history", args=[scene.own.pk])).content.decode()
    assert "“It has stood for ninety years” → “has stood for ninety years”" in page
    new = Claim.objects.filter(article=scene.article).latest("pk")
    assert f"the rest is claim {new.pk}" in page
    assert make.fresh(new).state == State.OPEN

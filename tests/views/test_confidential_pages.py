"""The pages of sources who can't be named: who it is stands in one answer alone, and in no form that is kept."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.forms.confidential_form import ApproveForm, ChangeForm, SourceForm
from claims.models import Approval, ConfidentialSource, Event, Typing
from claims.models.confidential import WHAT, WHO
from claims.permissions.typing import is_typed_form
from claims.views.access import TYPED
from claims.vocabulary import EventKind
from tests import factories as make
from tests.support.html import read, words
from tests.views.scene import HTMX, Scene

pytestmark = pytest.mark.django_db

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "claims"
SECRETS = tuple(make.SECRET.values())


def tells(response: Any) -> bool:
    return any(one in response.content.decode() for one in SECRETS)


def post(scene: Scene, person: str, name: str, **more: Any) -> Any:
    return scene.client(person).post(scene.address(name), scene.good(name) | more)


# -- it stands in one answer ---------------------------------------------------------------------------------


def test_it_is_shown_to_who_is_named_and_asks(scene: Scene) -> None:
    client = scene.client("editor")
    page = client.get(scene.address("confidential"))
    assert not tells(page) and "Show who it is" in page.content.decode()
    (form,) = [
        one for one in read(page.content).all("form") if one.attributes.get("action", "").endswith("/open/")
    ]
    assert not any(name.startswith("hx-") for name in form.attributes), "htmx keeps nothing of it"
    response = client.post(form.attributes["action"], form.values)
    assert response.status_code == 200
    assert all(one in response.content.decode() for one in SECRETS)
    assert "no-store" in response["Cache-Control"]
    assert not tells(client.get(scene.address("confidential")))
    assert Event.objects.filter(what=EventKind.SOURCE_OPENED).count() == 1
    assert not tells(client.post(form.attributes["action"], form.values)), "an old form shows nothing"


@pytest.mark.parametrize("who", ["checker", "writer", "reader"])
def test_the_others_see_the_pseudonym_and_who_knows(scene: Scene, who: str) -> None:
    text = words(read(scene.client(who).get(scene.address("confidential")).content).by_id("main"))
    assert scene.source().pseudonym in text and "Edie Editor, Rob Reporter" in text
    assert "Show who it is" not in text and "Only the people named on it open this." in text


def test_history_tells_that_they_looked_and_nothing_of_what_they_saw(scene: Scene) -> None:
    post(scene, "editor", "confidential-open")
    page = scene.client("reader").get(scene.address("article-history")).content.decode()
    assert "Confidential source opened" in page and scene.source().pseudonym in page
    assert not any(one in page for one in SECRETS)


def test_a_record_that_was_deleted_says_so(scene: Scene) -> None:
    assert post(scene, "editor", "confidential-delete").status_code == 303
    page = words(read(scene.client("editor").get(scene.address("confidential")).content).by_id("main"))
    assert "Edie Editor deleted this record" in page
    assert post(scene, "editor", "confidential-open").status_code == 403


# -- what is typed is kept nowhere ---------------------------------------------------------------------------


def test_no_form_with_secrets_is_kept_or_remembered() -> None:
    for path in TEMPLATES.glob("*confidential*.html"):
        text = path.read_text()
        assert "data-keeps" not in text and "hx-" not in text, path.name
    for form in (SourceForm(people=()), ChangeForm()):
        for name in WHO:
            attributes = form.fields[name].widget.attrs
            assert (attributes["autocomplete"], attributes["spellcheck"]) == ("off", "false"), name
    assert not {*WHO, *WHAT} & set(TYPED), "who is signed out meanwhile is shown none of it"


def test_a_page_that_kept_it_all_the_same_is_refused(scene: Scene) -> None:
    source = scene.source()
    for form in (f"confidential-new-{source.speaker_id}", f"confidential-change-{source.pk}"):
        assert not is_typed_form(form)
        typed = {"form": form, "typed": json.dumps({"who": SECRETS[0]}), "key": make.key()}
        assert scene.client("reporter").post(reverse("typing"), typed).status_code == 400
    assert not Typing.objects.exists()


def test_who_is_signed_out_meanwhile_finds_none_of_it(scene: Scene) -> None:
    for name in ("confidential-new", "confidential-change"):
        response = Client().post(scene.address(name), scene.good(name) | make.SECRET, follow=True)
        assert not tells(response)


def test_what_is_refused_comes_back_to_who_typed_it(scene: Scene) -> None:
    response = post(scene, "reporter", "confidential-new", people=[], **make.SECRET)
    assert response.status_code == 403 and tells(response)
    assert "Name at least one editor" in response.content.decode()
    response = post(scene, "reporter", "confidential-new", **make.SECRET | {"why_unnamed": ""})
    page = read(response.content)
    assert response.status_code == 422 and tells(response)
    assert "Say why" in page.by_id("confidential-why_unnamed_error").text
    response = post(scene, "editor", "confidential-change", seen=7, **make.SECRET)
    assert response.status_code == 403 and tells(response)
    assert "Somebody changed this record meanwhile" in response.content.decode()
    assert not tells(post(scene, "checker", "confidential-change", **make.SECRET))


def test_the_form_proposes_the_next_letter(scene: Scene) -> None:
    page = read(scene.client("reporter").get(scene.address("confidential-new")).content)
    assert page.all("input", name="pseudonym")[0].attributes["value"] == "Source A"
    assert "Rob Reporter" not in words(page.by_id("main")), "whoever stores it is named anyway"
    assert post(scene, "reporter", "confidential-new", pseudonym="Source A").status_code == 303
    scene.source()
    source = ConfidentialSource.objects.get(pseudonym="Source A")
    assert {one.name for one in source.people.all()} == {"Rob Reporter", "Edie Editor"}


# -- the claim, the article and the gate ---------------------------------------------------------------------


def card(scene: Scene, who: str) -> str:
    page = scene.client(who).get(reverse("claim", args=[scene.hurt.pk]))
    return words(read(page.content).by_id(f"claim-card-{scene.hurt.pk}"))


def test_the_card_says_that_it_is_confidential(scene: Scene) -> None:
    assert "Confidential" not in card(scene, "editor")
    make.unnamed(scene.hurt, scene.room.second)
    assert "no editor has approved that yet" in card(scene, "editor")
    name = scene.source().pseudonym
    assert f"Confidential: {name} · you may look · not approved yet" in card(scene, "editor")
    assert f"Confidential: {name} · not approved yet" in card(scene, "checker")
    make.approved(scene.source(), scene.hurt, scene.room.editor)
    assert f"Confidential: {name} · you may look" in card(scene, "editor")
    assert "not approved" not in card(scene, "editor")


def test_the_gate_leads_to_where_it_is_approved(scene: Scene) -> None:
    make.unnamed(scene.hurt, scene.room.second)
    for name in ("article", "article-sign-off"):
        page = read(scene.client("editor").get(scene.address(name)).content)
        links = [one for one in page.all("a") if "rests on an unnamed source whom no editor" in one.text]
        assert [one.attributes["href"] for one in links] == [scene.address("article-confidential")] * len(
            links
        )
        assert links
    page = scene.client("editor").get(scene.address("article-confidential"))
    assert "No record of who this is." in page.content.decode()
    scene.source()
    page = read(scene.client("editor").get(scene.address("article-confidential")).content)
    (approve,) = [one for one in page.all("a") if one.text == "Approve"]
    assert approve.attributes["href"].endswith(f"#claim-{scene.hurt.pk}")


def test_approving_takes_all_three_conditions(scene: Scene) -> None:
    address = scene.address("confidential-approve")
    good = scene.good("confidential-approve")
    for name in ApproveForm.CONDITIONS:
        response = scene.client("editor").post(
            address, {key: value for key, value in good.items() if key != name}
        )
        assert response.status_code == 422
        assert "An unnamed source takes all three" in response.content.decode()
    assert not Approval.objects.exists()
    page = read(scene.client("editor").get(scene.address("confidential")).content)
    form = page.by_id(f"confidential-approve-{scene.hurt.pk}")
    boxes = {one.attributes["name"] for one in form.all("input", type="checkbox")}
    assert boxes == set(ApproveForm.CONDITIONS)
    labels = [words(one) for one in form.all("label")]
    assert labels == [str(ApproveForm.base_fields[name].label) for name in ApproveForm.CONDITIONS]
    assert scene.client("editor").post(address, good).status_code == 303
    assert (
        "Approved by Edie Editor"
        in scene.client("reader").get(scene.address("article-confidential")).content.decode()
    )


def test_an_article_where_everybody_is_named_says_so(scene: Scene) -> None:
    page = scene.client("reader").get(scene.address("article-confidential"))
    assert "Everybody in this article is named." in page.content.decode()


def test_a_claim_of_nobody_says_where_to_begin(scene: Scene) -> None:
    make.unnamed(scene.own, scene.room.second)
    page = scene.client("editor").get(scene.address("article-confidential")).content.decode()
    assert "Who says it is open" in page and "under Mend" in page


@pytest.mark.parametrize("who", ["editor", "reporter", "checker"])
def test_every_page_of_it_is_whole(scene: Scene, who: str) -> None:
    make.unnamed(scene.hurt, scene.room.second)
    for name in ("article-confidential", "confidential", "confidential-new"):
        response = scene.client(who).get(scene.address(name))
        page = read(response.content)
        for form in page.all("form", method="post"):
            assert form.values.get("csrfmiddlewaretoken"), form.attributes
        assert len({one.attributes["id"] for one in page if "id" in one.attributes}) == len(
            [one for one in page if "id" in one.attributes]
        )


def test_with_htmx_the_look_is_a_whole_page_all_the_same(scene: Scene) -> None:
    response = scene.client("editor").post(
        scene.address("confidential-open"), scene.good("confidential-open"), headers=HTMX
    )
    assert response.status_code == 200 and re.search(rb"<html", response.content)
    assert "HX-Push-Url" not in response

"""The house's spellings on the page of a desk's rules: written by editors, read by its other people."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from claims.errors import Refused
from claims.guards import rules_spelled
from claims.models import Desk
from claims.services.desk_rules import desk_rules
from tests import factories as make
from tests.support.html import Element, read
from tests.views.scene import Scene

pytestmark = pytest.mark.django_db

PAIRS = [["judgement", "judgment"], ["Gaddafi", "Qaddafi"]]


def address(scene: Scene) -> str:
    return reverse("desk-rules", args=[scene.room.desk.pk])


def form_of(page: Element, scene: Scene) -> Element:
    return page.by_id(f"desk-rules-{scene.room.desk.pk}")


def send(scene: Scene, form: dict[str, Any], status: int) -> Element:
    response = scene.client("editor").post(address(scene), form, follow=True)
    assert response.status_code == status
    return read(response.content)


def values(scene: Scene) -> dict[str, Any]:
    page = read(scene.client("editor").get(address(scene)).content)
    form = form_of(page, scene)
    ticked = [
        one.attributes["value"] for one in form.all("input", name="high") if "checked" in one.attributes
    ]
    return form.values | {"high": ticked}


def stored(scene: Scene) -> list[list[str]]:
    return Desk.objects.get(pk=scene.room.desk.pk).spellings


def test_they_are_stored_with_the_rest_and_shown_again(scene: Scene) -> None:
    page = send(scene, values(scene) | {"spellings": "judgement = judgment\r\n\r\nGaddafi=Qaddafi"}, 200)
    assert stored(scene) == PAIRS
    assert values(scene)["spellings"] == "judgement = judgment\nGaddafi = Qaddafi"
    assert "The rules are saved." in page.text
    reader = read(scene.client("reader").get(address(scene)).content)
    assert "judgement = judgment" in reader.text and not reader.all("textarea")
    send(scene, values(scene) | {"spellings": ""}, 200)
    assert stored(scene) == []


def test_a_line_that_is_no_pair_is_named_and_nothing_typed_is_lost(scene: Scene) -> None:
    typed = {"spellings": "colour = color\nkilled = wounded", "high": ["superlative"], "signers": "1"}
    page = send(scene, values(scene) | typed, 422)
    assert "Line 2, “killed = wounded”: these are two words, not two spellings of one." in page.text
    form = form_of(page, scene)
    assert form.values["spellings"] == typed["spellings"]
    assert (form.values["signers"], form.values["high"]) == ("1", "superlative")
    assert stored(scene) == []


def test_two_editors_at_once_are_told(scene: Scene) -> None:
    drawn = values(scene)
    send(scene, drawn | {"spellings": "colour = color"}, 200)
    page = send(scene, drawn | {"key": make.key(), "spellings": "centre = center"}, 409)
    assert "Somebody changed the rules since you opened this page." in page.text
    assert form_of(page, scene).values["spellings"] == "centre = center"
    assert stored(scene) == [["colour", "color"]]


def test_the_service_refuses_what_the_form_would(scene: Scene) -> None:
    desk = scene.room.desk
    given: dict[str, Any] = {"desk_id": desk.pk, "by": scene.room.editor, "high_risks": None, "signers": 2}
    with pytest.raises(Refused, match="two words"):
        desk_rules(**given, key=make.key(), seen=rules_spelled(desk), spellings=[("killed", "wounded")])
    assert stored(scene) == []
    desk_rules(**given, key=make.key(), seen=rules_spelled(desk), spellings=[("colour", "color")])
    assert rules_spelled(Desk.objects.get(pk=desk.pk)) != rules_spelled(desk)

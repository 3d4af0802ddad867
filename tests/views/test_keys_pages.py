"""The page on which somebody chooses their keys, and where their choice shows."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims.keys import ACTIONS, ARTICLE
from claims.models import User
from claims.vocabulary import State
from tests import factories as make
from tests.support.database import everything
from tests.support.html import Element, read
from tests.views.scene import HTMX, Scene

pytestmark = pytest.mark.django_db
CHANGEABLE = {name for name, action in ACTIONS.items() if not action.fixed}


def form_on(page: Element) -> Element:
    return page.by_id("own-keys")


def page_of(scene: Scene, address: str | None = None) -> Element:
    return read(scene.client("checker").get(address or reverse("keys")).content)


def chosen(scene: Scene, **keys: str) -> None:
    User.objects.filter(pk=scene.room.checker.pk).update(own_keys=keys)


def fields(keys: dict[str, str]) -> dict[str, str]:
    return {f"key-{name}": key for name, key in keys.items()}


def test_a_field_for_each_action(scene: Scene) -> None:
    sent = form_on(page_of(scene)).values
    assert {name for name in sent if name.startswith("key-")} == {f"key-{name}" for name in CHANGEABLE}
    assert sent["key-settle"] == "s" and sent["on"]


def test_what_is_chosen_is_stored_and_shown_on_the_controls(scene: Scene) -> None:
    client = scene.client("checker")
    sent = form_on(page_of(scene)).values | fields({"settle": "Q", "next": "n", "so_not_checkable": ""})
    response = client.post(reverse("keys"), sent, follow=True)
    assert response.redirect_chain == [(reverse("keys"), 303)]
    page = read(response.content)
    assert "Saved." in page.text
    assert form_on(page).values["key-settle"] == "Q"
    assert form_on(page).values["key-so_not_checkable"] == ""
    card = page_of(scene, f"{scene.address('article')}?claim={scene.safe.pk}")
    settle = card.by_id("settle").attributes
    assert (settle["data-key"], settle["aria-keyshortcuts"]) == ("Q", "Shift+Q")
    assert [one.text for one in card.by_id("settle").all("kbd")] == ["Q"]
    assert card.by_id("step-next").attributes["data-key"] == "n"
    (no_key,) = card.all("input", value="not checkable")
    assert "data-key" not in no_key.attributes
    others = read(scene.client("second").get(scene.address("article")).content)
    assert [one.text for one in others.by_id("keys").all("kbd", data_does="settle")] == ["s"]


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"settle": "ab"}, "One character"),
        ({"settle": "?"}, "always opens the list"),
        ({"settle": "c"}, "“c” is the key of “Confirmed” too."),
        ({"take": "j"}, "“j” is the key of “Next claim, row or change” too."),
        ({"mend": "\u0301"}, "One character"),
    ],
)
def test_what_cannot_be_a_key_is_said_at_its_field(scene: Scene, wrong: dict[str, str], why: str) -> None:
    client, sent = scene.client("checker"), form_on(page_of(scene)).values | fields(wrong)
    before = everything()
    response = client.post(reverse("keys"), sent)
    assert (response.status_code, everything() == before) == (422, True)
    page = read(response.content)
    (field,) = [one for one in form_on(page).all("label") if one.all("span", class_="field-problem")]
    (name,) = wrong
    assert why in field.text and field.all("input", name=f"key-{name}")
    assert page.all("p", class_="problem")


def test_back_to_the_usual_keys_whatever_else_was_typed(scene: Scene) -> None:
    chosen(scene, settle="Q")
    sent = form_on(page_of(scene)).values | fields({"mend": "too long"}) | {"usual": "1"}
    assert scene.client("checker").post(reverse("keys"), sent).status_code == 303
    assert User.objects.get(pk=scene.room.checker.pk).own_keys == {}


@pytest.mark.parametrize("on", [True, False])
def test_switched_in_the_list_of_keys(scene: Scene, on: bool) -> None:
    chosen(scene, settle="Q")
    client = scene.client("checker")
    sent = {"key": make.key()} | ({"on": "1"} if on else {})
    assert client.post(reverse("keys-switch"), sent, headers=HTMX).status_code == 204
    person = User.objects.get(pk=scene.room.checker.pk)
    assert (person.single_keys, person.own_keys) == (on, {"settle": "Q"})
    page = page_of(scene, scene.address("article"))
    (body,) = page.all("body")
    assert body.attributes["data-keys"] == ("on" if on else "off")
    assert ("on" in page.by_id("keys-switch").values) == on
    spoken = [one for one in page if "aria-keyshortcuts" in one.attributes]
    assert bool(spoken) == on


def test_a_form_without_its_token_is_refused(scene: Scene) -> None:
    client = scene.client("checker", enforce_csrf_checks=True)
    before = everything()
    for name in ("keys", "keys-switch"):
        assert client.post(reverse(name), scene.good(name)).status_code == 403
    assert everything() == before


def test_the_list_holds_the_whole_table(scene: Scene) -> None:
    lines = page_of(scene, reverse("desk")).by_id("keys").all("kbd")
    assert {one.attributes.get("data-does") for one in lines} == {None, *ACTIONS}


def test_every_action_of_the_article_has_a_control_for_the_mouse(scene: Scene) -> None:
    """Over claims in each state that offers one."""
    make.stale(make.settled(scene.barges, scene.room.checker), scene.room.editor)
    lost = scene.lost()
    asked = [
        ("checker", f"{scene.address('article')}?claim={scene.own.pk}&find=bridge"),
        ("checker", f"{scene.address('article')}?claim={scene.barges.pk}"),
        ("checker", f"{reverse('article', args=[lost.article_id])}?claim={lost.pk}"),
        ("editor", f"{scene.address('article')}?claim={scene.hurt.pk}"),
    ]
    make.asked(scene.own, scene.room.checker)
    make.moved(make.fresh(scene.own), State.CHECKING, scene.room.checker)
    found: set[str] = set()
    for person, address in asked:
        page = read(scene.client(person).get(address).content)
        for one in page:
            if key := one.attributes.get("data-key"):
                assert one.tag in ("a", "button", "summary", "input", "textarea", "h2"), one
                found.add(key)
    wanted = {action.key for action in ACTIONS.values() if ARTICLE in action.where}
    assert wanted - found == set()

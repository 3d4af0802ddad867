"""In and out: a closed account is out at once, and nobody is sent elsewhere."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Membership, User
from tests import factories as make
from tests.support.html import read
from tests.views.scene import HTMX, Scene

pytestmark = pytest.mark.django_db


def sign_in(client: Client, user: User, password: str = make.PASSWORD, *, follow: bool = False, **more: str):  # type: ignore[no-untyped-def]
    sent = {"login": user.username, "password": password} | more
    return client.post(reverse("account_login"), sent, follow=follow)


def test_in_by_the_form_and_out_again(scene: Scene) -> None:
    client = Client(enforce_csrf_checks=True)
    form = read(client.get(reverse("account_login")).content).all("form", method="post")[0]
    data = form.values | {"login": scene.room.checker.username.upper(), "password": make.PASSWORD}
    response = client.post(reverse("account_login"), data)
    assert (response.status_code, response["Location"]) == (302, reverse("desk"))
    page = read(client.get(reverse("desk")).content)
    assert "Chloe Checker" in page.text
    (leave,) = [one for one in page.all("form") if one.attributes.get("action") == reverse("account_logout")]
    assert client.post(reverse("account_logout"), leave.values).status_code == 302
    assert client.get(reverse("desk")).status_code == 302


def test_a_wrong_password_tells_nothing(scene: Scene) -> None:
    wrong = sign_in(Client(), scene.room.checker, "wrong")
    nobody = Client().post(reverse("account_login"), {"login": "nobody", "password": "wrong"})
    for response in (wrong, nobody):
        assert response.status_code == 200
        assert "don't go together" in read(response.content).by_id("problem").text
    assert read(wrong.content).all("input", name="password")[0].attributes.get("value", "") == ""


def test_a_closed_account_is_out_at_once(scene: Scene) -> None:
    client = scene.client("editor")
    assert client.get(scene.address("article")).status_code == 200
    User.objects.filter(pk=scene.room.editor.pk).update(is_active=False)
    assert client.get(scene.address("article")).status_code == 302
    assert sign_in(Client(), scene.room.editor)["Location"] == reverse("account_inactive")
    assert b"closed" in sign_in(Client(), scene.room.editor, follow=True).content


def test_a_role_taken_away_counts_at_once(scene: Scene) -> None:
    client = scene.client("editor")
    Membership.objects.filter(user=scene.room.editor).delete()
    assert client.get(scene.address("article")).status_code == 404


@pytest.mark.parametrize("there", ["/articles/new/", "/claims/1/"])
def test_it_leads_back_to_where_one_was(scene: Scene, there: str) -> None:
    client = Client()
    way = client.get(there)
    assert way["Location"] == f"{reverse('account_login')}?next={there}"
    response = sign_in(client, scene.room.editor, next=there)
    assert response["Location"] == there


@pytest.mark.parametrize(
    "there",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "http:evil"],
)
def test_it_leads_nowhere_else(scene: Scene, there: str) -> None:
    response = sign_in(Client(), scene.room.editor, next=there)
    assert response["Location"] == reverse("desk")


def test_signing_in_gives_a_new_session(scene: Scene) -> None:
    client = Client()
    client.get(reverse("account_login"))
    sign_in(client, scene.room.editor)
    first = client.cookies["sessionid"].value
    client.post(reverse("account_logout"))
    sign_in(client, scene.room.editor)
    assert client.cookies["sessionid"].value != first
    assert client.cookies["sessionid"]["httponly"] and client.cookies["sessionid"]["samesite"] == "Lax"


@pytest.mark.parametrize(
    ("name", "typed"),
    [("claim-answer", "A long note"), ("claim-evidence", "A passage"), ("claim-dismiss", "Why it's none")],
)
@pytest.mark.parametrize("htmx", [False, True])
def test_what_was_typed_outlives_the_session(scene: Scene, name: str, typed: str, htmx: bool) -> None:
    field = "passage" if name == "claim-evidence" else "note"
    response = Client().post(
        scene.address(name), scene.good(name) | {field: typed}, headers=HTMX if htmx else {}
    )
    assert response.status_code == 401
    page = read(response.content)
    assert "Nothing was stored" in page.text
    assert any(box.text.removeprefix("\n") == typed for box in page.all("textarea"))

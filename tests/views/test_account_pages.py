"""Passwords, second factors and sessions, by their pages."""

from __future__ import annotations

import base64
import hmac
import struct
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from claims.models import User
from tests import factories as make
from tests.support.html import read
from tests.views.scene import Scene

pytestmark = pytest.mark.django_db


def sign_in(user: User, client: Client | None = None, **more: Any) -> Client:
    client = client or Client(**more)
    client.post(reverse("account_login"), {"login": user.username, "password": make.PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get(reverse("desk")).status_code == 200


def code(secret: str, at: float | None = None) -> str:
    """What an app shows: RFC 6238, six digits of each thirty seconds."""
    counter = struct.pack(">Q", int((time.time() if at is None else at) // 30))
    digest = hmac.new(base64.b32decode(secret), counter, "sha1").digest()
    offset = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[offset : offset + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def with_app(user: User) -> tuple[Client, str, list[str]]:
    """A person who has set up an app by the pages: their browser, the app's secret, the recovery codes."""
    client = sign_in(user)
    assert client.get(reverse("mfa_activate_totp"))["Location"].startswith(reverse("account_reauthenticate"))
    client.post(reverse("account_reauthenticate"), {"password": make.PASSWORD})
    page = read(client.get(reverse("mfa_activate_totp")).content)
    (secret,) = [one.text.strip() for one in page.all("code")]
    codes = client.post(reverse("mfa_activate_totp"), {"code": code(secret)}, follow=True)
    return client, secret, [one.text.strip() for one in read(codes.content).all("code")]


def test_signing_in_by_name_or_address(scene: Scene) -> None:
    user = scene.room.checker
    User.objects.filter(pk=user.pk).update(email="chloe@desk.example")
    for login in (user.username, user.username.upper(), "chloe@desk.example", "CHLOE@desk.example"):
        client = Client()
        client.post(reverse("account_login"), {"login": login, "password": make.PASSWORD})
        assert is_in(client), login


def test_nobody_tries_on_and_on(scene: Scene) -> None:
    user, client = scene.room.checker, Client()
    for _ in range(5):
        client.post(reverse("account_login"), {"login": user.username, "password": "wrong"})
    late = client.post(reverse("account_login"), {"login": user.username, "password": make.PASSWORD})
    assert "Too many tries" in read(late.content).text and not is_in(client)
    assert is_in(sign_in(scene.room.editor, Client(REMOTE_ADDR="10.1.1.1"))), "others sign in as ever"


def test_an_address_that_tries_many_names_is_stopped(scene: Scene) -> None:
    client = Client(REMOTE_ADDR="10.2.2.2")
    for number in range(10):
        client.post(reverse("account_login"), {"login": f"somebody{number}", "password": "wrong"})
    assert not is_in(sign_in(scene.room.checker, client))


def test_an_app_is_asked_for_and_a_code_counts_once(scene: Scene) -> None:
    user = scene.room.checker
    _, _, codes = with_app(user)
    assert len(codes) == 10
    client = sign_in(user)
    assert not is_in(client)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert not is_in(client)
    client.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert is_in(client)
    again = sign_in(user)
    again.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert not is_in(again), "a recovery code lets in once"


def test_its_secret_stands_encrypted(scene: Scene) -> None:
    _, secret, codes = with_app(scene.room.checker)
    kept = " ".join(str(one.data) for one in Authenticator.objects.all())
    assert secret not in kept and not any(one in kept for one in codes)
    old, new = settings.SECRETS_KEYS[0], "another-" * 8
    with override_settings(SECRETS_KEYS=[new, old]):
        client = sign_in(scene.room.checker)
        client.post(reverse("mfa_authenticate"), {"code": codes[1]})
        assert is_in(client), "an older key still opens it"


def test_a_new_password_never_goes_round_it(scene: Scene, mailoutbox: Any) -> None:
    user = scene.room.checker
    User.objects.filter(pk=user.pk).update(email="chloe@desk.example")
    with_app(user)
    client = Client()
    client.post(reverse("account_reset_password"), {"email": "chloe@desk.example"})
    (link,) = [word for word in mailoutbox[-1].body.split() if "/reset/" in word]
    page = client.get(link, follow=True)
    (form,) = read(page.content).all("form", method="post")
    word = "a-quite-other-word-7"
    client.post(page.request["PATH_INFO"], form.values | {"password1": word, "password2": word})
    assert not is_in(client)
    client.post(reverse("account_login"), {"login": user.username, "password": word})
    assert not is_in(client), "the second factor is asked for"


def test_an_unknown_address_is_answered_the_same(scene: Scene, mailoutbox: Any) -> None:
    answer = Client().post(reverse("account_reset_password"), {"email": "nobody@desk.example"})
    assert answer["Location"] == reverse("account_reset_password_done") and mailoutbox == []


@override_settings(SECOND_FACTOR="EDITORS")
def test_editors_need_one_where_the_newsroom_says_so(scene: Scene) -> None:
    for name in ("editor", "administrator"):
        client = sign_in(scene.person(name))  # type: ignore[arg-type]
        assert client.get(reverse("desk"))["Location"] == reverse("mfa_index")
        assert client.post(reverse("article-new"), {"text": "x"})["Location"] == reverse("mfa_index")
        assert client.get(reverse("mfa_index")).status_code == 200
    assert is_in(sign_in(scene.room.checker))
    client, _, _ = with_app(scene.room.editor)
    assert is_in(client)
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=scene.room.editor, type="totp").exists(), "nor is it taken off"


def test_where_one_is_signed_in_and_out_there(scene: Scene) -> None:
    user = scene.room.checker
    here = sign_in(user, HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux x86_64) Firefox/150.0")
    there = sign_in(user, HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Chrome/150 Safari/537 Edg/150")
    words = read(here.get(reverse("account-sessions")).content).text
    assert "Firefox on Linux" in words and "Edge on Windows" in words
    other = UserSession.objects.get(user_agent__contains="Edg")
    sign_in(scene.room.editor).post(reverse("account-session-end", args=[other.pk]))
    assert is_in(there), "nobody signs another person out"
    here.post(reverse("account-session-end", args=[other.pk]))
    assert is_in(here) and not is_in(there)


def test_another_password_signs_out_everywhere_else(scene: Scene) -> None:
    here, there = sign_in(scene.room.checker), sign_in(scene.room.checker)
    word = "a-quite-other-word-7"
    sent = {"oldpassword": make.PASSWORD, "password1": word, "password2": word}
    here.post(reverse("account_change_password"), sent)
    assert is_in(here) and not is_in(there)


@pytest.mark.parametrize(
    ("setting", "passed"), [("SESSION_IDLE_SECONDS", "seen"), ("SESSION_SECONDS", "started")]
)
def test_a_session_ends_by_itself(scene: Scene, setting: str, passed: str) -> None:
    client = sign_in(scene.room.checker)
    assert is_in(client)
    session = client.session
    session[passed] -= getattr(settings, setting) - 60
    session.save()
    assert is_in(client)
    session = client.session
    session[passed] = time.time() - getattr(settings, setting) - 60
    session.save()
    assert not is_in(client)


def test_what_a_page_asks_by_itself_keeps_no_session(scene: Scene) -> None:
    client = sign_in(scene.room.checker)
    is_in(client)
    session = client.session
    session["seen"] = seen = time.time() - 1000
    session.save()
    client.get(reverse("notices-count"))
    assert client.session["seen"] == seen
    is_in(client)
    assert client.session["seen"] > seen

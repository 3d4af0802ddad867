"""Joining by a link: once, in time, and by nobody whom it wasn't made for any more."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from claims.models import Invitation, PeopleChange, User
from claims.vocabulary import PeopleChangeKind, Role
from tests import factories as make
from tests.support.database import at_once, everything
from tests.support.html import read, words
from tests.views.scene import Scene
from tests.views.test_account_pages import is_in, sign_in

pytestmark = pytest.mark.django_db
SENT = {"username": "ines", "initials": "II", "password": make.PASSWORD}


@pytest.fixture
def admin(scene: Scene) -> Client:
    return scene.client("administrator")


def invite(scene: Scene, admin: Client, **more: Any) -> str:
    """The link that the page shows."""
    role = {f"desk-{scene.room.desk.pk}": Role.CHECKER}
    sent = {"key": make.key(), "name": "Ines Invited"} | role | more
    return link_in(admin.post(reverse("invitation-new"), sent))


def link_in(answer: Any) -> str:
    (link,) = [words(one) for one in read(answer.content).all("p", class_="staff-link")]
    return link


def join(link: str, client: Client | None = None, **more: str) -> Any:
    client = client or Client()
    client.get(link)
    return client.post(reverse("join"), {"key": make.key()} | SENT | more)


def closed(link: str) -> bool:
    """Whether it lets nobody in, and says neither whose it was nor that it ever held."""
    answer = Client().get(link, follow=True)
    text = words(read(answer.content))
    assert answer.status_code in (200, 404)
    if answer.status_code == 404:
        assert "doesn't hold" in text and "Ines" not in text and "Ask whoever sent it" in text
        count = User.objects.count()
        assert join(link).status_code == 404 and User.objects.count() == count
    return answer.status_code == 404


def test_whoever_is_invited_chooses_how_they_sign_in_and_is_in(scene: Scene, admin: Client) -> None:
    link = invite(scene, admin)
    page = words(read(Client().get(link, follow=True).content))
    assert "Welcome, Ines Invited" in page and f"{scene.room.desk.name} as checker" in page
    client = Client()
    assert join(link, client)["Location"] == reverse("desk") and is_in(client)
    person = User.objects.get(username="ines")
    assert (person.name, person.initials) == ("Ines Invited", "II")
    assert [(one.desk, one.role) for one in person.memberships.all()] == [(scene.room.desk, Role.CHECKER)]
    assert is_in(sign_in(person)), "by the password that they chose"
    lines = PeopleChange.objects.order_by("pk").values_list("what", "by__username")
    who = scene.room.administrator.username
    assert list(lines) == [
        (PeopleChangeKind.INVITED, who),
        (PeopleChangeKind.JOINED, "ines"),
        (PeopleChangeKind.ROLE, who),
    ]
    assert closed(link), "it holds once"


def test_only_the_hash_of_the_link_is_stored(scene: Scene, admin: Client) -> None:
    link = invite(scene, admin)
    token = link.rstrip("/").rsplit("/", 1)[1]
    assert len(token) >= 43, "256 bits"
    client = Client()
    assert client.get(link)["Location"] == reverse("join")
    assert token not in str(everything()) + str(dict(client.session.items()))
    assert Invitation.objects.get().digest == hashlib.sha256(token.encode()).hexdigest()
    assert token not in admin.get(reverse("people")).content.decode()


def test_no_log_keeps_a_link_that_holds(scene: Scene, admin: Client, caplog: Any) -> None:
    link = invite(scene, admin)
    with caplog.at_level("DEBUG"):
        join(link, username="")
        join(link, username=scene.room.checker.username)
    assert link.rstrip("/").rsplit("/", 1)[1] not in caplog.text and "join" in caplog.text


def test_the_link_is_shown_once(scene: Scene, admin: Client) -> None:
    sent = {"key": "once", "name": "Ines", f"desk-{scene.room.desk.pk}": Role.CHECKER}
    link_in(admin.post(reverse("invitation-new"), sent))
    again = admin.post(reverse("invitation-new"), sent)
    assert "It was shown already" in words(read(again.content)) and Invitation.objects.count() == 1


@pytest.mark.parametrize(
    "how", ["expired", "withdrawn", "anew", "made up", "inviter gone", "inviter demoted"]
)
def test_a_link_that_does_not_hold(scene: Scene, admin: Client, how: str) -> None:
    link = invite(scene, admin)
    assert not closed(link)
    invitation, inviter = Invitation.objects.get(), User.objects.filter(pk=scene.room.administrator.pk)
    if how == "expired":
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif how == "withdrawn":
        admin.post(reverse("invitation-withdraw", args=[invitation.pk]), {"key": make.key()})
    elif how == "anew":
        new = link_in(admin.post(reverse("invitation-again", args=[invitation.pk]), {"key": make.key()}))
        assert not closed(new)
    elif how == "made up":
        link = reverse("invitation", args=["A" * 43])
    elif how == "inviter gone":
        inviter.update(is_active=False)
    else:
        inviter.update(administrator=False)
    assert closed(link)


@override_settings(INVITATION_DAYS=3)
def test_it_holds_for_so_many_days(scene: Scene, admin: Client) -> None:
    invite(scene, admin)
    left = Invitation.objects.get().expires_at - timezone.now()
    assert timedelta(days=2, hours=23) < left <= timedelta(days=3)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("username", "has blanks in", "Enter a valid username"),
        ("username", "ines@desk.example", "without “@”"),
        ("initials", "TOOLONG", "at most 4"),
        ("password", "short", "too short"),
        ("password", "password", "too common"),
    ],
)
def test_what_is_wrong_is_said_beside_it(
    scene: Scene, admin: Client, field: str, value: str, said: str
) -> None:
    link = invite(scene, admin)
    answer = join(link, **{field: value})
    assert answer.status_code == 422 and said in words(read(answer.content))
    assert read(answer.content).all("input", name="password")[0].attributes.get("value") is None
    assert not closed(link)


def test_a_name_that_somebody_has(scene: Scene, admin: Client) -> None:
    link = invite(scene, admin)
    answer = join(link, username=scene.room.checker.username.upper())
    assert answer.status_code == 403 and "has that name already" in words(read(answer.content))


def test_whoever_is_signed_in_does_not_join(scene: Scene, admin: Client) -> None:
    link, count = invite(scene, admin), User.objects.count()
    client = Client()
    client.get(link)
    client.force_login(scene.room.editor)
    for answer in (admin.get(link), client.post(reverse("join"), {"key": make.key()} | SENT)):
        assert answer.status_code == 409 and "signed in already" in words(read(answer.content))
    assert User.objects.count() == count


def test_the_link_is_mailed_where_there_is_mail(
    scene: Scene, admin: Client, mailoutbox: Any, settings: Any
) -> None:
    settings.EMAIL_URL, settings.MAIL_FROM = "smtp://mail.example", "desk@desk.example"
    link = invite(scene, admin, email="ines@home.example")
    (mail,) = mailoutbox
    assert mail.to == ["ines@home.example"] and link in mail.body
    assert scene.room.desk.name not in mail.body + mail.subject
    join(link)
    assert User.objects.get(username="ines").email == "ines@home.example"


def test_a_second_factor_is_asked_for_first_where_it_is_needed(scene: Scene, admin: Client) -> None:
    link = invite(scene, admin, **{f"desk-{scene.room.desk.pk}": Role.EDITOR})
    client = Client()
    with override_settings(SECOND_FACTOR="EDITORS"):
        join(link, client)
        assert client.get(reverse("desk"))["Location"] == reverse("mfa_index")


def test_of_two_who_use_it_at_once_one_joins(transactional_db: None) -> None:
    room = make.newsroom()
    token = make.invited(room.administrator, room.desk).token
    link = reverse("invitation", args=[token])
    came = at_once([lambda: join(link, username="one"), lambda: join(link, username="two")])
    assert sorted(one.status_code for one in came) == [302, 404]
    assert User.objects.filter(username__in=["one", "two"]).count() == 1

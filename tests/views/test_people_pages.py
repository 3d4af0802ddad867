"""The administrators' pages: who sees what, and what changed."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Claim, Membership, PeopleChange, User
from claims.vocabulary import Role, State
from tests import factories as make
from tests.support.html import read, words
from tests.views.scene import Scene
from tests.views.test_account_pages import is_in, sign_in
from tests.views.test_matrix import NAMES, TABLES

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(scene: Scene) -> Client:
    return scene.client("administrator")


def send(client: Client, address: str, of: User, **form: Any) -> Any:
    return client.post(reverse(address, args=[of.pk]), {"key": make.key()} | form)


def test_the_table_says_who_sees_what(scene: Scene, admin: Client) -> None:
    page = read(admin.get(reverse("people")).content)
    heads = [words(one) for one in page.all("thead")[0].all("th")]
    rows = {
        words(row.all("a")[0]): [words(cell) for cell in row.all("td")]
        for row in page.all("tbody")[0].all("tr")
    }
    at = heads.index(scene.room.desk.name) - 1
    assert rows["Edie Editor"][at] == "Editor" and rows["Rita Reader"][at] == "Reader"
    assert rows["Otto Other"][at] == "–Not on it"
    assert rows["Ada Admin"][len(heads) - 4] == "Administrator"
    assert rows["Edie Editor"][-2] == "No"


def test_it_costs_the_same_for_many(scene: Scene, admin: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert admin.get(reverse("people")).status_code == 200
        return len(found)

    queries()
    few = queries()
    for _ in range(30):
        make.person(Role.CHECKER, scene.room.desk)
    assert queries() == few


def test_people_are_found_by_name_and_nobody_says_so(scene: Scene, admin: Client) -> None:
    found = words(read(admin.get(reverse("people"), {"find": "edie"}).content))
    assert "Edie Editor" in found and "Rita Reader" not in found
    assert "Nobody has that name" in words(read(admin.get(reverse("people"), {"find": "zzz"}).content))


# What a link opens is for whoever was given it, with or without an account.
THEIRS = [name for name in NAMES if TABLES["GET"][name]["administrator"] == 200 and name != "shared"]


@pytest.mark.parametrize("name", THEIRS)
def test_an_administrator_reads_no_copy(scene: Scene, name: str) -> None:
    """Neither words nor counts, though the desk has articles, claims, notes, questions and notices."""
    scene.question(), scene.note(), scene.notice(), scene.copy()
    content = scene.client("administrator").get(scene.address(name)).content
    if name == "account-data":
        archive = zipfile.ZipFile(io.BytesIO(content))
        content = b"".join(archive.read(file) for file in archive.namelist())
    page = read(content)
    text = words(page)
    for secret in (
        "Harbour bridge",
        "Ann Cole",
        "ninety years",
        "spokesman",
        "Who counted them",
        "on the drive",
    ):
        assert secret not in text
    counts = [words(one) for one in page.all("span", class_="count")]
    assert name in ("desks", "people", "person") or set(counts) <= {"0"}, counts


def test_disabling_signs_out_everywhere_at_once(scene: Scene, admin: Client) -> None:
    here, there = sign_in(scene.room.checker), sign_in(scene.room.checker)
    make.moved(scene.own, State.CHECKING, scene.room.checker)
    assert is_in(here) and is_in(there)
    send(admin, "person-access", scene.room.checker)
    assert not is_in(here) and not is_in(there) and not is_in(sign_in(scene.room.checker))
    assert Claim.objects.get(pk=scene.own.pk).owner is None
    send(admin, "person-access", scene.room.checker, active="1")
    assert not is_in(here) and is_in(sign_in(scene.room.checker)), "enabled, they sign in anew"


def test_who_is_on_no_desk_any_more_is_signed_out(scene: Scene, admin: Client) -> None:
    client = sign_in(scene.room.checker)
    seen = f"{scene.room.desk.pk}:checker"
    assert send(admin, "person-roles", scene.room.checker, seen=seen).status_code == 303
    assert not is_in(client) and not Membership.objects.filter(user=scene.room.checker).exists()


def test_a_role_that_is_no_role_comes_back_with_the_form(scene: Scene, admin: Client) -> None:
    form = {f"desk-{scene.room.desk.pk}": "owner", "seen": "-"}
    answer = send(admin, "person-roles", scene.room.checker, **form)
    assert answer.status_code == 422 and "Choose a role" in words(read(answer.content))


def test_the_last_administrator_is_told_why(scene: Scene, admin: Client) -> None:
    answer = send(admin, "person-administrator", scene.room.administrator)
    assert answer.status_code == 403 and "last administrator" in words(read(answer.content))


def test_what_changed_is_told_in_words(scene: Scene, admin: Client) -> None:
    seen = f"{scene.room.desk.pk}:checker"
    send(admin, "person-roles", scene.room.checker, seen=seen, **{f"desk-{scene.room.desk.pk}": "editor"})
    send(admin, "person-access", scene.room.reader)
    admin.post(reverse("desks"), {"key": make.key(), "name": "Courts"})
    text = words(read(admin.get(reverse("people-changes")).content))
    for line in (
        f"Chloe Checker {scene.room.desk.name}: checker → editor Ada Admin",
        "Rita Reader Disabled Ada Admin",
        "Courts Desk made Ada Admin",
    ):
        assert line in text
    assert PeopleChange.objects.count() == 3


def test_two_desks_have_two_names(scene: Scene, admin: Client) -> None:
    sent = {"key": make.key(), "name": scene.room.desk.name.upper()}
    answer = admin.post(reverse("desk-change", args=[scene.room.other.pk]), sent)
    assert answer.status_code == 403 and "Another desk has that name" in words(read(answer.content))


def test_a_new_address_ends_the_way_by_the_old_one(scene: Scene, admin: Client, mailoutbox: Any) -> None:
    User.objects.filter(pk=scene.room.checker.pk).update(email="old@desk.example")
    Client().post(reverse("account_reset_password"), {"email": "old@desk.example"})
    (link,) = [word for word in mailoutbox[-1].body.split() if "/reset/" in word]
    send(admin, "person-details", scene.room.checker, name="Chloe", initials="CC", email="new@desk.example")
    assert "has been used, or is too old" in words(read(Client().get(link, follow=True).content))
    Client().post(reverse("account_reset_password"), {"email": "old@desk.example"})
    assert len(mailoutbox) == 1


def test_many_people_are_on_several_pages(scene: Scene, admin: Client) -> None:
    for number in range(60):
        make.person(Role.READER, scene.room.desk, name=f"Many {number:02}")
    first = read(admin.get(reverse("people"), {"find": "many"}).content)
    assert len(first.all("tbody")[0].all("tr")) == 50
    (onward,) = first.all("a", rel="next")
    second = read(admin.get(reverse("people") + onward.attributes["href"]).content)
    assert len(second.all("tbody")[0].all("tr")) == 10


def test_whoever_asked_sees_that_nobody_will_answer(scene: Scene, admin: Client) -> None:
    question = scene.question()
    client = scene.client("checker")
    addresses = (reverse("claim", args=[question.claim_id]), reverse("question", args=[question.pk]))
    assert all("has left" not in words(read(client.get(one).content)) for one in addresses)
    send(admin, "person-access", scene.colleague)
    for address in addresses:
        assert "Cora Colleague has left" in words(read(client.get(address).content))

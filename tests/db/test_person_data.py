"""A person's own data: what they get, and what is left when they are erased."""

from __future__ import annotations

import io
import json
import zipfile
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.management import CommandError, call_command
from django.test import Client

from claims.errors import Refused
from claims.models import Event, Notice, Typing, User
from claims.selectors.person_data import person_archive
from claims.services.history_check import Tally, check_history
from claims.services.person_erase import person_erase
from claims.services.typing_keep import typing_keep
from claims.vocabulary import State
from tests import factories as make
from tests.support.database import everything

pytestmark = pytest.mark.django_db
NAME = "Chlodwig"  # stands in all that is the checker's own


@pytest.fixture
def room() -> make.Newsroom:
    """The checker has done, typed and been told something, and is signed in with a second factor."""
    room = make.newsroom()
    User.objects.filter(pk=room.checker.pk).update(
        name=f"{NAME} Checker", username=NAME.lower(), email=f"{NAME}@paper.example", initials="CHLO"
    )
    room.checker.refresh_from_db()
    _, (safe, own, *_) = make.split_article(room)
    make.settled(own, room.checker)
    make.noted(safe, room.checker)
    make.told(room.checker, safe, by=room.editor)
    typing_keep(by=room.checker, form=f"answer-{safe.pk}", fields={"note": "Half a word"})
    EmailAddress.objects.create(user=room.checker, email=room.checker.email, primary=True, verified=True)
    Authenticator.objects.create(user=room.checker, type="totp", data={"secret": "not-to-be-exported"})
    return room


def documents(user: User) -> dict[str, Any]:
    archive = zipfile.ZipFile(io.BytesIO(person_archive(user)))
    return {name.removesuffix(".json"): json.loads(archive.read(name)) for name in archive.namelist()}


def signed_in(user: User) -> Client:
    client = Client()
    given = {"login": user.username, "password": make.PASSWORD}
    Authenticator.objects.filter(user=user).delete()
    assert client.post("/sign-in/", given).status_code == 302
    return client


def erased(room: make.Newsroom, person: User) -> User:
    return person_erase(person_id=person.pk, by=room.administrator)


def test_they_get_all_that_is_theirs_and_no_secret(room: make.Newsroom) -> None:
    found = documents(room.checker)
    assert found["profile"]["email"] == f"{NAME}@paper.example"
    assert found["memberships"] == [{"desk__name": room.desk.name, "role": "checker"}]
    assert [one["text"] for one in found["notes"]] == ["The report is on the drive."]
    assert [one["so"] for one in found["answers"]] == ["confirmed"]
    assert [one["fields"] for one in found["typed_and_not_stored"]] == [{"note": "Half a word"}]
    assert len(found["notices"]) == 1 and len(found["evidence_stored"]) == 1
    assert len(found["done"]) == Event.objects.filter(by=room.checker).count() > 3
    assert "not-to-be-exported" not in repr(found) and room.checker.password not in repr(found)


def test_nothing_of_what_they_no_longer_see(room: make.Newsroom) -> None:
    room.checker.memberships.all().delete()
    found = documents(User.objects.get(pk=room.checker.pk))
    for name in ("notes", "answers", "notices", "evidence_stored", "done"):
        assert found[name] == [], name
    assert found["what_is_left_out"]["done_in_articles_that_you_no_longer_see"] > 3


def test_the_same_data_gives_the_same_bytes(room: make.Newsroom) -> None:
    assert person_archive(room.checker) == person_archive(room.checker)


def test_nothing_of_the_person_is_left_but_a_number(room: make.Newsroom) -> None:
    client = signed_in(room.checker)
    assert client.get("/").status_code == 200
    events = list(Event.objects.values())
    done = erased(room, room.checker)
    assert (done.name, done.username) == (f"Former colleague {done.pk}", f"former-{done.pk}")
    rows = everything()
    assert NAME.lower() not in repr(rows).lower() and "Half a word" not in repr(rows)
    for model in (EmailAddress, Authenticator, UserSession, Typing):
        assert not model._base_manager.filter(user=done).exists()
    assert not Notice.objects.filter(to=done).exists() and not done.memberships.exists()
    assert client.get("/").status_code == 302, "their sessions end at once"
    assert not done.has_usable_password()
    assert list(Event.objects.values()) == events
    assert list(check_history(Tally())) == []


def test_twice_is_once(room: make.Newsroom) -> None:
    erased(room, room.checker)
    before = everything()
    erased(room, room.checker)
    assert everything() == before


def test_what_they_did_stands_under_the_number(room: make.Newsroom) -> None:
    done = erased(room, room.checker)
    article = Event.objects.filter(by=done)[0].article_id
    client = Client()
    client.force_login(room.editor)
    shown = client.get(f"/articles/{article}/history/").content.decode()
    assert done.name in shown and NAME not in shown


def test_who_may_and_when(room: make.Newsroom) -> None:
    for person in (room.editor, room.checker):
        with pytest.raises(Refused, match="Administrators"):
            person_erase(person_id=room.second.pk, by=person)
    with pytest.raises(Refused, match="Another administrator"):
        erased(room, room.administrator)
    with pytest.raises(User.DoesNotExist):
        person_erase(person_id=0, by=room.administrator)
    _, (_, own, *_) = make.split_article(room)
    make.moved(own, State.CHECKING, room.second)
    with pytest.raises(Refused, match="1 claim of theirs in work"):
        erased(room, room.second)


def test_the_commands(room: make.Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said, file = StringIO(), tmp_path / "one.zip"
    call_command("export_person", NAME.lower(), file, stdout=said)
    assert file.read_bytes() == person_archive(room.checker) and file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(CommandError, match="there already"):
        call_command("export_person", NAME.lower(), file)
    with pytest.raises(CommandError, match="nobody called"):
        call_command("export_person", "x", tmp_path / "two.zip")
    monkeypatch.setattr("builtins.input", lambda _: "somebody")
    with pytest.raises(CommandError, match="nobody was erased"):
        call_command("erase_person", NAME.lower(), by=room.administrator.username)
    call_command("erase_person", NAME.lower(), by=room.administrator.username, yes=True, stdout=said)
    assert said.getvalue().endswith(f"{NAME.lower()} is Former colleague {room.checker.pk} now.\n")
    with pytest.raises(CommandError, match="of that name"):
        call_command("erase_person", NAME.lower(), by=room.administrator.username, yes=True)

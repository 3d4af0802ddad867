"""Where mail goes, by one URL; and what a newsroom on one's own machine does with it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom.mail import mail_settings
from newsroom.services.environment import mail_folder, with_mail
from newsroom.services.folder import Folder

GIVEN = {"site": "https://desk.example.org", "sender": "desk@example.org"}


def short(url: str) -> tuple[Any, ...]:
    """Host, port, name, word, TLS from the start, TLS before the first word."""
    found = mail_settings(url, **GIVEN)
    assert found["EMAIL_BACKEND"].endswith("smtp.EmailBackend")
    names = ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_SSL", "USE_TLS")
    return tuple(found[f"EMAIL_{name}"] for name in names)


@pytest.mark.parametrize(
    ("url", "means"),
    [
        ("smtp://mail.example.org", ("mail.example.org", 587, "", "", False, True)),
        ("smtp://desk:w%40rd@mail.example.org:2525", ("mail.example.org", 2525, "desk", "w@rd", False, True)),
        ("smtp://relay.example.org?starttls=no", ("relay.example.org", 25, "", "", False, False)),
        ("smtps://desk:word@mail.example.org", ("mail.example.org", 465, "desk", "word", True, False)),
        ("smtp://[::1]:26?starttls=no", ("::1", 26, "", "", False, False)),
    ],
)
def test_a_mail_servers_address(url: str, means: tuple[Any, ...]) -> None:
    assert short(url) == means


def test_a_folder() -> None:
    found = mail_settings("file:///srv/mail%20box", **GIVEN)
    assert found["EMAIL_BACKEND"].endswith("filebased.EmailBackend")
    assert found["EMAIL_FILE_PATH"] == "/srv/mail box"


def test_no_address_sends_nothing() -> None:
    assert mail_settings("", site="", sender="")["EMAIL_BACKEND"].endswith("dummy.EmailBackend")


@pytest.mark.parametrize(
    ("url", "given", "said"),
    [
        ("smtp://u:word@mail.example.org", {"site": ""}, "EMAIL_URL needs SITE_URL"),
        ("smtp://u:word@mail.example.org", {"sender": ""}, "EMAIL_URL needs MAIL_FROM"),
        (
            "smtp://mail.example.org",
            {"sender": "desk@example.org\nBcc: a@b.org"},
            "EMAIL_URL needs MAIL_FROM",
        ),
        ("smtp://u:word@", {}, "EMAIL_URL is smtp://"),
        ("smtp://u:word@there:99999", {}, "The port in EMAIL_URL"),
        ("smtp://u:word@there?starttls=perhaps", {}, "EMAIL_URL is smtp://"),
        ("file://", {}, "EMAIL_URL names no folder"),
    ],
)
def test_junk_is_refused_and_no_password_shown(url: str, given: dict[str, str], said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=re.escape(said)) as refusal:
        mail_settings(url, **(GIVEN | given))
    assert "u:word" not in str(refusal.value)


def test_up_writes_mail_into_a_folder_that_it_names(tmp_path: Path) -> None:
    env = with_mail({"PATH": "/bin"}, Folder(tmp_path / "my data"), "http://127.0.0.1:8000")
    assert mail_folder(env) == str(tmp_path / "my data" / "mail")
    found = mail_settings(env["EMAIL_URL"], site=env["SITE_URL"], sender=env["MAIL_FROM"])
    assert found["EMAIL_FILE_PATH"] == str(tmp_path / "my data" / "mail")


def test_what_the_environment_says_of_mail_goes_first(tmp_path: Path) -> None:
    own = {"EMAIL_URL": "smtp://mail.example.org", "MAIL_FROM": "desk@example.org"}
    env = with_mail(own, Folder(tmp_path), "http://127.0.0.1:8000")
    assert env == own | {"SITE_URL": "http://127.0.0.1:8000"}
    assert mail_folder(env) == ""

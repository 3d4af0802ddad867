"""The settings: each documented, production clean, junk refused."""

import ast
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from newsroom import checks

ROOT = Path(__file__).resolve().parents[2]
READERS = {"text", "flag", "whole", "seconds", "url", "words", "one_of"}
PRODUCTION = {
    "PATH": os.environ["PATH"],
    "SECRET_KEY": "not-guessable-" + "0123456789abcdefghij" * 3,
    "HISTORY_KEY": "another-one-" + "0123456789abcdefghij" * 3,
    "SECRETS_KEYS": "a-third-one-" + "0123456789abcdefghij" * 3,
    "ALLOWED_HOSTS": "desk.example.org",
    "DATABASE_URL": "postgresql://desk:word@db.example.org/newsroom",
    "REDIS_URL": "redis://broker.example.org/0",
}


def read_in(path: Path) -> set[str]:
    """The variables that a module reads through `newsroom.env`, or from `os.environ` by their name."""
    names = set()
    text = path.read_text()
    assert "os.getenv" not in text, f"{path}: read settings through newsroom.env"
    for node in ast.walk(ast.parse(text)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        of = ast.unparse(node.func.value)
        first = node.args[0]
        if (of == "env" and node.func.attr in READERS) or (of == "os.environ" and node.func.attr == "get"):
            assert isinstance(first, ast.Constant), f"{path}: {ast.unparse(node)} hides the variable's name"
            names.add(str(first.value))
    return names


def test_every_setting_has_its_line_in_the_documentation() -> None:
    modules = {*(ROOT / "newsroom").rglob("*.py"), *(ROOT / "claims").rglob("*.py"), ROOT / "manage.py"}
    read = set().union(*map(read_in, modules - {ROOT / "newsroom" / "env.py"}))
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs/settings.md").read_text(), re.M))
    assert read == documented, f"without a line: {read - documented}; no longer read: {documented - read}"


def test_production_passes_the_deploy_check() -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=PRODUCTION,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize("name", checks.NEEDED)
def test_what_production_needs_is_named(settings: Any, name: str) -> None:
    assert checks.needed_settings() == []
    setattr(settings, name, "")
    assert [message.msg for message in checks.needed_settings()] == [f"{name} is not set."]


@pytest.mark.parametrize("key", ["short", "the-same-" * 5])
def test_the_history_has_a_key_of_its_own(settings: Any, key: str) -> None:
    assert checks.history_key_is_long() == []
    settings.SECRET_KEY, settings.HISTORY_KEY = "the-same-" * 5, key
    assert len(checks.history_key_is_long()) == 1


def test_a_short_key_for_secrets_is_refused(settings: Any) -> None:
    assert checks.secrets_keys_are_long() == []
    settings.SECRETS_KEYS = ["long-enough-" * 4, "short"]
    assert len(checks.secrets_keys_are_long()) == 1


def test_cookies_are_bound_to_the_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HTTPS", raising=False)
    for each, good in PRODUCTION.items():
        monkeypatch.setenv(each, good)
    found = runpy.run_path(str(ROOT / "newsroom" / "settings.py"))
    assert (found["SESSION_COOKIE_NAME"], found["CSRF_COOKIE_NAME"]) == ("__Host-session", "__Host-csrf")
    assert (
        found["SESSION_COOKIE_SECURE"]
        and found["CSRF_COOKIE_SECURE"]
        and "SESSION_COOKIE_DOMAIN" not in found
    )


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("DATABASE_URL", "mysql://u:word@there/x", "DATABASE_URL must begin with postgresql://"),
        ("DATABASE_URL", "postgresql://u:word@there", "DATABASE_URL names no database"),
        ("DATABASE_OWNER_URL", "postgresql://u:word@there", "DATABASE_OWNER_URL names no database"),
        ("REDIS_URL", "amqp://u:word@there", "REDIS_URL must begin with redis://"),
        ("SPLIT_SOFT_SECONDS", "400", "SPLIT_SOFT_SECONDS must be below SPLIT_HARD_SECONDS"),
        ("HTTPS", "perhaps", "HTTPS is 'perhaps'"),
    ],
)
def test_junk_is_refused_and_no_password_shown(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    for each, good in (PRODUCTION | {name: value}).items():
        monkeypatch.setenv(each, good)
    with pytest.raises(ImproperlyConfigured, match=re.escape(said)) as refusal:
        runpy.run_path(str(ROOT / "newsroom" / "settings.py"))
    assert "word" not in str(refusal.value)


def test_the_headers(client: Client) -> None:
    answer = client.get("/nowhere/")
    policy = set(answer.headers["Content-Security-Policy"].split("; "))
    own = ("script", "style", "img", "font", "connect")
    assert policy == {f"{kind}-src 'self'" for kind in own} | {
        "default-src 'none'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    }
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=1)


@pytest.mark.django_db
def test_health(client: Client) -> None:
    assert client.get("/healthz").content == b"ok"
    assert client.post("/healthz").status_code == 405
    assert client.get("/readyz").content == b"ok"

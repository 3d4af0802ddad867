"""Who the application is inside PostgreSQL, with one URL and with two, and what `migrate` makes ready."""

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from newsroom.databases import APP_ROLE, SERVER_GIVES_UP, as_owner, database
from newsroom.roles import Unfit, refuse_old
from newsroom.services.child import PROJECT
from tests.support.processes import other_database

ASK = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT session_user, current_user")
    print(*cursor.fetchone())
"""


@pytest.mark.django_db
def test_we_are_the_app() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, pg_has_role(current_user, tableowner, 'MEMBER') FROM pg_tables LIMIT 1"
        )
        assert cursor.fetchone() == (APP_ROLE, False)


@pytest.mark.django_db(transaction=True)
def test_as_owner_is_the_owner_and_only_inside() -> None:
    def who() -> Any:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user, current_database()")
            return cursor.fetchone()

    before = who()
    with as_owner():
        assert who()[0] != APP_ROLE
        assert who()[1] == before[1]
    assert who() == before


@pytest.mark.django_db
def test_as_owner_is_refused_within_a_transaction() -> None:
    with pytest.raises(RuntimeError, match="inside a transaction"), as_owner():
        pass


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "postgresql://me:p%40ss@db.example.org:5433/news?sslmode=require",
            {"NAME": "news", "USER": "me", "PASSWORD": "p@ss", "HOST": "db.example.org", "PORT": "5433"},
        ),
        ("postgres:///news?host=/run/pg&user=me", {"NAME": "news", "USER": "me", "HOST": "/run/pg"}),
    ],
)
def test_the_parts_of_an_address(address: str, expected: dict[str, str]) -> None:
    entry = database(address, as_app=True)
    assert {
        key: entry[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT") if key in entry
    } == expected
    assert entry["OPTIONS"]["options"] == f"{SERVER_GIVES_UP} -c role=newsroom_app"
    assert "options" not in database(address, as_app=False)["OPTIONS"]


def test_what_the_address_says_is_kept() -> None:
    entry = database("postgresql://me@there/news?options=-c%20jit%3Doff&sslmode=require", as_app=True, pool=3)
    assert entry["OPTIONS"]["options"] == f"-c jit=off {SERVER_GIVES_UP} -c role=newsroom_app"
    assert entry["OPTIONS"]["sslmode"] == "require"
    assert entry["OPTIONS"]["pool"]["max_size"] == 3
    entry = database("postgresql://newsroom_app@there/news", as_app=True)
    assert entry["OPTIONS"]["options"] == SERVER_GIVES_UP


def test_no_password_in_a_refusal() -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        database("postgresql://me:word@there:port:port/x?y=z", as_app=True)
    assert "word" not in str(refusal.value)


@pytest.mark.parametrize(("number", "fits"), [(140_012, False), (150_000, True), (180_006, True)])
def test_the_floor(number: int, fits: bool) -> None:
    if fits:
        refuse_old(number)
    else:
        with pytest.raises(Unfit, match=r"PostgreSQL 15 is the oldest .* this is 14"):
            refuse_old(number)


@pytest.fixture
def owner(services: Any, django_db_setup: None) -> Iterator[psycopg.Connection[Any]]:
    """A superuser's connection to an empty database `roles`, and three roles to try; all gone after."""
    url = os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as admin:
        drop = [
            "DROP DATABASE IF EXISTS roles WITH (FORCE)",
            *(f"DROP ROLE IF EXISTS {role}" for role in ("desk_owner", "desk_web")),
        ]
        for statement in drop:
            admin.execute(statement)
        for role in ("desk_owner", "desk_web"):
            admin.execute(f"CREATE ROLE {role} LOGIN PASSWORD 'word'")
        admin.execute("CREATE DATABASE roles OWNER desk_owner")
        yield admin
        for statement in drop:
            admin.execute(statement)


def address(user: str | None = None) -> str:
    """The database `roles`, as this user, or as the superuser."""
    url = os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]
    parts = urlsplit(other_database(url, "roles"))
    where = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{user}:word@{where}")) if user else urlunsplit(parts)


def manage(*words: str, **env: str) -> "subprocess.CompletedProcess[str]":
    kept = {key: value for key, value in os.environ.items() if not key.startswith("DATABASE")}
    return subprocess.run(
        [sys.executable, "manage.py", *words], cwd=PROJECT, env=kept | env, capture_output=True, text=True
    )


def test_one_url(owner: psycopg.Connection[Any]) -> None:
    done = manage("migrate", "-v0", DATABASE_URL=address())
    assert done.returncode == 0, done.stderr
    for pool in ("0", "2"):
        done = manage("shell", "-v0", "-c", ASK, DATABASE_URL=address(), DATABASE_POOL=pool)
        session, current = done.stdout.split() or [done.stderr, ""]
        assert session not in (current, APP_ROLE)
        assert current == APP_ROLE


def test_two_urls(owner: psycopg.Connection[Any]) -> None:
    urls = {"DATABASE_URL": address("desk_web"), "DATABASE_OWNER_URL": address("desk_owner")}
    done = manage("migrate", "-v0", **urls)
    assert done.returncode != 0
    assert "Let someone who may run:" in done.stderr
    statement = done.stderr.strip().splitlines()[-1].strip()
    assert statement == 'GRANT "newsroom_app" TO "desk_web";'

    owner.execute(statement)
    done = manage("migrate", "-v0", **urls)
    assert done.returncode == 0, done.stderr
    done = manage("shell", "-v0", "-c", ASK, DATABASE_URL=urls["DATABASE_URL"], DATABASE_POOL="2")
    assert done.stdout == "desk_web newsroom_app\n", done.stderr
    done = manage("migrate", "-v0", DATABASE_URL=urls["DATABASE_URL"])
    assert "GRANT CREATE, USAGE ON SCHEMA public" in done.stderr, "the web's login may not migrate"


def test_a_database_that_is_not_there(services: Any) -> None:
    done = manage("migrate", "-v0", DATABASE_URL="postgresql://me@/x?host=/nowhere")
    assert done.returncode != 0
    assert "The database can't be used" in done.stderr
    assert "Traceback" not in done.stderr

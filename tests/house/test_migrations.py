"""Migrations say all that the models say, and each can be taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from newsroom.databases import as_owner

FRESH = "newsroom_migrations"
# Columns, constraints, indexes, triggers, functions and rights: one line each.
SCHEMA = """
SELECT format('column %s.%s %s %s', table_name, column_name, data_type, is_nullable)
FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL SELECT format('constraint %s %s', conname, pg_get_constraintdef(oid))
FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT format('function %s', proname) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
UNION ALL SELECT format('right %s %s %s', grantee, table_name, privilege_type)
FROM information_schema.role_table_grants WHERE grantee = 'newsroom_app'
"""

# Tables of libraries that go with our people, and come back with `migrate` alone.
OTHERS = re.compile(r"\b(?:account|mfa|usersessions|socialaccount)_")


@pytest.mark.django_db
def test_the_models_have_no_change_without_a_migration() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.fixture
def fresh_database(transactional_db: None) -> Iterator[None]:
    """This thread's connection on an empty database of its own."""
    real, name = str(connection.settings_dict["NAME"]), sql.Identifier(FRESH)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(name))
        cursor.execute(sql.SQL("CREATE DATABASE {}").format(name))
    connection.close()
    connection.settings_dict["NAME"] = FRESH
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = real
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def schema() -> list[str]:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(SCHEMA)
        found = (str(line) for (line,) in cursor.fetchall())
        return sorted(line for line in found if not OTHERS.search(line))


def migrate(*where: str) -> None:
    call_command("migrate", *where, verbosity=0, interactive=False)


@pytest.mark.parametrize("newest", [3, pytest.param(1_000, marks=pytest.mark.long)])
def test_each_migration_can_be_taken_back_and_made_again(fresh_database: None, newest: int) -> None:
    names = sorted(name for app, name in MigrationLoader(None).disk_migrations if app == "claims")
    assert len(names) > 3
    back = names[-newest - 1 :] if newest < len(names) else ["zero", *names]
    steps = {}
    migrate()
    whole = schema()
    assert any("claims_event_append_only" in line for line in whole)
    for name in reversed(back[:-1]):
        migrate("claims", name)
        steps[name] = schema()
    assert [line for line in steps.get("zero", []) if "claims_" in line] == []
    for name in back[1:]:
        migrate("claims", name)
        assert schema() == steps.get(name, whole)

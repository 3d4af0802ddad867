"""Makes a database ready for migrations: the version it must have, and the role that the application acts as."""

from typing import Any, LiteralString

from django.db import Error
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from newsroom.databases import APP_ROLE

FLOOR = 15
MAKE_TABLES: LiteralString = "GRANT CREATE, USAGE ON SCHEMA public TO {}"
ROLE = sql.Identifier(APP_ROLE)
# What the owner gives the role on what it will make, as migration 0003 does: for a database that came from a backup.
RIGHTS_TO_COME: LiteralString = f"""
GRANT USAGE ON SCHEMA public TO {APP_ROLE};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP_ROLE};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {APP_ROLE};
"""


class Unfit(Exception):
    """The database can't be used as it is; the message says what to do."""


def prepare(connection: BaseDatabaseWrapper, *, login: str) -> None:
    """Called as the owner. After it, `newsroom_app` exists, `login` may act as it, and the owner may make tables.

    May run any number of times. Raises Unfit, with the SQL that someone with more rights has to run.
    """
    refuse_old(connection.pg_version)  # type: ignore[attr-defined]  # PostgreSQL is the only vendor
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        owner = cursor.fetchone()[0]
        if not found(cursor, "SELECT 1 FROM pg_roles WHERE rolname = %s", APP_ROLE):
            attempt(cursor, "CREATE ROLE {} NOLOGIN", ROLE)
        login = login or owner
        if login != APP_ROLE and not may_act(cursor, login):
            attempt(cursor, "GRANT {} TO {}", ROLE, sql.Identifier(login))
        if not found(cursor, "SELECT has_schema_privilege(current_user, 'public', 'CREATE')"):
            raise unfit("this role may make no tables", MAKE_TABLES, sql.Identifier(owner))


def refuse_old(version: int) -> None:
    """PostgreSQL counts 15.4 as 150004."""
    if version < FLOOR * 10_000:
        raise Unfit(
            f"PostgreSQL {FLOOR} is the oldest that the newsroom works with; this is {version // 10_000}."
        )


def found(cursor: Any, query: str, *values: str) -> bool:
    """Whether the query gives a row that begins with something true."""
    cursor.execute(query, values)
    row = cursor.fetchone()
    return bool(row and row[0])


def may_act(cursor: Any, login: str) -> bool:
    """Whether this login may SET ROLE newsroom_app."""
    kind = "SET" if cursor.connection.info.server_version >= 160_000 else "MEMBER"
    return found(cursor, "SELECT pg_has_role(%s, %s, %s)", login, APP_ROLE, kind)


def attempt(cursor: Any, statement: LiteralString, *names: sql.Identifier) -> None:
    """Run it, or raise Unfit with the statement for someone who may."""
    try:
        cursor.execute(sql.SQL(statement).format(*names))
    except Error as error:
        raise unfit(str(error).strip(), statement, *names) from None


def unfit(reason: str, statement: LiteralString, *names: sql.Identifier) -> Unfit:
    """The refusal, with what to run."""
    query = sql.SQL(statement).format(*names).as_string()
    return Unfit(f"The database refused this ({reason}). Let someone who may run:\n    {query};")

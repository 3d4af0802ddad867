"""From URLs to Django's `DATABASES`, and who the application is inside PostgreSQL.

The application always acts as the role `newsroom_app`, which owns nothing: either `DATABASE_URL` logs in
as it, or each connection begins with that role. Only migrations act as the owner.

The role goes into libpq's `options`, because Django's `assume_role` waits for itself when connections are pooled
(5.2: composing the SET ROLE asks the pool for a connection, while the pool makes its first).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

APP_ROLE = "newsroom_app"
# Names of fields, no password.
PLACES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}  # nosec B105
CONNECT_SECONDS = 5
# A host that was lost tells nobody: whoever doesn't answer for some 25 s is given up, by us and by the server, which
# else would keep the rows that a lost worker had locked for hours.
GONE = {"idle": 10, "interval": 5, "count": 3}
CLIENT_GIVES_UP = {f"keepalives_{name}": value for name, value in GONE.items()} | {"tcp_user_timeout": 25_000}
SERVER_GIVES_UP = " ".join(f"-c tcp_keepalives_{name}={value}" for name, value in GONE.items())
SERVER_GIVES_UP += " -c tcp_user_timeout=25000"


def database(address: str, *, name: str = "DATABASE_URL", as_app: bool, pool: int = 0) -> dict[str, Any]:
    """One entry of `DATABASES` for a postgresql:// URL; `pool` is the most connections a process keeps, 0 for none.

    Raises ImproperlyConfigured, which names the variable and never shows the address.
    """
    try:
        parts = {key: value for key, value in conninfo_to_dict(address).items() if value is not None}
    except ProgrammingError:
        raise ImproperlyConfigured(f"{name} is not a PostgreSQL address.") from None
    if not parts.get("dbname"):
        raise ImproperlyConfigured(f"{name} names no database.")
    entry: dict[str, Any] = {"ENGINE": "django.db.backends.postgresql", "CONN_HEALTH_CHECKS": True}
    entry |= {setting: str(parts.pop(key)) for key, setting in PLACES.items() if key in parts}
    # With autocommit, Django's SET TIME ZONE leaves no transaction open, for which the pool drops a connection.
    options: dict[str, Any] = {
        "connect_timeout": CONNECT_SECONDS,
        "autocommit": True,
        **CLIENT_GIVES_UP,
    } | parts
    if as_app:
        role = f" -c role={APP_ROLE}" if entry.get("USER") != APP_ROLE else ""
        options["options"] = f"{options.get('options', '')} {SERVER_GIVES_UP}{role}".strip()
    if pool:
        options["pool"] = {"min_size": 1, "max_size": pool, "timeout": CONNECT_SECONDS}
    return entry | {"OPTIONS": options}


def libpq(entry: dict[str, Any]) -> dict[str, str]:
    """An entry of `DATABASES` in libpq's own words."""
    parts = {key: str(entry[setting]) for key, setting in PLACES.items() if entry.get(setting)}
    options = entry.get("OPTIONS", {})
    return {key: str(value) for key, value in options.items() if key not in ("autocommit", "pool")} | parts


@contextmanager
def as_owner(alias: str = "default") -> Iterator[None]:
    """Inside, this thread's connection is the owner's: `DATABASE_OWNER_URL`, or `DATABASE_URL` without the role.

    The database's name stays the one in use, so it works within tests. Not for use inside a transaction.
    """
    from django.conf import settings
    from django.db import connections

    connection = connections[alias]
    if connection.in_atomic_block:
        raise RuntimeError("as_owner() opens another connection; it can't be used inside a transaction.")
    connection.close()
    before, owner = connection.settings_dict, settings.DATABASE_OWNER
    who = {key: owner.get(key, "") for key in ("USER", "PASSWORD", "HOST", "PORT")}
    connection.settings_dict = {**before, **who, "OPTIONS": owner.get("OPTIONS", {})}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict = before

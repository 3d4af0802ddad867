"""Addresses for whoever looks after the machines: is the process up, can it serve, and figures of its work.

Without sign-in: no session, no host's name and no HTTPS is asked for.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLong
from functools import cache
from typing import Any

import psycopg
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from newsroom.databases import libpq
from newsroom.metrics import metrics

ANSWER_SECONDS = 1.5
FRESH_SECONDS = 1.0
APPLIED = "SELECT app, name FROM django_migrations"


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 "ok": the process answers. Nothing else is asked."""
    return _says("ok")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 "ok", or 503 "database" or "migrations", whichever isn't there; within two seconds always."""
    found = READY.ask()
    return _says(found or "ok", 503 if found else 200)


def _says(words: str, status: int = 200) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")


class Ready:
    """Looks at the database from a thread of its own, one look at a time: a frozen server holds up it alone."""

    def __init__(self) -> None:
        self.turn = threading.Lock()
        self.pool = ThreadPoolExecutor(1, "ready")
        self.look: Future[str] | None = None
        self.began = 0.0

    def ask(self) -> str:
        """What is missing, "" where nothing is. What was found a moment ago is found still."""
        with self.turn:
            old = self.look is None or (self.look.done() and time.monotonic() - self.began > FRESH_SECONDS)
            if old:
                self.look, self.began = self.pool.submit(missing), time.monotonic()
            look, left = self.look, ANSWER_SECONDS - (time.monotonic() - self.began)
        try:
            return look.result(max(left, 0.01)) if look else ""
        except TooLong:
            return "database"


READY = Ready()


def missing() -> str:
    """ "database" where that doesn't answer, "migrations" where some aren't applied, else ""."""
    parts: dict[str, Any] = libpq(connection.settings_dict) | {
        "connect_timeout": "2",
        "tcp_user_timeout": "2000",
    }
    try:
        with psycopg.connect(**parts, autocommit=True) as server:
            applied = set(server.execute(APPLIED).fetchall())
    except psycopg.errors.UndefinedTable:
        return "migrations"
    except psycopg.Error:
        return "database"
    return "migrations" if wanted() - applied else ""


@cache
def wanted() -> frozenset[tuple[str, str]]:
    """The migrations that this code has."""
    return frozenset(MigrationLoader(None).disk_migrations)


PROBES: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "/healthz": healthz,
    "/readyz": readyz,
    "/metrics": metrics,
}


class Probes:
    """Answers them before a session or the host's name is looked at: machines ask by whatever name they have."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        probe = PROBES.get(request.path_info)
        if probe is None:
            return self.get_response(request)
        response = probe(request)
        patch_cache_control(response, private=True, no_store=True)
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response

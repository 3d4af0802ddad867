"""A worker's sign of life on the row that it works at."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Now

BEAT_SECONDS = 1.0


@contextmanager
def beating(mine: QuerySet[Any]) -> Iterator[None]:
    """Store a heartbeat each second, by the database's clock, in rows that are still this worker's."""
    over = threading.Event()

    def beat() -> None:
        try:
            while not over.wait(BEAT_SECONDS):
                mine.update(heartbeat=Now())
        finally:
            connection.close()

    thread = threading.Thread(target=beat, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()

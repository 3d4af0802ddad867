"""A worker's sign of life on the row that it works at."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Now

BEAT_SECONDS = 1.0


@contextmanager
def beating(mine: QuerySet[Any], columns: Callable[[], dict[str, Any]] = dict) -> Iterator[None]:
    """Store a heartbeat each second, by the database's clock, in rows that are still this worker's.

    From a thread: the work may be long between two steps. `columns` says what else is stored with each beat.
    """
    over = threading.Event()

    def beat() -> None:
        try:
            while not over.wait(BEAT_SECONDS):
                mine.update(heartbeat=Now(), **columns())
        finally:
            connection.close()

    thread = threading.Thread(target=beat, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()

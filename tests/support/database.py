"""Looking at all rows at once, and acting at the same moment on several connections."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.db import connection


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of ours, many-to-many ones included."""
    models = apps.get_app_config("claims").get_models(include_auto_created=True)
    return {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in models}


def written() -> int:
    """How many rows of ours this transaction has put in, changed or taken away so far, as PostgreSQL counts them: what
    was rolled back counts too. Two numbers that are the same: nothing was written between them.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) FROM pg_stat_xact_user_tables"
            " WHERE relname LIKE 'claims\\_%'"
        )
        (rows,) = cursor.fetchone()
    return int(rows)


def at_once(actions: Iterable[Callable[[], Any]]) -> list[Any]:
    """Each action in a thread and connection of its own, all let go together; what each returned or raised."""
    actions = list(actions)
    came: list[Any] = [None] * len(actions)
    line = threading.Barrier(len(actions))

    def run(at: int, action: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            line.wait(30)
            came[at] = action()
        except Exception as error:
            came[at] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=one) for one in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    return came

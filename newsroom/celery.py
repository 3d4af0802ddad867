"""The Celery application, and `publish`, the one way by which the newsroom queues work."""

import ctypes
import logging
import os
import signal
import sys
from typing import Any

from celery import Celery, Task, bootsteps, signals

from newsroom import env
from newsroom.broker import SLOW

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

PUBLISH_SECONDS = 1.0
HEARTBEAT_SECONDS = 10.0
PR_SET_PDEATHSIG = 1
log = logging.getLogger(__name__)

app = Celery("newsroom")
app.config_from_object("newsroom.settings:CELERY")
app.autodiscover_tasks(["claims"])


class Heartbeats(bootsteps.StartStopStep):
    """A worker says in its row that it is alive; from its own loop, so that one which hangs is missed."""

    requires = ("celery.worker.components:Timer",)

    def start(self, worker: Any) -> None:
        tell_alive(worker)
        self.entry = worker.timer.call_repeatedly(HEARTBEAT_SECONDS, tell_alive, (worker,))

    def stop(self, worker: Any) -> None:
        self.entry.cancel()


app.steps["worker"].add(Heartbeats)


def tell_alive(worker: Any) -> None:
    """Store the heartbeat, by a connection of its own: pool children are forked from this process."""
    from django.db import connection

    from claims.services.heartbeat_store import heartbeat_store

    try:
        heartbeat_store(name=worker.hostname, queues=", ".join(sorted(worker.app.amqp.queues.consume_from)))
    except Exception as error:
        log.warning("The heartbeat was not stored: %s", type(error).__name__)
    finally:
        connection.close()


@signals.celeryd_init.connect
@signals.beat_init.connect
def refuse_to_start_half(**kwargs: Any) -> None:
    """A worker or beat without what it needs ends at once, with the names of what is missing."""
    env.require("SECRET_KEY", "HISTORY_KEY", "SECRETS_KEYS", "DATABASE_URL", "REDIS_URL")


@signals.worker_process_init.connect
def end_with_the_worker(**kwargs: Any) -> None:
    """A pool's child is killed with its worker (Linux): else it would go on, with nobody to hold it to its limits."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


PATIENCE: dict[str, Any] = {
    "socket_timeout": PUBLISH_SECONDS,
    "socket_connect_timeout": PUBLISH_SECONDS,
    "max_retries": 0,
}


def publish(task: "Task[Any, Any]", *args: Any, behind: bool = False) -> bool:
    """Queue a task, giving up after a second; True when the broker has it. `behind`: after all that people wait for.

    Never raises and never retries: the row in PostgreSQL is the record of the work, and the sweep sends
    what a broker that was away has missed. Meant for `transaction.on_commit(partial(publish, task, row.pk))`.
    """
    try:
        with app.connection_for_write(transport_options=PATIENCE) as connection:
            where: dict[str, Any] = {"queue": SLOW} if behind else {}
            task.apply_async(args, retry=False, connection=connection, **where)  # type: ignore[call-arg]  # stubs lack it
    except Exception as error:
        log.warning("%s%r was not queued, the sweep will send it: %s", task.name, args, error)
        return False
    return True


def drop_waiting(queue: str) -> None:
    """Let go of what waits in a queue whose messages all ask for the same, which is done now. Never raises."""
    try:
        with app.connection_for_write(transport_options=PATIENCE) as connection:
            connection.default_channel.queue_purge(queue)  # type: ignore[attr-defined]  # stubs lack it
    except Exception as error:
        log.warning("What waits in the queue %s stays there: %s", queue, error)

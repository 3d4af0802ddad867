"""Real processes on the test database: Celery workers, beat, and the web server."""

import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from newsroom.services.child import Child
from newsroom.services.commands import beat_command, web_command, worker_command
from newsroom.services.log import Log


class Silent(Log):
    """A log that is read by tests instead of people."""

    def __init__(self) -> None:
        super().__init__(sys.stderr)
        self.lines: list[str] = []

    def write(self, name: str, line: str) -> None:
        self.lines.append(line)


class Process(Child):
    """A child whose whole log can be read."""

    def __init__(self, name: str, command: list[str], env: dict[str, str], **more: object) -> None:
        self.lines = Silent()
        super().__init__(name, command, self.lines, env=env, **more)  # type: ignore[arg-type]

    def text(self) -> str:
        """All that it has said so far."""
        return "\n".join(self.lines.lines)

    def wait_for(self, words: str, seconds: float = 30) -> None:
        """Return when it has said these words; fails when it ends or the time is over first."""
        wait_until(lambda: words in self.text() or not self.alive(), seconds, f"{self.name}: {words!r}")
        time.sleep(0.05)
        assert words in self.text(), f"{self.name} ended before it said {words!r}:\n{self.text()}"


class Worker(Process):
    """A Celery worker in a process group of its own."""

    def __init__(self, env: dict[str, str], queues: str = "split,sweep,slow", children: int = 1) -> None:
        super().__init__(
            "worker", worker_command(queues, children, level="INFO", name=f"test{time.time_ns()}"), env
        )

    def start(self) -> None:
        """Start it and return when it takes tasks."""
        super().start()
        self.wait_for(" ready.")

    def pool_children(self) -> list[int]:
        """The process ids of its pool."""
        place = Path(f"/proc/{self.pid}/task/{self.pid}/children")
        return [int(pid) for pid in place.read_text().split()]


class Beat(Process):
    """Celery's beat, which sends the sweep."""

    def __init__(self, env: dict[str, str]) -> None:
        super().__init__("beat", beat_command(level="INFO"), env)


class App(Process):
    """uvicorn with the newsroom, on a free port."""

    def __init__(self, env: dict[str, str]) -> None:
        self.door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.door.getsockname()[1]}"
        fd = self.door.fileno()
        super().__init__("web", web_command(fd), env, pass_fds=(fd,))

    def start(self) -> None:
        """Start it and return when it answers."""
        super().start()
        wait_until(lambda: status(f"{self.url}/healthz") == 200 or not self.alive(), 30, "web to answer")
        assert self.alive(), f"web ended:\n{self.text()}"

    def stop(self) -> None:
        super().stop()
        self.door.close()


def status(url: str) -> int:
    """The HTTP status that an address answers with; 0 when nothing answers."""
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def wait_until(what: Callable[[], object], seconds: float, why: str) -> None:
    """Return when `what` is true; fail with `why` when the time is over first."""
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, f"waited {seconds:g} s in vain for {why}"
        time.sleep(0.05)


def forget_messages(broker: Any) -> None:
    """Nothing waits any more. That there are queues stays known: whoever has told the broker of one doesn't tell it
    again, and its messages would go nowhere."""
    for name in broker.scan_iter():
        if not name.startswith(b"_kombu.binding."):
            broker.delete(name)


def nobody_at_work(broker: Any = None, seconds: float = 10) -> bool:
    """Whether, after so long at most, no other process is within a query or a transaction, and no worker at a task.
    What is still queued is nobody's any more."""
    if broker:
        broker.delete("split", "sweep", "slow")
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not (broker and broker.hlen("unacked")) and not _busy_backends():
            return True
        time.sleep(0.02)
    return False


def _busy_backends() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend' AND state <> 'idle'"
        )
        return int(cursor.fetchone()[0])


def other_database(url: str, name: str) -> str:
    """The same server and login, another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))

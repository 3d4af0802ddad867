"""Keeps a set of processes running: one that ends unexpectedly is said so and started again, each time later."""

import time
from collections.abc import Sequence
from typing import Protocol

from newsroom.services.errors import CannotStart
from newsroom.services.log import Log

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
HEALTHY_AFTER = 60.0
TICK = 0.2


class Running(Protocol):
    """What can be supervised: a child, or an embedded server."""

    name: str

    def start(self) -> None: ...
    def stop(self) -> None: ...
    def alive(self) -> bool: ...


class Watched:
    """One process, and when it may be started again."""

    def __init__(self, what: Running, log: Log) -> None:
        self.what, self.log = what, log
        self.pause = FIRST_PAUSE
        self.since = time.monotonic()
        self.again_at: float | None = None

    def tend(self) -> None:
        """Look once: notice an end, or start again when the pause is over."""
        now = time.monotonic()
        if self.again_at is None and not self.what.alive():
            if now - self.since > HEALTHY_AFTER:
                self.pause = FIRST_PAUSE
            self.log.write(
                "up", f"{self.what.name} ended unexpectedly; starting it again in {self.pause:g} s"
            )
            self.what.stop()
            self.again_at = now + self.pause
            self.pause = min(2 * self.pause, LONGEST_PAUSE)
        elif self.again_at is not None and now >= self.again_at:
            self.again_at, self.since = None, now
            try:
                self.what.start()
            except CannotStart as error:
                self.log.write("up", str(error))


def supervise(processes: Sequence[Running], log: Log) -> None:
    """Tend them until an exception (Ctrl-C) ends it; call from the main thread."""
    watched = [Watched(process, log) for process in processes]
    while True:
        for one in watched:
            one.tend()
        time.sleep(TICK)

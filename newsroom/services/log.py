"""One log for many processes: each line with the name of who said it."""

import contextlib
import sys
import threading
from typing import TextIO


class Log:
    """Writes `name | line`, whole lines only, from any thread."""

    def __init__(self, out: TextIO | None = None) -> None:
        self.out = out or sys.stdout
        self.turn = threading.Lock()

    def write(self, name: str, line: str) -> None:
        """One line; a reader that has gone away is no reason to stop."""
        with self.turn, contextlib.suppress(OSError, ValueError):
            self.out.write(f"{name:<8} | {line.rstrip()}\n")
            self.out.flush()

    def plain(self, text: str) -> None:
        """Text as it is, for the person at the terminal."""
        with self.turn, contextlib.suppress(OSError, ValueError):
            self.out.write(text.rstrip() + "\n")
            self.out.flush()

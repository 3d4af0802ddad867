"""One process that we started: its log, its end, and what it said last."""

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from re import Pattern

from newsroom.services.confine import with_parent
from newsroom.services.log import Log

PROJECT = Path(__file__).resolve().parents[2]


class Child:
    """A named process in a session of its own, so that Ctrl-C reaches only its supervisor.

    Start it from the main thread: the kernel counts the thread that forked as the parent.
    """

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        log: Log,
        *,
        env: Mapping[str, str] | None = None,
        cwd: Path = PROJECT,
        orphaned: str = "KILL",
        ending: Sequence[tuple[signal.Signals, float]] = ((signal.SIGTERM, 5.0),),
        noise: Pattern[str] | None = None,
        pass_fds: Sequence[int] = (),
    ) -> None:
        self.name, self.command, self.log = name, with_parent(command, orphaned), log
        self.env, self.cwd, self.ending, self.noise = env, cwd, ending, noise
        self.pass_fds = pass_fds
        self.said: deque[str] = deque(maxlen=40)
        self.process: subprocess.Popen[str] | None = None
        self.pump: threading.Thread | None = None
        self.cleared = False

    def start(self) -> None:
        """Start it, and begin to write what it says into the log."""
        self.cleared = False
        self.process = subprocess.Popen(
            self.command,
            env=dict(self.env) if self.env is not None else None,
            cwd=self.cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
            pass_fds=self.pass_fds,
        )
        self.pump = threading.Thread(target=self.listen, args=(self.process,), daemon=True)
        self.pump.start()

    def listen(self, process: "subprocess.Popen[str]") -> None:
        """Until the process closes its output: keep its last lines, and log those that aren't noise."""
        for line in process.stdout or ():
            line = line.rstrip()
            self.said.append(line)
            if line and not (self.noise and self.noise.search(line)):
                self.log.write(self.name, line)

    @property
    def pid(self) -> int:
        """Its process id, which is its group's too; 0 before the start."""
        return self.process.pid if self.process else 0

    def ended(self) -> int | None:
        """Its exit status once it has ended, a signal as a negative number."""
        return self.process.poll() if self.process else None

    def alive(self) -> bool:
        """Whether it runs."""
        return self.process is not None and self.process.poll() is None

    def wait(self, seconds: float) -> int | None:
        """Its exit status, or None when it still runs after that time."""
        try:
            return self.process.wait(seconds) if self.process else None
        except subprocess.TimeoutExpired:
            return None

    def stop(self) -> None:
        """End it: each signal of `ending` in turn, with its patience; then kill its whole group."""
        for number, patience in self.ending:
            if self.alive():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(self.pid, number)
                self.wait(patience)
        self.kill_group()
        if self.pump:
            self.pump.join(1.0)

    def kill_group(self) -> None:
        """kill -9 for it and all that it started, unless they left its group. Once: the number may be reused."""
        if self.process and not self.cleared:
            self.cleared = True
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGKILL)
            self.wait(5.0)

    def freeze(self) -> None:
        """SIGSTOP: it is there and doesn't answer. For tests and exercises."""
        os.kill(self.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """End what `freeze` began."""
        os.kill(self.pid, signal.SIGCONT)

    def last_words(self) -> str:
        """What it said last, for an error message."""
        time.sleep(0.1)
        return "\n".join(f"    {line}" for line in self.said if line)

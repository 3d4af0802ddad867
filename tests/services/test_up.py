"""`manage.py up` as one runs it: real processes, on a data folder of the test's own."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.services.child import PROJECT
from newsroom.services.leftovers import left_over
from tests.support.processes import status, wait_until

OURS = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "REDIS_URL",
    "SECRET_KEY",
    "HISTORY_KEY",
    "SECRETS_KEYS",
    "HTTPS",
    "ALLOWED_HOSTS",
)


class Up:
    """One `manage.py up`."""

    def __init__(self, data: Path, *prefix: str) -> None:
        self.data = data
        self.env = {key: value for key, value in os.environ.items() if key not in OURS}
        self.env |= {"NEWSROOM_DATA": str(data), "SWEEP_SECONDS": "1"}
        self.out = (data.parent / "up.log").open("w+")
        self.command = [*prefix, sys.executable, "manage.py"]
        self.process = self.manage("up", out=self.out)
        wait_until(lambda: "is up" in self.text() or self.process.poll() is not None, 90, "up")
        assert self.process.poll() is None, self.text()
        found = re.search(r"http://127\.0\.0\.1:\d+", self.text())
        assert found, self.text()
        self.address = found[0]

    def manage(self, *words: str, out: object = subprocess.PIPE) -> "subprocess.Popen[str]":
        """A `manage.py` command beside it, its stdin closed."""
        return subprocess.Popen(
            [*self.command, *words],
            cwd=PROJECT,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=out,  # type: ignore[call-overload]
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def says(self, *words: str) -> tuple[int, str]:
        """The exit status and output of such a command."""
        command = self.manage(*words)
        said, _ = command.communicate(timeout=60)
        return command.returncode, said

    def text(self) -> str:
        return Path(self.out.name).read_text()

    def processes(self) -> dict[int, str]:
        """All processes of this newsroom, by what they run; each has the data folder in its environment."""
        found = {}
        for entry in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                mine = f"NEWSROOM_DATA={self.data}".encode() in (entry / "environ").read_bytes().split(b"\0")
                if mine and int(entry.name) != self.process.pid:
                    found[int(entry.name)] = (entry / "cmdline").read_text().replace("\0", " ")
        servers = left_over(self.data / "postgres", "postgres") | left_over(
            self.data / "valkey", "valkey-server"
        )
        return dict.fromkeys(servers, "server") | found

    def end(self, number: signal.Signals) -> float:
        """Send a signal to `up` alone, as a terminal or an init system does; the seconds until it had ended."""
        began = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(60)
        return time.monotonic() - began


@pytest.fixture
def data() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="newsroom-test-") as name:
        yield Path(name) / "data"


@pytest.fixture(scope="module")
def kept() -> Iterator[Path]:
    """A data folder for several tests: the second start is the quick one."""
    with tempfile.TemporaryDirectory(prefix="newsroom-test-") as name:
        yield Path(name) / "data"


def test_up_and_down_again(kept: Path) -> None:
    up = Up(kept)
    assert status(f"{up.address}/healthz") == 200
    assert status(f"{up.address}/sign-in/") == 200

    began = time.monotonic()
    code, said = up.says("up")
    assert (code, said) == (0, f"The newsroom is up already: {up.address}\n")
    assert time.monotonic() - began < 10

    code, said = up.says("shell", "-v0", "-c", "from claims.models import User; print(User.objects.count())")
    assert (code, said) == (0, "0\n"), "a command beside it works on it"

    for what in ("newsroom.services.web", "worker --queues split,sweep", "valkey-server"):
        (pid, *_) = [pid for pid, command in up.processes().items() if what in command] or [0]
        pid = pid or min(left_over(kept / "valkey", "valkey-server"))
        os.kill(pid, signal.SIGKILL)
    for name in ("web", "worker", "valkey"):
        wait_until(lambda name=name: f"{name} ended unexpectedly" in up.text(), 10, name)  # type: ignore[misc]
    wait_until(lambda: status(f"{up.address}/healthz") == 200, 20, "the web to be back")

    os.kill(int((kept / "postgres" / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    wait_until(lambda: "postgres ended unexpectedly" in up.text(), 10, "postgres to be missed")
    wait_until(lambda: status(f"{up.address}/readyz") == 200, 30, "the database to be back")

    assert up.end(signal.SIGINT) < 15
    assert up.process.returncode == 0
    assert not up.processes()
    assert not (kept / "up.json").exists()
    assert status(f"{up.address}/healthz") == 0


def test_each_line_has_a_name_and_quiet_is_quiet(kept: Path) -> None:
    up = Up(kept)
    up.end(signal.SIGTERM)
    said = [line for line in up.text().splitlines() if line.strip() and not line.startswith("  ")]
    assert all(re.match(r"(postgres|valkey|web|worker|slow|beat|up) +\| ", line) for line in said), said
    assert len(said) < 8, said
    assert not up.processes()


def test_nothing_survives_a_kill_and_it_starts_again(kept: Path) -> None:
    up = Up(kept)
    assert len(up.processes()) >= 5
    up.end(signal.SIGKILL)
    wait_until(lambda: not up.processes(), 20, f"all to end: {up.processes()}")
    again = Up(kept)
    assert status(f"{again.address}/healthz") == 200
    for pid in [again.process.pid, *again.processes()]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not again.processes(), 20, "all to end")
    third = Up(kept)
    assert status(f"{third.address}/healthz") == 200
    assert third.end(signal.SIGINT) < 15


def test_as_an_ordinary_user(data: Path) -> None:
    prefix = ["unshare", "--user", "--map-user=1", "--map-group=1", "--"] if os.geteuid() == 0 else []
    up = Up(data, *prefix)
    assert status(f"{up.address}/healthz") == 200
    assert json.loads((data / "up.json").read_text())["address"] == up.address
    up.end(signal.SIGINT)
    assert not up.processes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--host", "0.0.0.0"], "set ALLOWED_HOSTS"),
        (["--port", "70000"], "--port is 1 to 65535"),
        (["--host", "203.0.113.7"], "can't start"),
    ],
)
def test_what_is_in_the_way_is_said(data: Path, words: list[str], said: str) -> None:
    env = {key: value for key, value in os.environ.items() if key not in OURS}
    env |= {
        "NEWSROOM_DATA": str(data),
        "DATABASE_URL": "postgresql://nobody@/x",
        "REDIS_URL": "redis://nowhere",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "up", *words], cwd=PROJECT, env=env, capture_output=True, text=True
    )
    assert done.returncode != 0
    assert said in done.stderr
    assert "Traceback" not in done.stderr

"""`make run` from nothing: a fresh clone, until the newsroom's address is printed; and again, when all is there."""

import os
import signal
import subprocess
import time
from pathlib import Path

from tests.support.machine import machine

ROOT = Path(__file__).resolve().parents[2]


def seconds_until_up(folder: Path) -> float:
    """Run it until it says that it is ready, then end it as Ctrl-C would."""
    env = {name: os.environ[name] for name in os.environ if name not in OURS}
    began = time.perf_counter()
    with subprocess.Popen(
        ["make", "run"], cwd=folder, env=env, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as running:
        said = ""
        for line in running.stdout or ():
            said += line
            if "Ready in" in line:
                break
        took = time.perf_counter() - began
        os.killpg(running.pid, signal.SIGINT)
        running.communicate()
    assert "http://127.0.0.1:" in said, said
    return took


# What tests/conftest.py sets for the tests' own servers, and a newcomer doesn't have.
OURS = {
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "REDIS_URL",
    "NEWSROOM_DATA",
    "DJANGO_SETTINGS_MODULE",
    "SECRET_KEY",
    "HISTORY_KEY",
    "SECRETS_KEYS",
    "ALLOWED_HOSTS",
    "HTTPS",
    "SAMPLE_ALLOWED",
    "DJANGO_ALLOW_ASYNC_UNSAFE",
}


def test_make_run_from_nothing(tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    print(f"\n{machine()}; the package index as near as it is")
    print(f"make run from nothing: {seconds_until_up(clone):.1f} s")
    print(f"make run again: {seconds_until_up(clone):.1f} s")

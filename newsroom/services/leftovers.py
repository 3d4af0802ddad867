"""Servers of an earlier run that nobody looks after any more.

A stale pid file proves nothing: its number may be somebody else's by now. So a process counts as ours only
when it is the right program and its working directory is our data folder. Linux only; elsewhere nothing is found.
"""

import contextlib
import os
import signal
import time
from pathlib import Path


def left_over(folder: Path, program: str) -> set[int]:
    """The running processes of this program that live in this folder."""
    found = set()
    home = str(folder.resolve())
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            runs = os.path.basename(os.readlink(entry / "exe")).removesuffix(" (deleted)")
            if runs.startswith(program) and os.readlink(entry / "cwd") == home:
                found.add(int(entry.name))
    return found


def end_left_over(folder: Path, program: str, head: int | None, number: signal.Signals) -> bool:
    """Ask the head process to end with this signal (all, where None is the head), wait, kill the rest.

    `head` is used only if it is one of those found, so a stale number harms nobody. True when there was any.
    """
    found = left_over(folder, program)
    asked = found if head is None else found & {head}
    for pid in asked:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
    if found and not gone(folder, program, seconds=15 if asked else 5):
        for pid in left_over(folder, program):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        gone(folder, program, seconds=5)
    return bool(found)


def gone(folder: Path, program: str, *, seconds: float) -> bool:
    """Wait until none is left; False when the time is over first."""
    until = time.monotonic() + seconds
    while left_over(folder, program):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True

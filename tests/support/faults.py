"""The table of faults: what may go wrong, when its test passes, and what the last run saw.

A test says which fault it is of by `@pytest.mark.fault("the row's words")`, and gets its record as the fixture `fault`.
`--reliability FILE` writes what was seen under a page's last heading.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

# What may go wrong, and when its test passes.
FAULTS = {
    "kill -9 of the worker group mid-split": "all splits end, no claim twice, recovery ≤ 30 s",
    "kill -9 of a pool child": "the same",
    "a text that kills its worker every time": "three attempts, then “failed, needs a person”; other splits finish",
    "broker flushed with splits queued": "60 of 60 finish ≤ 60 s",
    "broker down during a paste, back later": "the paste is saved and says “queued”; then it runs",
    "broker frozen 30 s": "pages load ≤ 2 s",
    "database restarted during a save": "stored once, or still on screen and marked unsaved",
    "web process killed between commit and answer; the client sends again": "one record",
    "double click; 20 posts at once with one key": "one record",
    "two editors on one claim": "the second gets 409, both texts shown",
    "an article deleted while it is split or edited": "404 or a clear word; no 500",
    "sign-off races an edit": "refused, or valid for the old draft only",
    "session gone with unsent text": "the text is there after signing in again",
    "clock an hour off": "nothing is reaped in mass",
    "a text over 1,000,000 characters; 900,000 without a space": (
        "a clear 413 within 2 s; taken, within the hard limit; memory +≤ 200 MB"
    ),
    ".docx bomb, nested zip, XXE, ../ names": "refused within 1 s, before unpacking",
    "bad UTF-8, NUL, lone surrogates, BOM, UTF-16": "normalised or 400",
    "100 KB aimed at each regular expression": "≤ 200 ms",
    "a worker's host cut off mid-split and back": "all splits end once",
    "a worker's host lost for good": "all splits end once",
    "the broker's host gone for a minute": "all splits end once, without a restart",
    "an upgrade with splits under way": "old messages and old workers end theirs on the new schema",
}
HEADING = "## The last run"


@dataclass(slots=True)
class Fault:
    """What a test of a fault tells: the keys of writes that were answered, and how long recovering took."""

    keys: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def answered(self, *keys: str) -> None:
        """These writes were answered 2xx, or with a way on: they have to be there when all is over."""
        self.keys += keys

    @contextmanager
    def recovering(self) -> Iterator[None]:
        """What happens inside is the recovery, and its time is kept."""
        began = time.monotonic()
        yield
        self.seconds.append(time.monotonic() - began)


@dataclass(slots=True)
class Seen:
    """Of one row: its tests by name with how often they ran, how many didn't pass, and the times of recovery."""

    tests: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    failed: int = 0
    seconds: list[float] = field(default_factory=list)


class FaultTable:
    """A plugin of pytest, in the process that prints: collects what the tests of faults told, and writes the page."""

    def __init__(self, page: Path) -> None:
        self.page = page
        self.seen: dict[str, Seen] = defaultdict(Seen)
        self.failed: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.add(report.nodeid)
        if report.when != "teardown":
            return
        told = list(report.user_properties)
        for row in (str(value) for name, value in told if name == "fault"):
            seen = self.seen[row]
            seen.tests[report.nodeid.partition("[")[0]] += 1
            seen.failed += report.nodeid in self.failed
            seen.seconds += [float(str(value)) for name, value in told if name == "recovery"]

    def pytest_sessionfinish(self) -> None:
        """Rows that weren't run this time keep what the run before them printed."""
        before, _, table = self.page.read_text(encoding="utf-8").partition(HEADING)
        last = {line.split(" | ")[0].removeprefix("| "): line for line in table.splitlines()}
        lines = [HEADING, "", "Printed by the tests themselves; each row is of the last run that had it.", ""]
        lines += ["| fault | passes when | shown by | runs | recovery, s | on |", "|---|---|---|---|---|---|"]
        lines += [self._line(row) if row in self.seen else last.get(row, _never(row)) for row in FAULTS]
        self.page.write_text(before + "\n".join(lines) + "\n", encoding="utf-8")

    def _line(self, row: str) -> str:
        from tests.support.machine import machine

        seen = self.seen[row]
        tests = "<br>".join(f"`{name}`" for name in sorted(seen.tests))
        runs = f"{sum(seen.tests.values())}" + (f", **{seen.failed} failed**" if seen.failed else "")
        low_high = f"{min(seen.seconds):.1f} to {max(seen.seconds):.1f}" if seen.seconds else "–"
        return f"| {row} | {FAULTS[row]} | {tests} | {runs} | {low_high} | {machine()} |"


def _never(row: str) -> str:
    return f"| {row} | {FAULTS[row]} | not run yet | 0 | – | – |"

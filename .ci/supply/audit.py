"""Asks an advisory service about every package of each lock, by pip-audit, and says what was asked and what was not.

`audit.py PIP_AUDIT LOCK…` exits 0 only where every package of every lock was looked up and none has an advisory; 1
where one has; 2 where something could not be looked up, with a line "not checked: …". AUDIT_SERVICE is `pypi` (the
default) or `osv`; AUDIT_OSV_URL is where an OSV service of one's own answers.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from locks import ROOT, locked

CLEAN, FOUND, NOT_CHECKED = 0, 1, 2
SERVICES = ("pypi", "osv")


def ask(program: str, service: list[str], lock: Path) -> tuple[int, str]:
    """What the service says of one lock, and a line about it."""
    words = "--strict --require-hashes --disable-pip --progress-spinner off --format json".split()
    done = subprocess.run([program, *words, *service, "--requirement", lock], capture_output=True, text=True)
    name, wanted = str(lock.relative_to(ROOT)), {one.name for one in locked(lock)}
    try:
        asked = {one["name"]: one for one in json.loads(done.stdout)["dependencies"]}
    except (ValueError, KeyError):
        return NOT_CHECKED, f"not checked: {name}: {reason(done.stderr)}"
    unasked = sorted(wanted - {each for each, one in asked.items() if "vulns" in one})
    found = [
        f"  {each} {one['version']}: {bug['id']}, mended in {', '.join(bug['fix_versions']) or 'no version yet'}"
        for each, one in sorted(asked.items())
        for bug in one.get("vulns", [])
    ]
    if found:
        return FOUND, "\n".join([f"advisories: {name}: {len(found)}", *found])
    if unasked or done.returncode:
        return NOT_CHECKED, f"not checked: {name}: {', '.join(unasked) or reason(done.stderr)}"
    return CLEAN, f"no advisory: {name}: {len(wanted)} packages"


def reason(stderr: str) -> str:
    """The last line of what pip-audit said: an error, or the end of a traceback."""
    lines = [line for line in stderr.splitlines() if line.strip()]
    return lines[-1].strip()[:300] if lines else "pip-audit said nothing"


def service() -> list[str]:
    """pip-audit's words for the service that the environment names. Exits with 2 where there is no such service."""
    name = os.environ.get("AUDIT_SERVICE", "pypi")
    if name not in SERVICES:
        print(f"not checked: AUDIT_SERVICE is one of {', '.join(SERVICES)}")
        sys.exit(NOT_CHECKED)
    url = os.environ.get("AUDIT_OSV_URL")
    return ["--vulnerability-service", name, *(["--osv-url", url] if url and name == "osv" else [])]


def main(program: str, *locks: str) -> int:
    answers = [ask(program, service(), ROOT / lock) for lock in locks]
    print(*(line for _, line in answers), sep="\n")
    outcomes = {outcome for outcome, _ in answers}
    return FOUND if FOUND in outcomes else NOT_CHECKED if NOT_CHECKED in outcomes else CLEAN


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

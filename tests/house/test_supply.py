"""What runs is locked by hash, listed with its licence, and in the bill: docs/decisions/0012-supply-chain.md."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from newsroom.services import binaries
from tests.house.source import ROOT, files

# torch comes as the build that a machine has, which no one hash names; nothing that runs is installed from it.
WITHOUT_HASHES = Path("claims/extraction/training/requirements.txt")
LOCKS = [path for path in files() if path.name.endswith("requirements.txt") and path != WITHOUT_HASHES]
VENDOR = ROOT / "static/vendor"
ROW = re.compile(r"^\| (\S+\.\S+) \|.*\| `([0-9a-f]{64})` \|$", re.MULTILINE)


@pytest.fixture
def supply(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The scripts behind `make licences`, which import each other from their own folder."""
    monkeypatch.syspath_prepend(str(ROOT / ".ci/supply"))
    import licences

    return licences


@pytest.fixture(scope="module")
def bill() -> dict[str, Any]:
    return json.loads((ROOT / "docs/sbom.json").read_text())


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("lock", LOCKS, ids=str)
def test_each_line_of_each_lock_has_hashes(supply: ModuleType, lock: Path) -> None:
    packages = supply.locked(ROOT / lock)
    assert len(packages) > 10
    assert [one.name for one in packages if not one.hashes] == []


def test_there_are_three_such_locks() -> None:
    assert len(LOCKS) == 3


def test_locks_that_share_a_package_agree_on_its_version(supply: ModuleType) -> None:
    running = {one.name: one.version for one in supply.locked(ROOT / "requirements.txt")}
    tests = {one.name: one.version for one in supply.locked(ROOT / "tests/requirements.txt")}
    assert {name for name in running.keys() & tests.keys() if running[name] != tests[name]} == set()


def test_each_vendored_file_is_the_one_that_its_row_names() -> None:
    there = {path.name: sha256(path) for path in VENDOR.iterdir() if path.suffix != ".md"}
    assert there
    assert dict(ROW.findall((VENDOR / "README.md").read_text())) == there


def test_htmx_is_the_copy_whose_wheel_is_locked() -> None:
    import django_htmx

    shipped = Path(django_htmx.__file__).parent / "static/django_htmx/htmx-2.min.js"
    assert [sha256(path) for path in VENDOR.glob("htmx-*.js")] == [sha256(shipped)]


def test_what_runs_has_a_licence_from_the_list_and_the_page_is_fresh() -> None:
    made = subprocess.run(
        [sys.executable, ROOT / ".ci/supply/licences.py"], capture_output=True, text=True, timeout=60
    )
    assert made.returncode == 0, made.stderr
    assert made.stdout == (ROOT / "docs/licences.md").read_text(), "stale: `make licences`"


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("GPL-3.0-or-later", False),
        ("AGPL-3.0-only", False),
        ("", False),
        ("GPL-2.0-only OR MPL-1.1", True),
        ("MIT AND GPL-3.0-or-later", False),
        ("MIT AND PSF-2.0", True),
        ("(MIT)", False),
    ],
)
def test_the_list_is_asked_for_every_part_of_one_choice(
    supply: ModuleType, expression: str, allowed: bool
) -> None:
    assert supply.is_allowed(expression, set(supply.ALLOWED)) is allowed


def test_a_package_with_another_licence_is_refused(supply: ModuleType) -> None:
    """The tests' own GPL tool, asked for as if it ran; and one that nobody has installed."""
    [tool] = [one for one in supply.locked(ROOT / "tests/requirements.txt") if one.name == "djlint"]
    absent = supply.Locked("no-such-package", "1.0", (), ())
    told = supply.refused([tool, absent], set(supply.ALLOWED))
    assert [line.split()[0] for line in told] == ["djlint", "no-such-package"]
    assert "GPL-3.0-or-later" in told[0]


def test_nothing_is_read_by_hand_that_is_no_longer_there(supply: ModuleType) -> None:
    locked = {one.name for lock in (supply.RUNNING, supply.TESTS) for one in supply.locked(lock)}
    assert (supply.READ.keys() | supply.WITHIN.keys()) - locked == set()


def test_the_bill_names_every_package_of_the_lock_with_its_hashes(
    supply: ModuleType, bill: dict[str, Any]
) -> None:
    told = {
        (one["name"], one["version"]): {each["content"] for each in one["externalReferences"][0]["hashes"]}
        for one in bill["components"]
        if one.get("purl", "").startswith("pkg:pypi/")
    }
    locked = {(one.name, one.version): set(one.hashes) for one in supply.locked(supply.RUNNING)}
    assert told == locked, "stale: `make sbom`"


def test_the_bill_gives_each_package_the_licence_of_the_page(
    supply: ModuleType, bill: dict[str, Any]
) -> None:
    told = {
        one["name"]: one["licenses"][0].get("expression") or one["licenses"][0]["license"]["id"]
        for one in bill["components"]
        if one.get("purl", "").startswith("pkg:pypi/")
    }
    assert told == {name: supply.licence_of(name) for name in told}, "stale: `make sbom`"


def test_the_bill_holds_vendored_files_and_weights_as_they_are(bill: dict[str, Any]) -> None:
    every = [
        *bill["components"],
        *(inner for one in bill["components"] for inner in one.get("components", [])),
    ]
    told = {
        one["bom-ref"].removeprefix("file:"): one["hashes"][0]["content"] for one in every if "hashes" in one
    }
    there = {
        str(path): sha256(ROOT / path)
        for path in files()
        if path.parent in (Path("static/vendor"), Path("claims/extraction/models")) and path.suffix != ".md"
    }
    assert told == there, "stale: `make sbom`"


def test_the_bill_names_the_servers_inside_the_wheels(bill: dict[str, Any]) -> None:
    inner = {
        each["name"]: each["version"]
        for one in bill["components"]
        for each in one.get("components", [])
        if each["type"] == "application"
    }
    for name, program in {
        "postgresql": binaries.postgres_program("postgres"),
        "valkey": binaries.valkey_server(),
    }.items():
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
        assert re.search(rf"[ =]{re.escape(inner[name])}\b", said), said


def test_everything_in_the_bill_is_needed_by_something(bill: dict[str, Any]) -> None:
    needed = {ref for one in bill["dependencies"] for ref in one["dependsOn"]}
    assert {one["bom-ref"] for one in bill["components"]} == needed


def test_the_bill_says_nothing_of_when_or_where_it_was_made(bill: dict[str, Any]) -> None:
    assert "timestamp" not in bill["metadata"]
    assert "serialNumber" not in bill

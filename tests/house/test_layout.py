"""What lies where, what is locked, and what must not be in any file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.source import ROOT, files

TOP = {
    "manage.py",
    "requirements.txt",
    "requirements.in",
    "newsroom",
    "claims",
    "templates",
    "static",
    "tests",
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "pyproject.toml",
    ".ci",
    "docs",
    ".gitignore",
}
OURS = {".py", ".html", ".js", ".css", ".md", ".toml", ".txt", ".in", ".sh", ".yml", ".yaml", ".svg", ""}
VENDOR = Path("static/vendor")


def ours() -> list[Path]:
    """Text files that we write by hand."""
    found = [
        one
        for one in files()
        if one.suffix in OURS and VENDOR not in one.parents and Path("tests/data") not in one.parents
    ]
    return [one for one in found if one.name not in ("LICENSE", "requirements.txt")]


def mentions(expression: str, paths: list[Path] | None = None) -> list[str]:
    pattern = re.compile(expression)
    return [
        f"{path}:{number}"
        for path in (ours() if paths is None else paths)
        for number, line in enumerate((ROOT / path).read_text().splitlines(), start=1)
        if pattern.search(line)
    ]


def test_the_top_level_is_the_houses() -> None:
    assert {path.parts[0] for path in files()} - TOP == set()


@pytest.mark.parametrize("name", ["requirements.txt", "tests/requirements.txt"])
def test_every_requirement_is_locked_with_a_hash(name: str) -> None:
    text = (ROOT / name).read_text().replace("\\\n", " ")
    wanted = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert len(wanted) > 10
    assert [line.split()[0] for line in wanted if "==" not in line or "--hash=sha256:" not in line] == []


def test_vendored_files_carry_their_version_in_their_name() -> None:
    vendored = [path for path in files() if VENDOR in path.parents and path.suffix != ".md"]
    assert vendored
    assert [str(path) for path in vendored if not re.search(r"\d+\.\d+", path.name)] == []


def test_no_file_names_a_place_outside_the_repository() -> None:
    machine = "|".join(
        (r"\.\./" + "shared", "/work" + "/", "/root" + "/", r"/home" + r"/\w+", "/Users" + "/")
    )
    assert mentions(machine) == []


def test_nothing_is_left_for_later() -> None:
    marks = "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"))
    assert mentions(rf"\b(?:{marks})\b") == []


def test_no_task_runs_in_the_process_that_queues_it() -> None:
    eager = "always" + '_eager(?!": False)'
    assert mentions(eager) == []


def test_the_search_finds_what_is_there() -> None:
    """So that the tests above can fail."""
    assert mentions("class TextChoices|class Role\\(")


def test_nothing_in_a_folder_of_data_or_secrets_is_tracked() -> None:
    assert [
        str(path) for path in files() if path.suffix in {".pyc", ".sqlite3", ".pem", ".key", ".env", ".rdb"}
    ] == []


DECISIONS = [path for path in files() if path.parent == Path("docs/decisions")]


def test_each_decision_is_short_and_linked() -> None:
    assert DECISIONS
    overview = (ROOT / "docs/architecture.md").read_text()
    long = [str(path) for path in DECISIONS if len((ROOT / path).read_text().splitlines()) > 120]
    unlinked = [path.name for path in DECISIONS if f"decisions/{path.name}" not in overview]
    assert (long, unlinked) == ([], [])


LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


def test_links_between_our_pages_lead_somewhere() -> None:
    pages = [path for path in files() if path.suffix == ".md"]
    dead = [
        f"{page}: {target}"
        for page in pages
        for target in LINK.findall((ROOT / page).read_text())
        if "://" not in target and not (ROOT / page).parent.joinpath(target).exists()
    ]
    assert dead == []

"""No key or password lies in any file. .ci/secrets.json names what looks like one and was looked at by a person.

A new find: take it out and change it where it is used. If it is none, `detect-secrets scan --baseline .ci/secrets.json`
adds it and `detect-secrets audit .ci/secrets.json` asks about it (both in .venv/bin). Nothing is sent anywhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from detect_secrets.core.scan import scan_file
from detect_secrets.settings import configure_settings_from_baseline, default_settings

from tests.house.source import ROOT, files

REVIEWED = json.loads((ROOT / ".ci/secrets.json").read_text())
SETTINGS = (version("detect-secrets"), REVIEWED["plugins_used"], REVIEWED["filters_used"])


@pytest.fixture(autouse=True)
def as_reviewed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The settings of the reviewed list, and names of files as it has them."""
    monkeypatch.chdir(ROOT)
    with default_settings():
        configure_settings_from_baseline(REVIEWED)
        yield


def found(path: Path) -> list[list[str]]:
    """What kind of secret each find looks like, and its hash."""
    return sorted([one.type, one.secret_hash] for one in scan_file(str(path)))


def found_before(path: Path, known: dict[str, list[list[str]]]) -> list[list[str]]:
    """The same, remembered by what the file holds: a whole search takes a quarter of a minute."""
    name = hashlib.sha256(f"{path}\0{SETTINGS}\0".encode() + path.read_bytes()).hexdigest()
    if name not in known:
        known[name] = found(path)
    return known[name]


def test_what_looks_like_a_secret_was_looked_at_and_is_none(pytestconfig: pytest.Config) -> None:
    known = pytestconfig.cache.get("newsroom/secrets", {})
    there = {(str(path), *one) for path in files() for one in found_before(path, known)}
    pytestconfig.cache.set("newsroom/secrets", known)
    reviewed = {
        (name, one["type"], one["hashed_secret"])
        for name, each in REVIEWED["results"].items()
        for one in each
        if one.get("is_secret") is False
    }
    assert there == reviewed


def test_nothing_is_tried_out_over_the_network() -> None:
    assert not [one for one in REVIEWED["filters_used"] if "verif" in one["path"]]


@pytest.mark.parametrize(
    "line",
    [
        "aws = 'AK" + "IAQWERTYUIOPASDFGH'",
        "-----BEGIN RSA PRIVATE " + "KEY-----",
        "pass" + "word = 'Tr0ub4dor-and-three'",
        "u = 'postgresql://desk:kV93-" + "bnq@db.paper.example/news'",
    ],
)
def test_the_search_finds_what_is_there(tmp_path: Path, line: str) -> None:
    """So that the first test can fail."""
    (tmp_path / "settings.py").write_text(line + "\n")
    assert found(tmp_path / "settings.py")

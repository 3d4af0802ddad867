"""Lines in several scripts: cut where one begins, never within what is drawn as one."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.exports.scripts import runs_right_to_left, stretches
from tests.support.properties import unhurried

LETTERS = "ab 1.,-“”آمنتمامً\u064bشлום桥王かなカ한국🌉👩🏽\u200d🔧e\u0301\u202e"


def cut(line: str, *cuts: int) -> list[tuple[str, str]]:
    return [(one.script, line[one.start : one.end]) for one in stretches(line, cuts)]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("", []),
        ("The bridge is safe.", [("", "The bridge is safe.")]),
        ("Minister ليلى حداد said 3", [("", "Minister "), ("arabic", "ليلى حداد"), ("", " said 3")]),
        ("قال 22 قارب.", [("arabic", "قال 22 قارب.")]),
        ("שלום, Ann", [("hebrew", "שלום"), ("arabic", ", "), ("", "Ann")]),
        ("这座桥（1）每天", [("han", "这座桥（1）每天")]),
        ("カナ漢字 한국", [("kana", "カナ"), ("han", "漢字"), ("", " "), ("hangul", "한국")]),
        ("engineers 👩🏽‍🔧 agreed, e\u0301", [("", "engineers 👩🏽‍🔧 agreed, e\u0301")]),
        ("naïve Ωμέγα Мост", [("", "naïve Ωμέγα Мост")]),
    ],
)
def test_scripts(line: str, parts: list[tuple[str, str]]) -> None:
    assert cut(line) == parts


def test_cuts_besides() -> None:
    assert cut("abcdef", 2, 4, 4, 0, 6, 99) == [("", "ab"), ("", "cd"), ("", "ef")]
    assert cut("ab王c", 1) == [("", "a"), ("", "b"), ("han", "王"), ("", "c")]


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("abc ابج", False),
        ("ابج abc", True),
        ("12 “ابج”", True),
        ("", False),
        ("123", False),
        ("王 ا", False),
        ("שלום", True),
    ],
)
def test_the_first_letter_decides(line: str, right: bool) -> None:
    assert runs_right_to_left(line) is right


@settings(unhurried, max_examples=300)
@given(st.text(st.sampled_from(LETTERS), max_size=40), st.lists(st.integers(0, 40), max_size=5))
def test_the_stretches_are_the_line(line: str, cuts: list[int]) -> None:
    found = list(stretches(line, cuts))
    assert "".join(line[one.start : one.end] for one in found) == line
    starts = {one.start for one in found}
    assert {at for at in cuts if 0 < at < len(line)} <= starts
    for at in starts - set(cuts) - {0}:
        assert not unicodedata.combining(line[at])
    assert all(one.start < one.end for one in found)

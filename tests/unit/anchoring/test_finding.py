"""Finding words in a text, whatever their capitals, quotes, dashes and blanks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.anchoring.finding import find_words


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("The bridge. A Bridge, BRIDGES.", "bridge", ["bridge", "Bridge", "BRIDGE"]),
        ("“It’s safe,” she said.", "\"it's safe", ["“It’s safe"]),
        ("It's “safe”", "it’s", ["It's"]),
        ("from 2019–2021", "2019-2021", ["2019–2021"]),
        ("Ann\u00a0Cole and Ann\n Cole", "ann cole", ["Ann\u00a0Cole", "Ann\n Cole"]),
        ("a.c and abc", "a.c", ["a.c"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("cafe\u0301 cafe", "cafe", ["cafe"]),
        ("ملك قال الملك", "الملك", ["الملك"]),
        ("anything", "", []),
        ("any thing", " \t ", []),
        ("👩‍🔬 and 👩", "👩", ["👩"]),
    ],
)
def test_each_place_is_found(text: str, wanted: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find_words(text, wanted)] == found


@given(st.text(alphabet="aAbB’' \n-–é", max_size=60), st.text(alphabet="aAbB’' -", max_size=4))
def test_places_are_in_order_and_never_overlap(text: str, wanted: str) -> None:
    ends = 0
    for start, end in find_words(text, wanted):
        assert ends <= start < end <= len(text)
        ends = end


def test_a_long_hostile_text_is_soon_read() -> None:
    """One pass: what is looked for begins again at each letter, and never matches."""
    assert find_words("a " * 50_000, "a " * 99 + "b") == []

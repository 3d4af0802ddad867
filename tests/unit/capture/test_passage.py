"""Finding a passage in a copy's text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.capture.passage import find_passage

TEXT = (
    "The mayor said:\u00a0“The  bridge\n is safe” — and it\u2019s con\u00adtinued.\n"
    "עברית 👩‍👩‍👧 The bridge is safe, she said."
)


@pytest.mark.parametrize(
    ("passage", "found"),
    [
        ("The mayor said", "The mayor said"),
        ("The bridge is safe, she", "The bridge is safe, she"),
        ('"The bridge is safe"', "“The  bridge\n is safe”"),
        ("«The bridge is safe»", "“The  bridge\n is safe”"),
        ("and it's continued", "and it\u2019s con\u00adtinued"),
        ("safe\" - and it's", "safe” — and it\u2019s"),
        ("  she said.\n", "she said."),
        ("עברית 👩‍👩‍👧", "עברית 👩‍👩‍👧"),
        ("the bridge", None),
        ("Thebridge is", None),
        ("con tinued", None),
        ("bridge was safe", None),
        ("", None),
        (" \u00ad\n", None),
    ],
)
def test_where_a_passage_stands(passage: str, found: str | None) -> None:
    place = find_passage(TEXT, passage)
    assert (TEXT[slice(*place)] if place else None) == found


def test_the_exact_words_come_first() -> None:
    text = "It  is so. It is so."
    assert find_passage(text, "It is so") == (11, 19)


words = st.text(st.sampled_from("ab \n\u00a0\u00ad\u200b“”\"'’–-👩"), max_size=60)


@given(words, words, words)
def test_a_passage_of_the_text_is_found_in_it(before: str, passage: str, after: str) -> None:
    text = before + passage + after
    place = find_passage(text, passage)
    if passage.strip(" \n\u00a0\u00ad\u200b"):
        assert place is not None
        assert text[slice(*place)] == passage.strip()
    if place:
        assert 0 <= place[0] < place[1] <= len(text)


def test_a_long_text_made_to_be_slow_is_read_to_its_end() -> None:
    text = "a \u00ad" * 100_000
    assert find_passage(text, "a " * 5_000 + "b") is None

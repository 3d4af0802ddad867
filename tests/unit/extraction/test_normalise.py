"""What is changed in a pasted text, and what never is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.normalise import normalise

CASES = [
    ("one\r\ntwo\rthree\ntwo", "one\ntwo\nthree\ntwo"),
    ("a\x85b\u2028c\u2029d\x0be\x0cf", "a\nb\nc\nd\ne\nf"),
    ("\ufeffHead\ufeff line", "Head line"),
    ("nul\x00 bell\x07 delete\x7f c1\x9f", "nul bell delete c1"),
    ("tab\tstays", "tab\tstays"),
    ("lone \ud83d half", "lone  half"),
    ("a\r\x00\nb", "a\nb"),
    ("e\u0301 “quoted” \u00a0 ﬁ 👩\u200d👧", "e\u0301 “quoted” \u00a0 ﬁ 👩\u200d👧"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_table(text: str, wanted: str) -> None:
    assert normalise(text) == wanted


@given(st.text(st.characters(), max_size=200))
def test_twice_is_once_and_nothing_unwanted_is_left(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert not set(once) & {"\r", "\x00", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\ufeff"}
    once.encode()


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff")))
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert normalise(text) == text

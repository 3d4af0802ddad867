"""Where words stand that somebody points at: text → spans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.anchoring.pointed import NotThere, Several, joined_up, parted, pointed, same_statement

TEXT = "He said the pier is old. He said the other pier is new, and “it’s safe”.\n\nThe end."


@pytest.mark.parametrize(
    ("words", "near", "after", "found"),
    [
        ("the pier is old", None, "", ["the pier is old"]),
        ("  The end.\n", None, "", ["The end."]),
        ("the pier … and “it’s safe”", None, "", ["the pier", "and “it’s safe”"]),
        ("said", (40, 45), "", ["said"]),
        ("pier", None, "the other", ["pier"]),
    ],
)
def test_what_is_pointed_at(words: str, near: tuple[int, int] | None, after: str, found: list[str]) -> None:
    assert [TEXT[start:end] for start, end in pointed(TEXT, words, near=near, after=after)] == found


def test_the_nearest_is_meant() -> None:
    first, second = TEXT.index("He said"), TEXT.rindex("He said")
    assert pointed(TEXT, "He said", near=(second + 8, second + 12)) == ((second, second + 7),)
    assert pointed(TEXT, "He said", near=(first + 8, first + 12)) == ((first, first + 7),)


@pytest.mark.parametrize(
    "words", ["", " … ", "ier is ol", "a pier", "The end … the pier is old", "other … moon"]
)
def test_what_is_not_there(words: str) -> None:
    with pytest.raises(NotThere):
        pointed(TEXT, words)


def test_what_stands_there_twice() -> None:
    with pytest.raises(Several):
        pointed(TEXT, "pier")
    with pytest.raises(Several):
        pointed("no yes no", "no", near=(3, 6))


def test_a_character_is_never_split() -> None:
    with pytest.raises(NotThere):
        pointed("cafe\u0301 here", "cafe")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (((0, 10),), ((0, 10),), True),
        (((0, 10),), ((2, 6),), False),
        (((0, 10),), ((2, 8),), True),
        (((0, 10),), ((6, 20),), False),
        (((0, 10),), ((4, 20),), True),
        (((0, 10),), ((10, 20),), False),
    ],
)
def test_when_two_claims_are_one(
    one: tuple[tuple[int, int], ...], other: tuple[tuple[int, int], ...], same: bool
) -> None:
    assert same_statement(one, other) is same is same_statement(other, one)


def test_spans_are_joined_over_marks_and_parted_without_them() -> None:
    text = "One, two. Three\n\nfour"
    assert joined_up(text, [(5, 8), (0, 3)]) == ((0, 8),)
    assert joined_up(text, [(0, 3), (17, 21), (10, 15)]) == ((0, 3), (10, 15), (17, 21))
    assert parted(text, ((0, 8),), 3) == (((0, 3),), ((5, 8),))
    assert parted(text, ((0, 3), (5, 8)), 4) == (((0, 3),), ((5, 8),))
    assert parted(text, ((0, 8),), 8) == (((0, 8),), ())


@given(st.text(alphabet="ab …,\n", max_size=40), st.text(alphabet="ab …", min_size=1, max_size=6))
def test_what_is_found_are_the_words(text: str, words: str) -> None:
    try:
        found = pointed(text, words)
    except (NotThere, Several):
        return
    pieces = [text[start:end] for start, end in found]
    assert pieces == [words.strip()] or pieces == [one.strip() for one in words.strip().split("…")]


@given(st.text(alphabet="ab ,\n", min_size=1, max_size=30), st.integers(0, 30))
def test_two_parts_hold_no_word_that_the_whole_lacks(text: str, at: int) -> None:
    first, rest = parted(text, ((0, len(text)),), min(at, len(text)))
    joined = "".join(text[start:end] for start, end in (*first, *rest))
    if first and rest:
        assert [char for char in joined if char.isalnum()] == [char for char in text if char.isalnum()]

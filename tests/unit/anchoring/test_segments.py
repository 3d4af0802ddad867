"""A text is cut at every edge of a mark; the pieces don't overlap and joined are the text, to the letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.anchoring.segments import Mark, Piece, segments

TEXT = "He said “no” 👩‍🔬 שלום e\u0301nd."


def cut(text: str, *marks: tuple[int, int, str]) -> list[tuple[str, str]]:
    pieces = segments(0, len(text), [Mark(*mark) for mark in marks])
    return [(text[piece.start : piece.end], "".join(piece.owners)) for piece in pieces]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], [("abcdef", "")]),
        ([(0, 6, "A")], [("abcdef", "A")]),
        ([(2, 4, "A")], [("ab", ""), ("cd", "A"), ("ef", "")]),
        ([(0, 4, "A"), (2, 6, "B")], [("ab", "A"), ("cd", "AB"), ("ef", "B")]),
        ([(0, 6, "A"), (2, 4, "B")], [("ab", "A"), ("cd", "AB"), ("ef", "A")]),
        ([(2, 4, "B"), (0, 6, "A")], [("ab", "A"), ("cd", "BA"), ("ef", "A")]),
        ([(1, 2, "A"), (2, 3, "A")], [("a", ""), ("b", "A"), ("c", "A"), ("def", "")]),
        ([(3, 3, "A")], [("abcdef", "")]),
        ([(4, 99, "A"), (7, 9, "B")], [("abcd", ""), ("ef", "A")]),
    ],
    ids=["none", "all", "middle", "overlap", "nested", "order-given", "touching", "empty", "outside"],
)
def test_cut(marks: list[tuple[int, int, str]], expected: list[tuple[str, str]]) -> None:
    assert cut("abcdef", *marks) == expected


def test_an_empty_range_has_no_pieces() -> None:
    assert list(segments(3, 3, [Mark(0, 9, "A")])) == []


def test_a_range_within_the_text_is_cut_alone() -> None:
    assert list(segments(2, 5, [Mark(0, 3, "A")])) == [Piece(2, 3, ("A",)), Piece(3, 5, ())]


EDGE = st.integers(min_value=-3, max_value=60)


@given(
    st.text(max_size=50) | st.just(TEXT),
    st.lists(st.tuples(EDGE, EDGE, st.sampled_from("ABCDE")), max_size=12),
)
def test_the_pieces_are_the_text_and_know_their_marks(text: str, marks: list[tuple[int, int, str]]) -> None:
    pieces = list(segments(0, len(text), [Mark(*mark) for mark in marks]))
    assert "".join(text[piece.start : piece.end] for piece in pieces) == text
    assert all(piece.start < piece.end for piece in pieces)
    for piece in pieces:
        for at in range(piece.start, piece.end):
            assert list(piece.owners) == [owner for start, end, owner in marks if start <= at < end]

"""Where notes stand in a text that was edited after they came."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.incoming.notes import PlacedNote, place_notes
from claims.incoming.types import NoteInCopy

TEXT = "Head line\n\nThe mayor said so. He said so twice. The clerk said so."


def at(words: str, before: str = "", after: str = "") -> NoteInCopy:
    return NoteInCopy("comment", "Ann", "Who?", words, before, after)


def place(text: str, note: NoteInCopy) -> PlacedNote:
    (found,) = place_notes(text, [note])
    return found


@pytest.mark.parametrize(
    ("note", "start"),
    [
        (at("The mayor"), 11),
        (at("said so", before="The mayor "), 21),
        (at("said so", before="He "), 33),
        (at("said so", before="The clerk "), 58),
        (at("said so", after=" twice"), 33),
        (at("said so", before="words that were cut; "), 21),
    ],
)
def test_at_its_words(note: NoteInCopy, start: int) -> None:
    found = place(TEXT, note)
    assert (found.start, TEXT[found.start : found.end], found.lost) == (start, note.words, False)
    assert (found.kind, found.by, found.text) == ("comment", "Ann", "Who?")


def test_it_moves_with_its_words() -> None:
    found = place(f"A line put before.\n\n{TEXT}", at("said so", before="The clerk "))
    assert found.start == 58 + len("A line put before.\n\n")


def test_one_that_has_lost_its_words_says_so_at_the_first_line() -> None:
    found = place(f"\n  {TEXT}", at("a word that was cut"))
    assert (found.start, found.end, found.lost) == (3, 12, True)
    assert "“a word that was cut”" in found.text and found.text.startswith("Who?")


def test_one_that_never_had_words_stands_at_the_first_line() -> None:
    assert place(TEXT, at("")) == PlacedNote("comment", "Ann", "Who?", 0, 9, lost=True)


def test_no_text_no_place() -> None:
    assert place_notes("\n ", [at("x")]) == []


@given(st.text(max_size=80), st.text(max_size=10), st.text(max_size=5), st.text(max_size=5))
def test_every_span_is_inside_the_text_and_holds_something(
    text: str, words: str, before: str, after: str
) -> None:
    for found in place_notes(text, [at(words, before, after)]):
        assert 0 <= found.start < found.end <= len(text)
        assert found.lost or text[found.start : found.end] == words


def test_a_word_that_stands_everywhere_is_placed_at_once() -> None:
    assert place("a " * 200_000, at("a")).start == 0

"""Quotation marks, characters, windows and decoding: the arithmetic under the split."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.characters import joined, snap, trim
from claims.extraction.decode import find_cues, one_line, role_runs, surety
from claims.extraction.found import Found, without_doubles
from claims.extraction.model import the_model
from claims.extraction.pieces import CHUNK, QUOTED, TITLE, UPPER, read_pieces
from claims.extraction.quotes import inside
from claims.extraction.windows import AFTER, BEFORE, DISTANCES, MARGIN, WINDOW, buckets, slices, windows

QUOTES = [
    ("a “b c” d", "001111100"),
    ('a "b" c', "0011100"),
    ("«a» b", "11100"),
    ("»a« b", "11100"),
    ("„a“ b „c” d", "111000111" + "00"),
    ("“a\nb” c", "110" + "0111"),
    ("no marks", "00000000"),
]


@pytest.mark.parametrize(("text", "flags"), QUOTES)
def test_inside_quotation_marks(text: str, flags: str) -> None:
    assert "".join(str(flag) for flag in inside(text))[: len(flags)] == flags


SNAPS = [
    ("one two three", 5, 6, "two"),
    ("the e\u0301te\u0301 ends", 4, 5, "e\u0301te\u0301"),
    ("a 👩\u200d👧 b", 2, 3, "👩\u200d👧"),
    ("a 🇫🇷 b", 2, 3, "🇫🇷"),
    ("thumbs 👍🏽 up", 7, 8, "👍🏽"),
]


@pytest.mark.parametrize(("text", "start", "end", "wanted"), SNAPS)
def test_spans_grow_to_whole_words_and_characters(text: str, start: int, end: int, wanted: str) -> None:
    assert text[slice(*snap(text, start, end))] == wanted


@given(st.text(st.sampled_from("ab \n\u0301👍🏽🇫🇷\u200d."), max_size=30), st.data())
def test_snapping_is_safe(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    low, high = snap(text, start, end)
    assert 0 <= low <= start <= end <= high <= len(text)
    assert not joined(text, low) and not joined(text, high)
    low, high = trim(text, low, high)
    assert text[low:high] == text[low:high].strip()


@pytest.mark.parametrize("count", [1, WINDOW, WINDOW + 1, 1_000, 10_007])
def test_every_piece_is_in_the_middle_of_some_window(count: int) -> None:
    spans = windows(count)
    cores = []
    for index, (start, end) in enumerate(spans):
        assert 0 < end - start <= WINDOW
        first = start if index == 0 else start + MARGIN
        last = end if index == len(spans) - 1 else spans[index + 1][0] + MARGIN
        cores += range(first, last)
    assert cores == list(range(count))


def test_slices_stay_in_their_window() -> None:
    part = slices([(0, np.array([1, 2])), (0, np.array([300]))], [310])
    assert part.column[0][part.mask[0]].tolist() == list(range(1, 1 + AFTER))
    assert part.column[1][part.mask[1]].tolist() == list(range(300 - BEFORE, 311))
    assert part.column[0][part.is_cue[0]].tolist() == [1, 2]


def test_distances_are_exact_when_near_and_never_too_large() -> None:
    found = buckets(np.arange(-BEFORE, AFTER))
    assert found.min() >= 0 and found.max() < DISTANCES
    near = buckets(np.arange(-15, 16))
    assert len(set(near.tolist())) == 31


def test_cues_and_roles() -> None:
    tags = np.array([[0.9, 0.1, 0], [0.1, 0.9, 0], [0.2, 0, 0.8], [0.1, 0.9, 0], [0.9, 0, 0.1]], np.float32)
    assert [cue.tolist() for cue in find_cues(tags, 0.5)] == [[1, 2], [3]]
    roles = np.zeros((9, 3), np.float32)
    for at, role in enumerate([1, 0, 0, 2, 2, 0, 2, 0, 1]):
        roles[at, role] = 0.9 if at else 0.6
    sources, contents = role_runs(roles)
    assert sources == [(8, 9)] and contents == [(3, 7)]
    assert surety(roles, 0.5) < surety(roles, 0.9) <= 1


def test_of_two_cues_of_one_statement_the_surer_is_kept() -> None:
    one = Found(((0, 9),), ((10, 14),), ((20, 60),), 0.7)
    surer = Found(((0, 9),), ((15, 19),), ((20, 58),), 0.9)
    other_source = Found(((70, 75),), ((76, 80),), ((20, 60),), 0.6)
    no_source = Found((), ((90, 94),), ((100, 140),), 0.6)
    assert without_doubles([one, surer, other_source, no_source]) == [surer, other_source, no_source]


def test_a_source_keeps_to_the_line_of_its_cue() -> None:
    text = "Top line\nAnna Bell said so"
    assert [text[slice(*span)] for span in one_line(text, ((4, 18),), 19)] == ["Anna Bell"]


def test_pieces_cover_a_long_text_and_know_capitals_and_quotations() -> None:
    tokenizer = the_model().tokenizer
    text = "Anna said “NATO won”. " + "word " * CHUNK
    pieces = read_pieces(text, tokenizer)
    assert text[pieces.starts[0] : pieces.ends[0]] == "Anna" and pieces.shapes[0] & 3 == TITLE
    (nato,) = [at for at in range(8) if text[pieces.starts[at] : pieces.ends[at]] == "NATO"]
    assert pieces.shapes[nato] == UPPER + QUOTED
    assert text[pieces.starts[-1] : pieces.ends[-1]] == "word"
    assert (np.diff(pieces.starts) >= 0).all() and len(pieces) > CHUNK

"""Quotation marks, characters, windows and decoding: the arithmetic under the split."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.characters import joined, snap, trim
from claims.extraction.decode import (
    PLAINLY,
    content_runs,
    find_cues,
    likely_cues,
    one_line,
    read_roles,
    source_runs,
)
from claims.extraction.found import Found, without_doubles
from claims.extraction.model import the_model
from claims.extraction.pieces import CHUNK, QUOTED, TITLE, UPPER, read_pieces
from claims.extraction.quotes import inside
from claims.extraction.windows import AFTER, BEFORE, DISTANCES, MARGIN, WINDOW, buckets, slice_around, windows

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


def test_a_slice_stays_in_its_window() -> None:
    one = np.zeros(310, np.int64)
    first, last = slice_around(np.array([1, 2]), one), slice_around(np.array([300]), one)
    assert (first.low, first.high, len(first)) == (1, 1 + AFTER, AFTER)
    assert (last.low, last.high) == (300 - BEFORE, 311)
    assert np.flatnonzero(first.is_cue).tolist() == [0, 1] and last.is_cue[300 - last.low]
    assert len(first.distance) == len(first) and first.distance[0] == 0


@pytest.mark.parametrize(
    ("cue", "slice_"),
    [([15], (11, 31)), ([11], (11, 31)), ([30], (21, 61)), ([55], (31, 61)), ([20, 21, 22], (11, 31))],
)
def test_a_slice_is_of_its_paragraph_and_the_next(cue: list[int], slice_: tuple[int, int]) -> None:
    paragraphs = np.repeat([4, 5, 6, 7], [10, 10, 10, 30])
    found = slice_around(np.array(cue), paragraphs)
    assert (found.low, found.high) == slice_
    assert found.is_cue.sum() == len(cue) and found.distance[cue[0] - found.low] == 0


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", []),
        ("one\ntwo\n\n\n\nthree\n \nfour", [0, 0, 1, 2]),
        ("one two\nthree\nfour", [0, 0, 1, 2]),
    ],
)
def test_blank_lines_part_paragraphs_else_lines_do(text: str, numbers: list[int]) -> None:
    assert read_pieces(text, the_model().tokenizer).paragraphs.tolist() == numbers


def test_a_cue_that_runs_out_of_its_slice_stays_whole() -> None:
    found = slice_around(np.arange(1, AFTER + 9), np.zeros(200, np.int64))
    assert found.high == AFTER + 9 and found.is_cue.all()


def test_distances_are_exact_when_near_and_never_too_large() -> None:
    found = buckets(np.arange(-BEFORE, AFTER))
    assert found.min() >= 0 and found.max() < DISTANCES
    near = buckets(np.arange(-15, 16))
    assert len(set(near.tolist())) == 31


def test_cues() -> None:
    tags = np.array([[0.9, 0.1, 0], [0.1, 0.9, 0], [0.2, 0, 0.8], [0.1, 0.9, 0], [0.9, 0, 0.1]], np.float32)
    assert [cue.tolist() for cue in find_cues(tags, 0.5)] == [[1, 2], [3]]


def test_plain_words_are_a_cue_whatever_the_network_thinks() -> None:
    text = "he was saying that it was over, saying little"
    tags = np.array([[0.8, 0.2, 0]], np.float32)
    (plain,) = likely_cues(text, np.array([7]), tags, 0.1)
    assert plain.least == plain.likely == PLAINLY
    (other,) = likely_cues(text, np.array([32]), tags, 0.1)
    assert other.least == 0 and other.likely == pytest.approx(0.2)


def slice_logits(roles: str, begins: dict[int, float], ends: dict[int, float]) -> np.ndarray:
    """Logits of a slice: a letter a piece, n, s or c, its role sure to a logit of 2; and of the edges."""
    logits = np.zeros((len(roles), 5), np.float32)
    for at, role in enumerate(roles):
        logits[at, "nsc".index(role)] = 2
    for edge, scores in ((3, begins), (4, ends)):
        for at, score in scores.items():
            logits[at, edge] = score
    return logits


CONTENTS = [
    ("nncccnn", {2: 5}, {4: 5}, [(2, 5)]),
    ("nncccnn", {3: 20}, {4: 5}, [(3, 5)]),  # a sure edge outweighs a piece
    ("nncccnn", {2: 5}, {6: 20}, [(2, 7)]),
    ("nnccnccnn", {2: 9}, {6: 9}, [(2, 7)]),  # a gap that nobody asked for is closed
    ("nnccnnnccn", {2: 9, 7: 9}, {3: 9, 8: 9}, [(2, 4), (7, 9)]),  # one that begins and ends plainly stays
    ("nnnn", {1: 9}, {2: 9}, []),
]


@pytest.mark.parametrize(("roles", "begins", "ends", "wanted"), CONTENTS)
def test_content_is_placed_by_its_edges(
    roles: str, begins: dict[int, float], ends: dict[int, float], wanted: list[tuple[int, int]]
) -> None:
    assert content_runs(slice_logits(roles, begins, ends)) == wanted


def test_a_source_is_one_run_and_small_gaps_are_closed() -> None:
    assert source_runs(slice_logits("nssnssnn", {}, {})[:, :3]) == [(1, 6)]
    assert source_runs(slice_logits("nsnnnnnnnnssn", {}, {})[:, :3]) == [(10, 12)]
    assert source_runs(slice_logits("nncc", {}, {})[:, :3]) == []


def test_the_score_grows_with_each_probability() -> None:
    logits = slice_logits("snnccc", {3: 5}, {5: 5})
    scores = [read_roles(logits, *sure).score for sure in ((0.5, 0.5), (0.9, 0.5), (0.9, 0.9))]
    assert 0 < scores[0] < scores[1] < scores[2] <= 1
    assert read_roles(slice_logits("snnn", {}, {}), 1.0, 1.0).score == 0


@given(st.integers(1, 40), st.integers())
def test_any_logits_give_runs_that_stand_apart(size: int, seed: int) -> None:
    chance = random.Random(seed)
    logits = np.array([[chance.gauss(0, 4) for _ in range(5)] for _ in range(size)], np.float32)
    read = read_roles(logits, 0.5, 0.5)
    ends = [0, *(at for run in read.content for at in run), size]
    assert ends == sorted(ends) and all(start < end for start, end in (*read.content, *read.source))


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

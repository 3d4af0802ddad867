"""Confidences: the map from score to probability, the reliability table, its error and its drawing."""

import math
import random
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.confidence import calibrated, logit, sigmoid
from claims.extraction.found import Found
from claims.extraction.training.calibration import (
    Bin,
    expected_error,
    fit_platt,
    judged,
    reliability,
    table_of,
)
from claims.extraction.training.corpus import Article, Relation, held_out
from claims.extraction.training.reliability import drawing

SHARE = st.floats(0, 1)


@given(SHARE)
def test_a_map_that_changes_nothing(score: float) -> None:
    assert calibrated(score, 1.0, 0.0) == pytest.approx(score, abs=2e-6)


@given(SHARE, SHARE, st.floats(0, 50), st.floats(-50, 50))
def test_a_map_gives_shares_in_the_same_order(one: float, other: float, a: float, b: float) -> None:
    low, high = calibrated(min(one, other), a, b), calibrated(max(one, other), a, b)
    assert 0 <= low <= high <= 1


def test_the_map_by_hand() -> None:
    assert calibrated(0.8, 2.0, 0.0) == pytest.approx(16 / 17)  # odds of 4 squared
    assert calibrated(0.5, 3.0, math.log(3)) == pytest.approx(0.75)
    assert sigmoid(logit(0.3)) == pytest.approx(0.3) and sigmoid(-1000.0) == 0.0 and sigmoid(1000.0) == 1.0


def drawn(a: float, b: float, count: int) -> list[tuple[float, bool]]:
    """Scores that are right as often as `calibrated` with a and b says."""
    draw = random.Random(3)
    scores = [draw.uniform(0.3, 0.99) for _ in range(count)]
    return [(score, draw.random() < calibrated(score, a, b)) for score in scores]


@pytest.mark.parametrize(("a", "b"), [(1.0, 0.0), (0.6, -0.5), (2.0, 0.7)])
def test_a_fit_finds_the_map_that_the_pairs_were_drawn_from(a: float, b: float) -> None:
    assert fit_platt(drawn(a, b, 20_000)) == pytest.approx((a, b), abs=0.1)


def test_a_fit_lowers_the_error_on_pairs_that_it_has_not_seen() -> None:
    pairs = drawn(0.6, -0.8, 4_000)
    a, b = fit_platt(pairs[:2_000])
    after = expected_error([(calibrated(score, a, b), right) for score, right in pairs[2_000:]])
    assert expected_error(pairs[2_000:]) > 0.15 and after < 0.05


@pytest.mark.parametrize("right", [True, False])
def test_a_fit_stays_finite_where_all_or_none_are_right(right: bool) -> None:
    a, b = fit_platt([(score / 100, right) for score in range(50, 100)])
    assert a >= 0 and math.isfinite(b)
    assert (calibrated(0.9, a, b) > 0.9) is right


def test_a_fit_of_a_single_score_gives_its_share() -> None:
    a, b = fit_platt([(0.9, index < 30) for index in range(40)])
    assert calibrated(0.9, a, b) == pytest.approx(0.75, abs=0.01)


def test_a_score_that_speaks_against_being_right_is_given_no_weight() -> None:
    a, b = fit_platt([(0.9, False)] * 30 + [(0.6, True)] * 30)
    assert (a, b) == (0.0, pytest.approx(0.0))


def test_nothing_cannot_be_fitted() -> None:
    with pytest.raises(ValueError, match="no pairs"):
        fit_platt([])


def test_the_table() -> None:
    table = reliability([(0.05, False), (0.71, True), (0.79, False), (1.0, True)])
    assert len(table) == 10 and sum(row.count for row in table) == 4
    assert table[0] == Bin(1, 0.05, 0.0) and table[9] == Bin(1, 1.0, 1.0) and table[1] == Bin(0, 0.0, 0.0)
    assert table[7] == Bin(2, pytest.approx(0.75), 0.5)


def test_the_expected_error_by_hand() -> None:
    pairs = [(0.9, True)] * 6 + [(0.9, False)] * 2 + [(0.55, True), (0.55, False)]
    assert expected_error(pairs) == pytest.approx(0.8 * 0.15 + 0.2 * 0.05)
    assert expected_error([]) == 0.0


@given(st.lists(st.tuples(SHARE, st.booleans()), max_size=30))
def test_the_expected_error_is_a_share(pairs: list[tuple[float, bool]]) -> None:
    assert 0 <= expected_error(pairs) <= 1


def test_what_was_found_is_judged_by_content_and_source() -> None:
    text = "Ann Bo said the mill was shut. Cy Dee said it would open again soon."
    said = [Relation([(0, 6)], [(7, 11)], [(12, 29)]), Relation([(31, 37)], [(38, 42)], [(43, 67)])]
    article = Article("mill", text, [said, []])
    found = [
        Found(((0, 6),), ((7, 11),), ((12, 20),), 0.4),  # half of what was said
        Found(((0, 6),), ((7, 11),), ((12, 29),), 0.9),
        Found(((0, 6),), ((38, 42),), ((43, 67),), 0.8),  # said by somebody else
    ]
    assert judged(article, found) == [(0.9, True), (0.8, False), (0.4, False)]
    assert judged(article, found[:1]) == [(0.4, True)]


def test_those_kept_out_are_of_the_train_part(tmp_path: Path) -> None:
    for folder in ("text", "attributions"):
        (tmp_path / "train" / folder).mkdir(parents=True)
    for number in range(45):
        (tmp_path / "train" / "text" / f"a{number:02}.txt").write_bytes(b"Rain.")
        (tmp_path / "train" / "attributions" / f"a{number:02}_one.ann").write_bytes(b"")
    names = [article.name for article in held_out(tmp_path)]
    assert len(set(names)) == 40 and names == [article.name for article in held_out(tmp_path)]
    assert names != sorted(names)


def test_the_table_in_words() -> None:
    assert table_of("dev", [(0.9, True), (0.9, False), (0.31, True)]).splitlines() == [
        "dev: 3 attributions, expected calibration error 49.7",
        "  0.3 to 0.4      1 said  31.0 right 100.0",
        "  0.9 to 1.0      2 said  90.0 right  50.0",
    ]


def test_the_drawing() -> None:
    rows = reliability([(0.9, True), (0.9, False), (0.75, True)])
    page = ElementTree.fromstring(drawing([("a < b", rows, 0.051), ("calibrated", rows[:9], 0.0)]))
    words = ["".join(one.itertext()) for one in page.iter() if one.tag.endswith("}text")]
    assert "a < b: expected calibration error 5.1 points" in words
    marks = [one for one in page.iter() if one.tag.endswith("}circle") and len(one)]
    assert [one.get("class") for one in marks] == ["mark s0", "mark s0", "mark s1"]
    assert [float(marks[1].get("cx", 0)), float(marks[1].get("cy", 0))] == [64 + 360 * 0.9, 24 + 360 * 0.5]
    assert float(marks[1].get("r", 0)) > float(marks[0].get("r", 0))


def test_an_empty_drawing_is_still_one() -> None:
    page = ElementTree.fromstring(drawing([("none", reliability([]), 0.0)]))
    assert not [one for one in page.iter() if one.tag.endswith("}circle") and len(one)]

"""What changed between two texts: joined they are both texts, and what is shown is what changed."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.anchoring.difference import How, difference, words
from tests.support.properties import unhurried

MARKS = {How.EQUAL: "{}", How.DELETED: "[-{}-]", How.INSERTED: "[+{}+]"}


def told(before: str, after: str) -> str:
    return "".join(MARKS[run.how].format(run.text) for run in difference(before, after))


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("", "", ""),
        ("The bridge is safe.", "The bridge is safe.", "The bridge is safe."),
        ("", "New.", "[+New.+]"),
        ("Old.", "", "[-Old.-]"),
        (
            "It has stood ninety years.",
            "It has stood eighty years.",
            "It has stood [-ninety-][+eighty+] years.",
        ),
        ("Ann Cole said so.", "Mayor Ann Cole said so.", "[+Mayor +]Ann Cole said so."),
        ("One. Two. Three.", "One. Three.", "One. [-Two. -]Three."),
        ("a b c d e", "a x y d e", "a [-b c-][+x y+] d e"),
        ("First.\n\nSecond.", "Second.\n\nFirst.", "[-First.\n\n-]Second.[+\n\nFirst.+]"),
        ("the the the", "the the the the", "the the the[+ the+]"),
        ("他说桥很安全。", "他说桥不安全。", "他说桥[-很-][+不+]安全。"),
        ("cafe\u0301 open", "cafe open", "[-cafe\u0301-][+cafe+] open"),
        ("👩\u200d🔬 here", "👩 here", "[-👩\u200d🔬-][+👩+] here"),
    ],
)
def test_what_is_told(before: str, after: str, wanted: str) -> None:
    assert told(before, after) == wanted


LETTERS = st.sampled_from(
    [*"abcde", *" \n", "\u0301", "\u200d", "😀", "桥", "ש", "\u202e", ".", "\u00a0", "\r"]
)
TEXTS = st.lists(LETTERS, max_size=60).map("".join)


@unhurried
@given(TEXTS, TEXTS)
def test_joined_they_are_both_texts(before: str, after: str) -> None:
    runs = difference(before, after)
    assert "".join(run.text for run in runs if run.how != How.INSERTED) == before
    assert "".join(run.text for run in runs if run.how != How.DELETED) == after
    assert all(run.text for run in runs)
    assert all(one.how != other.how for one, other in pairwise(runs))
    assert (before == after) == all(run.how == How.EQUAL for run in runs)


@unhurried
@given(TEXTS)
def test_words_are_the_text_and_hold_whole_characters(text: str) -> None:
    found = words(text)
    assert "".join(found) == text
    assert not any(unicodedata.category(word[0])[0] == "M" or word[0] == "\u200d" for word in found[1:])


@unhurried
@given(st.lists(st.sampled_from(["bridge ", "is ", "safe ", "never ", "ninety "]), max_size=40), st.data())
def test_one_word_put_in_is_told_as_that(parts: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(parts)))
    runs = difference("".join(parts), "".join([*parts[:at], "barges ", *parts[at:]]))
    assert [run.text.strip() for run in runs if run.how == How.INSERTED] == ["barges"]
    assert not [run for run in runs if run.how == How.DELETED]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("word " * 200_000, "ward " * 200_000),
        ("a b " * 250_000, "b a " * 250_000),
        ("x" * 1_000_000, "x" * 999_999),
        (" ".join(str(at) for at in range(150_000)), " ".join(str(at) for at in range(150_000, 0, -1))),
        ("桥" * 1_000_000, "桥" * 500_000 + "不" + "桥" * 499_999),
    ],
    ids=["none in common", "all doubled", "one word", "turned round", "no blanks"],
)
def test_a_million_characters_end_and_are_both_texts(before: str, after: str) -> None:
    runs = difference(before, after)
    assert "".join(run.text for run in runs if run.how != How.INSERTED) == before
    assert "".join(run.text for run in runs if run.how != How.DELETED) == after

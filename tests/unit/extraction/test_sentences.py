"""Where sentences end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.sentences import find_sentences

# Each case is a list of sentences; joined by a space they must come apart again in the same places.
CASES = [
    ["The bridge closed on Monday.", "It reopened a day later."],
    ["Mr. Hale met Dr. Osei in St. Ives.", "They left at noon."],
    ["The U.S. Senate voted.", "Nobody spoke."],
    ["He flew to the U.S.", "The trip took a day."],
    ["John F. Marsh and J. K. Bell signed it.", "No. 10 declined to comment."],
    ["Prices rose 3.5 per cent to £1.20.", "Wages did not."],
    ["“We saw smoke,” she said.", "“Then we ran.”", "Nobody was hurt."],
    ['"Stop!" she shouted.', "He stopped."],
    ["“Why now?” Marsh asked.", "Nobody answered."],
    ["“It was over.”", "She closed the door."],
    ["He waited…", "Nothing came."],
    ["It began at 9 a.m. on Friday.", "It ended at 5 p.m.", "The hall was empty."],
    ["It opened on Jan. 19 and closed on Sept. 3, 2011.", "It never reopened."],
    ["Acme Inc. shares fell.", "Others rose."],
    ["« Nous partons. »", "Elle a souri."],
    ["„Wir gehen.“", "Sie lachte."],
    ["(It was late.)", "The rest went home."],
    ["Is it true?", "Yes!", "It is."],
    ['Robert C. "Bobby" Ames voted.', "So did others."],
    ["No full stop at the end"],
]


@pytest.mark.parametrize("sentences", CASES, ids=lambda case: case[0][:25])
def test_table(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[start:end] for start, end in find_sentences(text, 0, len(text))] == sentences


def test_only_the_given_part_is_read() -> None:
    text = "Before. Inside one. Inside two. After."
    found = [text[start:end] for start, end in find_sentences(text, 8, 31)]
    assert found == ["Inside one.", "Inside two."]


@given(st.text(st.sampled_from("Ab. !?“”\"'’»)…\u00a0é1"), max_size=80))
def test_sentences_are_apart_and_hold_every_character_but_white_space(text: str) -> None:
    at, between = 0, ""
    for start, end in find_sentences(text, 0, len(text)):
        assert at <= start < end
        between += text[at:start]
        at = end
    assert not (between + text[at:]).strip()

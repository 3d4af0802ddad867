"""Who says what in a sentence that names two, and how far reported speech goes."""

from __future__ import annotations

import pytest

from claims.extraction.placing import _to_the_end, _with_saying


def at(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "It was closed, a monitor said, with the Port Authority saying that it would open.",
            "the Port Authority",
        ),
        ("It was closed, a monitor said, with Ilse Torp saying that it would open.", "Ilse Torp"),
        ("It was closed, with critics saying that it would open.", ""),
        ("The Port Authority was closed, saying that it would open.", ""),
    ],
)
def test_with_somebody_saying(text: str, source: str) -> None:
    found = _with_saying(text, (at(text, "saying"),))
    assert [text[start:end] for start, end in found] == ([source] if source else [])


def test_a_clause_about_the_last_words_is_part_of_the_speech() -> None:
    text = "The town said it had warned the drivers, who parked there all the same. It rained."
    start, end = _to_the_end(text, (at(text, "said"),), at(text, "it had warned the drivers"))
    assert text[start:end] == "it had warned the drivers, who parked there all the same"
    before = "It had warned the drivers, who parked there, the town said."
    content = at(before, "It had warned the drivers")
    assert _to_the_end(before, (at(before, "said"),), content) == content

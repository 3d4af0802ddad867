"""Text aimed at the speaker rules: they end on any, in time that grows as its length, and their spans are places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.speakers import find_speakers
from claims.extraction.types import Attribution
from tests.support.effort import effort
from tests.unit.extraction.notes import sentences_of

LENGTH = 40_000  # code points; the whole is twice the half
UNITS = [
    "a ", "A ", "Ab ", "the ", "the a ", "The Ab Council met. ", "Ann Bell met Bo Bell. ", "He left. ", "he ", ", ",
    "'", "a-", "A-", "and ", "Ann and Bo, ", "(", "“", " ", "it ", "1", "the judge of ", "Mr ", "al-A ", "A&B ", "A.",
]  # fmt: skip
SOURCES = ["Ann Bell", "He", "An aide", "The aide", "The company", "They", "His wife", "Ann and Bo Bell"]


def seconds(text: str, attributions: tuple[Attribution, ...]) -> float:
    """What the speakers of a text cost; its sentences are found beforehand."""
    sentences = sentences_of(text)
    return effort(lambda: find_speakers(text, sentences, attributions), runs=2)


def each(source: str, count: int) -> tuple[str, tuple[Attribution, ...]]:
    """A text of `count` sentences with an attribution each."""
    unit = f"{source} said it was so. "
    found = []
    for at in range(0, count * len(unit), len(unit)):
        cue = at + len(source) + 1
        content = (cue + 5, at + len(unit) - 2)
        found.append(Attribution(((at, cue - 1),), ((cue, cue + 4),), (content,), "indirect", (), 0.9))
    return unit * count, tuple(found)


@pytest.mark.parametrize("unit", UNITS)
def test_time_is_linear(unit: str) -> None:
    text = unit * (LENGTH // len(unit))
    half = seconds(text[: LENGTH // 2], ())
    assert seconds(text, ()) < 3 * half + 0.3


@pytest.mark.parametrize("source", SOURCES)
def test_time_is_linear_in_the_attributions(source: str) -> None:
    half = seconds(*each(source, 500))
    assert seconds(*each(source, 1000)) < 3 * half + 0.3


def test_one_source_of_thousands_of_names() -> None:
    text = "x " + "Ann Bell and " * 5000
    one = Attribution(((2, len(text)),), ((0, 1),), ((0, 1),), "indirect", (), 0.9)
    assert seconds(text, (one,)) < 5


WORDS = st.sampled_from(
    "Ann Bell he she said the The judge company of and , . “ ” ‘ ’ ’s \n Mr. who his wife both Acme Inc. 44".split(
        " "
    )
)


@given(st.lists(WORDS, max_size=30).map(" ".join), st.data())
def test_any_text_and_any_spans(text: str, data: st.DataObject) -> None:
    places = st.integers(0, len(text))
    found = []
    for _ in range(data.draw(st.integers(0, 4))):
        one, two, three, four = sorted(data.draw(st.tuples(places, places, places, places)))
        source = ((one, two),) if one < two else ()
        if two < three < four:
            found.append(Attribution(source, ((two, three),), ((three, four),), "quoted", (), 0.5))
    speakers, said_by = find_speakers(text, sentences_of(text), tuple(found))
    assert len(said_by) == len(found)
    assert all(0 <= index < len(speakers) for indexes in said_by for index in indexes)
    for speaker in speakers:
        assert speaker.name.strip()
        assert list(speaker.mentions) == sorted(speaker.mentions)
        assert all(0 <= start < end <= len(text) for start, end in speaker.mentions)

"""What holds of every two texts: spans inside, kept means the same words, no two in one place."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from claims.anchoring.carry import Carried, Held, Outcome, Spans, carry
from claims.anchoring.harmless import TOKEN
from tests.support.properties import unhurried

STANDS = (Outcome.KEPT, Outcome.REWORDED, Outcome.CHANGED)
WORDS = st.sampled_from(
    [
        "\n\n",
        *"Police said 22 people were hurt not he the bridge “No,” fell. rose. – e\u0301 桥 😀 ? « … at least".split(),
    ]
)
PROSE = st.lists(WORDS, max_size=40).map(" ".join)
ANY = st.text(max_size=60) | PROSE


@st.composite
def holds(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> tuple[str, list[Held]]:
    """A text and some claims in it."""
    text = draw(texts)
    spans = st.integers(0, max(0, len(text) - 1)).flatmap(
        lambda start: st.tuples(
            st.just(start), st.integers(start + 1, max(start + 1, min(len(text), start + 40)))
        )
    )
    held = st.builds(
        lambda content, source, cue: Held((content,), tuple(source), tuple(cue)),
        spans,
        st.lists(spans, max_size=1),
        st.lists(spans, max_size=1),
    )
    return text, draw(st.lists(held, max_size=4)) if text else []


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Held], str]:
    """A text with claims, and another that has much of it."""
    text, held = draw(holds(PROSE))
    words = text.split(" ")
    start, end = sorted(draw(st.tuples(st.integers(0, len(words)), st.integers(0, len(words)))))
    put_in = draw(st.lists(WORDS, max_size=3))
    gone = draw(st.booleans())
    new = [*words[:start], *put_in, *words[end if gone else start :]]
    return text, held, " ".join(new if draw(st.booleans()) else [*words[start:], *put_in, *words[:start]])


def covered(spans: Spans) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def touched(text: str, spans: Spans) -> set[int]:
    """Where the words and marks begin that the spans touch; two claims that cut one word in two may meet in it."""
    tokens = [token.span() for token in TOKEN.finditer(text)]
    return {start for start, end in tokens if any(start < upto and begin < end for begin, upto in spans)}


def holds_true(old: str, new: str, held: list[Held], got: list[Carried]) -> None:
    for before, after in zip(held, got, strict=True):
        for start, end in (
            *after.content,
            *after.source,
            *after.cue,
            *(one for c in after.candidates for one in c),
        ):
            assert 0 <= start < end <= len(new)
        assert bool(after.content) == (after.outcome in STANDS)
        assert len(after.candidates) <= 3
        if after.outcome == Outcome.KEPT:
            for mine, theirs in (
                (before.content, after.content),
                (before.source, after.source),
                (before.cue, after.cue),
            ):
                assert [old[a:b].strip() for a, b in mine] == [new[a:b].strip() for a, b in theirs]
            assert not after.changes
        assert after.changes or after.outcome != Outcome.CHANGED
    for (one, here), (other, there) in combinations(zip(held, got, strict=True), 2):
        apart = not covered(one.content) & covered(other.content)
        if apart and not touched(old, one.content) & touched(old, other.content):
            assert not covered(here.content) & covered(there.content)


@unhurried
@given(edited())
def test_of_an_edited_text(case: tuple[str, list[Held], str]) -> None:
    old, held, new = case
    holds_true(old, new, held, carry(old, new, held))


@unhurried
@given(holds(ANY), ANY)
def test_of_any_two_texts(case: tuple[str, list[Held]], new: str) -> None:
    old, held = case
    holds_true(old, new, held, carry(old, new, held))


@unhurried
@given(holds(ANY))
def test_the_same_text_keeps_all(case: tuple[str, list[Held]]) -> None:
    text, held = case
    got = carry(text, text, held)
    assert [(one.outcome, Held(one.content, one.source, one.cue)) for one in got] == [
        (Outcome.KEPT, one) for one in held
    ]


@unhurried
@given(edited(), st.randoms(use_true_random=False))
def test_the_order_of_the_claims_does_not_matter(case: tuple[str, list[Held], str], rng: object) -> None:
    old, held, new = case
    mixed = list(range(len(held)))
    rng.shuffle(mixed)  # type: ignore[attr-defined]
    got = carry(old, new, held)
    assert carry(old, new, [held[at] for at in mixed]) == [got[at] for at in mixed]

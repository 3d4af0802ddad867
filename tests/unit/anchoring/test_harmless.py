"""Which differences keep a verdict, and that every other one doesn't."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.anchoring.harmless import fold, same, wording
from tests.support.properties import unhurried

PAIRS = (("judgement", "judgment"), ("per cent", "percent"), ("Gaddafi", "Qaddafi"), ("Qaddafi", "Kadhafi"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The bridge is safe", "The  bridge\nis\u00a0safe"),
        ("The bridge is safe.", "The bridge is safe,"),
        ("The bridge is safe.", "The bridge is safe"),
        ("“The bridge is safe,”", '"The bridge is safe."'),
        ("“They said ‘no’ to us”", "'They said \"no\" to us'"),
        ("«Non,» she said", "“Non,” she said"),
        ("a bridge – the old one – is safe", "a bridge—the old one -- is safe"),
        ("2019-2021", "2019–2021"),
        ("It’s the council's", "It's the council’s"),
        ("The bridge", "the bridge"),
        ("his judgement was sound", "his judgment was sound"),
        ("Judgement came", "Judgment came"),
        ("5 per cent of it", "5 percent of it"),
        ("Gaddafi’s men", "Kadhafi's men"),
        ("caf\u00e9", "cafe\u0301"),
        ("co\u00adoperate", "cooperate"),
    ],
)
def test_harmless(before: str, after: str) -> None:
    assert same(wording(before, PAIRS), wording(after, PAIRS))
    assert same(wording(after, PAIRS), wording(before, PAIRS))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("at least 22 died", "22 died"),
        ("22 died", "23 died"),
        ("twenty-two died", "22 died"),
        ("3.5 million", "35 million"),
        ("3.5 million", "3. 5 million"),
        ("5 per cent", "5 percentage points"),
        ("5 per cent", "5 per Cent"),
        ("£5", "$5"),
        ("killed", "wounded"),
        ("his wife", "his ex-wife"),
        ("he did it", "he did not do it"),
        ("he did it.", "he did it?"),
        ("Let us eat, Grandma", "Let us eat Grandma"),
        ("they were “shocked”", "they were shocked"),
        ("a well-known man", "a well known man"),
        ("now here", "nowhere"),
        ("the Labour party", "the labour party"),
        ("the US said", "the us said"),
        ("his judgements", "his judgments"),
        ("re-sign", "resign"),
    ],
)
def test_changes(before: str, after: str) -> None:
    assert not same(wording(before, PAIRS), wording(after, PAIRS))
    assert not same(wording(after, PAIRS), wording(before, PAIRS))


def test_a_capital_is_harmless_only_where_a_sentence_starts() -> None:
    assert same([("Police", True)], [("police", False)])
    assert same([("police", False)], [("Police", True)])
    assert not same([("Police", False)], [("police", False)])
    assert not same([("police", True)], [("Police", False)])


WORDS = st.lists(
    st.sampled_from(["the", "bridge", "22", "not", "’", "“", "-", "per", "cent", ".", "é"]), max_size=12
)


@unhurried
@given(WORDS, WORDS)
def test_two_wordings_are_the_same_either_way_round(one: list[str], other: list[str]) -> None:
    first, second = wording(" ".join(one), PAIRS), wording(" ".join(other), PAIRS)
    assert same(first, second) == same(second, first)
    assert same(first, first)


@unhurried
@given(st.text(max_size=8))
def test_folding_twice_changes_nothing_more(word: str) -> None:
    for token, _ in wording(word):
        assert token and fold(token) == token

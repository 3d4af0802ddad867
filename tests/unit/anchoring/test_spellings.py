"""Which pairs of spellings a desk may list: none that could change what a claim says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.anchoring.harmless import Spellings
from claims.anchoring.spellings import PAIRS, pairs_in, spelled
from tests.support.properties import unhurried

TWO_WORDS = "these are two words, not two spellings of one"
WRITE = "write two spellings with “=” between them"


@pytest.mark.parametrize(
    "line",
    [
        *("judgement = judgment", "organise = organize", "per cent = percent", "colour=color"),
        *("Gaddafi = Qaddafi", "Kiev = Kyiv", "metres = meters", "no-one = no one", "cannot = can not"),
        *("oestrogen = estrogen", "defence = defense", "gaol = jail", "plough = plow", "café = cafe"),
        *(
            "Côte d’Ivoire = Cote d'Ivoire",
            "on-line = online",
            "programme = program",
            "co-operate = cooperate",
        ),
    ],
)
def test_spellings_of_one_word(line: str) -> None:
    one, other = (side.strip() for side in line.split("="))
    assert pairs_in(f"\n  {line}  \n") == [(one, other)]
    assert spelled([(one, other)]) == f"{one} = {other}"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("killed = wounded", TWO_WORDS),
        ("legal = illegal", TWO_WORDS),
        ("man = woman", TWO_WORDS),
        ("he = she", TWO_WORDS),
        ("murder = manslaughter", TWO_WORDS),
        ("miles = metres", TWO_WORDS),
        ("tonnes = tons", TWO_WORDS),
        ("fourteen = forty", "a number is never only a spelling"),
        ("million = billion", "a number is never only a spelling"),
        ("Monday = Sunday", "a date is never only a spelling"),
        ("not = now", "a negation is never only a spelling"),
        ("allegedly = alleged", "a hedge is never only a spelling"),
        ("wife = ex-wife", "a word for kin is never only a spelling"),
        ("said = says", "a verb of saying is never only a spelling"),
        ("guilty = not guilty", "a negation is never only a spelling"),
        ("22 = 27", "“22” has something else than letters, hyphens, apostrophes and blanks"),
        ("=cmd() = cmd", WRITE),
        ("judgement", WRITE),
        ("judgement =", WRITE),
        ("a = b = c", WRITE),
        ("Judgement = judgement", "both are the same"),
        (f"{'a' * 61} = {'a' * 60}", "a spelling has 60 characters at most"),
    ],
)
def test_what_is_no_pair_is_refused_with_its_line_and_why(line: str, why: str) -> None:
    with pytest.raises(ValueError, match="Line 3") as refused:
        pairs_in(f"judgement = judgment\n\n{line}\ncolour = color")
    assert str(refused.value).endswith(f": {why}.")


def test_a_pair_twice_and_too_many() -> None:
    with pytest.raises(ValueError, match="Line 2, “Color = Colour”: it is there twice"):
        pairs_in("colour = color\nColor = Colour")
    letters = [chr(ord("a") + at % 26) + chr(ord("a") + at // 26) for at in range(PAIRS + 1)]
    lines = [f"{two}ourful = {two}orful" for two in letters]
    assert len(pairs_in("\n".join(lines[:-1]))) == PAIRS
    with pytest.raises(ValueError, match="There are 501 pairs; the most is 500"):
        pairs_in("\n".join(lines))


@unhurried
@given(st.text(alphabet="ab= '-\n\u0301é0", max_size=60))
def test_what_is_taken_is_taken_again_and_the_matcher_reads_it(text: str) -> None:
    try:
        pairs = pairs_in(text)
    except ValueError:
        return
    assert pairs_in(spelled(pairs)) == pairs
    Spellings(pairs)

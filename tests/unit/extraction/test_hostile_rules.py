"""Text aimed at the rules: claims, figures, risks and coverage take time in proportion to its length."""

import pytest

from claims.extraction.claims import find_claims
from claims.extraction.coverage import covered
from claims.extraction.quotes import inside
from claims.extraction.types import Attribution, Sentence, Speaker
from tests.support.effort import effort

LENGTH = 20_000  # code points; the whole is twice the half
HOSTILE = [
    "a ", "Ab ", "1", "1 ", "1,", "7 of ", ", ", ".", " ", "\n", '"', "a-", "x", "the first ", "may be expected to ",
    "without a ", "he did not ever ", "Ab, of x, of y ", "Ab denies a b c ", "in the Monday ", "as of Friday ", "by 5 ",
    "and that a b c d ", "twenty-", "two hundred and ", "rose from 4 to ", "between 1 and ", "one in ", "half a ", "$",
    "£1m-", "killed 4 and ", "was aged 44, ", "It said, 3-1, ", "took the ", "charged with the ", "lies ",
    "Mr. ", "at 9 ",
    "½", "\u00a0", "’s ", "4 Mill ", "020 ", "of the ", "a third ", "January ", "accused of ", "9 \t",
]  # fmt: skip


def seconds(text: str) -> float:
    """What one attribution over all of the text and its own voice cost."""
    sentences = (Sentence(0, len(text), 0, ""),)
    middle = len(text) // 2
    one = Attribution(((0, 1),), ((1, 2),), ((2, middle),), "indirect", (0,), 0.9)
    speaker = Speaker("Ab", "person", "", ((0, 1),))
    quoted = inside(text)
    return effort(
        lambda: covered(text, sentences, find_claims(text, quoted, sentences, (one,), (speaker,))), runs=2
    )


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_is_linear(unit: str) -> None:
    text = unit * (LENGTH // len(unit))
    half, whole = seconds(text[: LENGTH // 2]), seconds(text)
    assert whole < 3 * half + 0.1

"""For each sentence: is there a claim in it, or why nothing in it seems checkable."""

import re
from bisect import bisect_right
from dataclasses import replace

from claims.extraction.cutting import word_count
from claims.extraction.types import Claim, Sentence

CAPITAL = re.compile(r"(?<=\s)[^\W\d_a-zß-öø-ÿ]\w+")


def covered(text: str, sentences: tuple[Sentence, ...], claims: tuple[Claim, ...]) -> tuple[Sentence, ...]:
    """The sentences with their `why_not` filled in; "" where a claim touches one or a person has to look."""
    starts = [sentence.start for sentence in sentences]
    touched: set[int] = set()
    for claim in claims:
        for start, end in claim.content:
            touched.update(range(max(0, bisect_right(starts, start) - 1), bisect_right(starts, end - 1)))
    return tuple(
        sentence
        if index in touched
        else replace(sentence, why_not=_why_not(text[sentence.start : sentence.end]))
        for index, sentence in enumerate(sentences)
    )


def _why_not(sentence: str) -> str:
    if not re.search(r"\w", sentence):
        return "It holds no words."
    if sentence.rstrip('”"’»)').endswith("?"):
        return "It asks a question."
    if word_count(sentence) < 4:
        return "It is too short to state anything."
    if not re.search(r"\d", sentence) and not CAPITAL.search(sentence):
        return "It holds no figure, date or name, and no risk rule fires."
    return ""

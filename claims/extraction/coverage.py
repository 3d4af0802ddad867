"""For each sentence: is there a claim in it, or why nothing in it seems checkable."""

import re
from bisect import bisect_right
from dataclasses import replace

from claims.extraction.cutting import word_count
from claims.extraction.types import Claim, Sentence

CAPITAL = re.compile(r"(?<=\s)[^\W\d_a-zß-öø-ÿ]\w+")
CLOCK = re.compile(
    r"\W*(?:at\s+)?\d{1,2}(?:[.:h]\d\d)?\s?(?:[ap]\.?m\.?|GMT|BST|[A-Z]{2,4})?\W*", re.IGNORECASE
)
CREDIT = re.compile(
    r"(?:photo\w*|picture|image|graphic|video|credit|source|media contact|contact|press contact|tel|email|e-mail|"
    r"phone)\b[^.!?\n]{0,40}:|by\s+[A-Z]|(?:staff|science|sports?|political|court|health|business|"
    r"foreign)\s+(?:writer|desk|reporter|correspondent|editor)\W*$",
    re.IGNORECASE,
)
SPEECH_TO_COME = re.compile(r"[:—–]\W*$")
SHORT = 4  # words
LABEL = 200  # code points: longer, it is no credit and no time


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
    """The reason that a person reads, or "" where only a person can tell."""
    if not re.search(r"[^\W\d_]", sentence):
        return "It holds no words."
    if len(sentence) < LABEL and CLOCK.fullmatch(sentence):
        return "It gives the time of an entry."
    if sentence.rstrip('”"’»“)').endswith("?"):
        return "It asks a question."
    if len(sentence) < LABEL and CREDIT.match(sentence):
        return "It is a credit or a contact."
    if word_count(sentence) < SHORT:
        return "It is too short to state anything."
    if SPEECH_TO_COME.search(sentence[-LABEL:]) and not re.search(r"\d", sentence):
        return "It only leads to what follows it."
    if not re.search(r"\d", sentence) and not CAPITAL.search(sentence):
        return "It holds no figure, date or name, and no risk rule fires."
    return ""

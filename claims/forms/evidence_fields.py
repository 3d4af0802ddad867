"""What each kind of evidence is asked for, and the fields that more than one form has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django import forms

from claims.vocabulary import EvidenceKind

AUTO = {"dir": "auto"}
TIME_CODE = re.compile(r"\d+(?:[:.]\d+)+")
TIME_CODE_HOLDS = re.compile(r"\d{1,3}(?::[0-5]\d){1,2}(?:\.\d{1,3})?|\d+\.\d+")


@dataclass(frozen=True, slots=True)
class Asks:
    """The fields that a kind of evidence has, by the words that they are labelled with; `needs` those that
    must be filled in, each with the sentence that asks for it.
    """

    labels: dict[str, str]
    needs: dict[str, str]
    locator: str
    hint: str


FILE = "File"
LINK = "Link, if there is one"
WHAT = "Say what the evidence is."

ASKS: dict[str, Asks] = {
    EvidenceKind.WEB_PAGE: Asks(
        {"url": "Link", "title": "Title (else the page's own)"},
        {"url": "Give the link to the page."},
        "Paragraph or heading",
        "",
    ),
    EvidenceKind.DOCUMENT: Asks({"title": "Title", "upload": FILE, "url": LINK}, {}, "Page", "p. 12"),
    EvidenceKind.RECORDING: Asks({"title": "Title", "upload": FILE, "url": LINK}, {}, "Time code", "12:34"),
    EvidenceKind.CALL: Asks(
        {
            "title": "Who was reached",
            "seen_at": "When",
            "ground_rules": "Ground rules",
            "reached": "What came of it",
            "words": "What was put to them",
            "result": "What they said",
            "reply_by": "May answer until",
            "right_of_reply": "They are accused: this is their right of reply",
        },
        {
            "title": "Say who was called.",
            "seen_at": "Say when.",
            "ground_rules": "Say under which ground rules.",
            "words": "Say what was put to them.",
            "reached": "Say what came of it.",
        },
        "Place in the notes or recording",
        "",
    ),
    EvidenceKind.DATASET: Asks({"title": "Title", "upload": FILE, "url": LINK}, {}, "Row or cell", ""),
    EvidenceKind.PERSON: Asks(
        {"title": "Who, and how they know", "seen_at": "When"},
        {"title": "Say who it is."},
        "When or where they said it",
        "",
    ),
    EvidenceKind.OBSERVATION: Asks(
        {"title": "What you saw", "seen_at": "When"}, {"title": "Say what you saw."}, "Where", ""
    ),
    EvidenceKind.EARLIER_CHECK: Asks(
        {"title": "Which check", "url": LINK}, {"title": "Say which check."}, "Claim or paragraph", ""
    ),
    EvidenceKind.SEARCH: Asks(
        {
            "title": "Where it was searched",
            "seen_at": "When",
            "words": "Words searched for",
            "result": "What came of it",
        },
        {
            "title": "Say where you searched.",
            "words": "Say which words you searched for.",
            "result": "Say what came of the search: nothing is an answer too.",
        },
        "",
        "",
    ),
}
# What is relied on in it is quoted for these; what a call or a search brought stands in its own fields.
QUOTED = (
    EvidenceKind.WEB_PAGE,
    EvidenceKind.DOCUMENT,
    EvidenceKind.RECORDING,
    EvidenceKind.DATASET,
    EvidenceKind.PERSON,
    EvidenceKind.EARLIER_CHECK,
)
KIND_FIELDS = (
    "url",
    "title",
    "upload",
    "seen_at",
    "ground_rules",
    "words",
    "reached",
    "result",
    "reply_by",
    "right_of_reply",
)


class Ids(forms.TypedMultipleChoiceField):
    """Ids of whatever the page offers: the service knows which of them are there."""

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=int, required=False, **options)

    def valid_value(self, value: str) -> bool:
        return value.isascii() and value.isdigit() and len(value) < 16


class Upload(forms.FileField):
    """A file whose name may have any length and may be empty: what it holds is judged where it is kept."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, allow_empty_file=True, **options)


def locator_problem(kind: str, locator: str) -> str:
    """What is wrong with a place in a piece of evidence, "" where nothing is: only time codes have a form."""
    if kind != EvidenceKind.RECORDING:
        return ""
    codes = TIME_CODE.findall(locator)
    if all(TIME_CODE_HOLDS.fullmatch(code) for code in codes):
        return ""
    return "Write the time as 12:34, or 1:02:33."

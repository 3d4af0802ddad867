"""The small forms of a claim: moving, dismissing and confirming it, and its risks."""

from __future__ import annotations

from typing import Any

from django import forms

from claims.extraction.risks.rules import RULES
from claims.forms.fields import Paragraph, SeenForm
from claims.vocabulary import Said, So, State

RISKS = [(rule.name, rule.name) for rule in RULES]
NO_SUCH_RISK = {"required": "Choose a risk.", "invalid_choice": "There is no such risk."}


class MoveForm(SeenForm):
    to = forms.ChoiceField(choices=State.choices)
    note = Paragraph(required=False, max_length=10_000)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if "to" in found:
            found["to"] = State(found["to"])
        return found


class DismissForm(SeenForm):
    note = Paragraph(required=False, max_length=10_000)


class ConfirmForm(SeenForm):
    """That a stale claim stands as it was: nothing to type."""


class FixedForm(SeenForm):
    """How a claim checks out with the wording that was proposed, now that it stands in the copy."""

    said = forms.ChoiceField(choices=[("", ""), *Said.choices], required=False)
    so = forms.ChoiceField(choices=So.choices, error_messages={"required": "Say whether it is so now."})
    note = Paragraph(required=False, max_length=10_000)


class CutForm(SeenForm):
    """That the words of a lost claim were cut from the copy: nothing to type."""


class ReattachForm(SeenForm):
    """Where a lost claim stands now: at words of the text, or at those of another claim."""

    words = Paragraph(required=False, max_length=10_000, label="Its words now")
    instead = forms.IntegerField(required=False)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not (found.get("words") or found.get("instead")):
            self.add_error("words", "Copy the words from the text at which the claim stands now.")
        return found


class RaiseForm(SeenForm):
    risk = forms.ChoiceField(choices=RISKS, error_messages=NO_SUCH_RISK)
    note = Paragraph(required=False, max_length=2_000, label="Why")


class LowerForm(SeenForm):
    risk = forms.ChoiceField(choices=RISKS, error_messages=NO_SUCH_RISK)
    note = Paragraph(max_length=2_000, label="Why", error_messages={"required": "Give a reason."})


class DecideForm(SeenForm):
    """`agree` is the button that was pressed: take the risk off, or leave it as it is."""

    risk = forms.ChoiceField(choices=RISKS, error_messages=NO_SUCH_RISK)
    agree = forms.TypedChoiceField(choices=[("yes", "yes"), ("no", "no")], coerce=lambda word: word == "yes")
    note = Paragraph(required=False, max_length=2_000, label="Why it stays")

"""The small forms of a claim: moving it, and dismissing it."""

from __future__ import annotations

from typing import Any

from django import forms

from claims.forms.fields import Paragraph, SeenForm
from claims.vocabulary import State


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

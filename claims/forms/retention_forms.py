"""How long a desk keeps what, a legal hold, and an article to erase."""

from __future__ import annotations

from typing import Any

from django import forms

from claims.forms.fields import KeyedForm, Words
from claims.models.retention import SPANS

DAYS_AT_MOST = 36_500
NUMBER = {"required": "Give the article's number.", "invalid": "Give the article's number."}


def number(**options: Any) -> forms.IntegerField:
    """An article's number."""
    return forms.IntegerField(min_value=1, max_value=(1 << 63) - 1, error_messages=NUMBER, **options)


class RetentionForm(KeyedForm):
    """Days by what they are of; empty: for good."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        wrong = f"Give whole days, from 1 to {DAYS_AT_MOST:,}, or leave it empty."
        words = dict.fromkeys(("invalid", "min_value", "max_value"), wrong)
        for name in SPANS:
            self.fields[name] = forms.IntegerField(
                required=False, min_value=1, max_value=DAYS_AT_MOST, error_messages=words
            )

    @property
    def problems(self) -> list[str]:
        return list(dict.fromkeys(super().problems))

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        return {"key": found.get("key"), "days": {name: found.get(name) for name in SPANS}}


class HoldForm(KeyedForm):
    """An article's number and why it is held; no reason lifts the hold."""

    article = number()
    note = Words(required=False, max_length=1_000)


class EraseForm(KeyedForm):
    """An article's number, typed once more, and the reason."""

    article = number()
    again = number()
    note = Words(max_length=1_000, error_messages={"required": "Give a reason."})

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.pop("again", None) != found.get("article") and not self.errors:
            raise forms.ValidationError("That isn't the article's number: nothing was erased.")
        return found

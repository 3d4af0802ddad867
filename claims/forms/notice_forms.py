"""Marking notices as read, and choosing which of them come by e-mail."""

from __future__ import annotations

from typing import Any

from django import forms

from claims.forms.fields import KeyedForm
from claims.vocabulary import MailWhen, NoticeKind

HOURS = [(hour, f"{hour:02d}:00") for hour in range(24)]


class ReadForm(KeyedForm):
    """`newest`: the newest notice that the page showed."""

    newest = forms.IntegerField(min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)


class ChoicesForm(KeyedForm):
    """A choice for each kind of notice, in a field of the kind's name, and the hour of the daily mail."""

    hour = forms.TypedChoiceField(coerce=int, choices=HOURS, label="The daily mail comes at")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for kind in NoticeKind:
            self.fields[kind.value] = forms.ChoiceField(
                choices=MailWhen.choices, label=kind.label, widget=forms.RadioSelect
            )

    @property
    def kinds(self) -> list[forms.BoundField]:
        return [self[kind.value] for kind in NoticeKind]

    def clean(self) -> dict[str, Any]:
        """The choices gathered by their kind, as the service takes them."""
        found = super().clean() or {}
        chosen = {kind: MailWhen(found[kind.value]) for kind in NoticeKind if kind.value in found}
        return {"choices": chosen, "hour": found.get("hour"), "key": found.get("key")}

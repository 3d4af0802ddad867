"""A reporter's own backing sheet: the file, and which of its rows are taken."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from claims.forms.fields import KeyedForm, Words
from claims.incoming.backing_sheet import BackingRow
from claims.vocabulary import EvidenceKind, Stance

SPOILT = "These rows can't be read any more. Choose the file again."
ROWS_BYTES = 4_000_000


class SheetForm(forms.Form):
    """The sheet as a file."""

    file = forms.FileField(
        label="The sheet", error_messages={"required": "Choose a CSV or Excel file first."}
    )


class RowForm(forms.Form):
    """One row as the page carries it back: nothing but what a sheet may hold."""

    line = forms.IntegerField(min_value=1, max_value=1_000_000)
    number = forms.IntegerField(min_value=0, max_value=1_000_000, required=False)
    fact = Words(max_length=20_000, required=False)
    title = Words(max_length=500, required=False)
    url = forms.URLField(max_length=2000, required=False, assume_scheme="https")
    locator = Words(max_length=300, required=False)
    kind = forms.ChoiceField(choices=[(kind.name, kind.label) for kind in EvidenceKind])
    primary = forms.BooleanField(required=False)
    seen = forms.DateField(required=False)
    passage = Words(max_length=20_000, required=False)
    stance = forms.ChoiceField(choices=[(one.name, one.label) for one in Stance], required=False)

    def row(self) -> BackingRow:
        found = self.cleaned_data
        return BackingRow(**found | {"seen": found["seen"].isoformat() if found["seen"] else ""})


class TakeForm(KeyedForm):
    """Which rows become evidence, of those that the page shows."""

    rows = forms.CharField(
        max_length=ROWS_BYTES, widget=forms.HiddenInput, error_messages={"required": SPOILT}
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.ticked = data.getlist("take")

    def clean_rows(self) -> tuple[BackingRow, ...]:
        try:
            told = json.loads(self.cleaned_data["rows"])
            forms_of = [RowForm(dict(one)) for one in told]
        except (ValueError, TypeError, RecursionError) as error:
            raise ValidationError(SPOILT) from error
        if len(forms_of) > 2_000 or not all(form.is_valid() for form in forms_of):
            raise ValidationError(SPOILT)
        return tuple(form.row() for form in forms_of)

    def clean(self) -> dict[str, Any]:
        """`take`: the line of each ticked row, with the claim that it was shown beside."""
        pairs = [one.partition("-")[::2] for one in self.ticked]
        if not pairs:
            self.add_error(None, "Tick the rows that you want.")
        elif not all(part.isascii() and part.isdigit() and len(part) < 19 for pair in pairs for part in pair):
            self.add_error(None, SPOILT)
        else:
            self.cleaned_data["take"] = {int(line): int(claim) for line, claim in pairs}
        return self.cleaned_data


def rows_carried(rows: tuple[BackingRow, ...]) -> str:
    """The rows as the page carries them."""
    return json.dumps(
        [{name: value for name, value in asdict(one).items() if name != "errors"} for one in rows]
    )

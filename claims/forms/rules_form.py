"""A desk's own rules."""

from __future__ import annotations

from typing import Any

from django import forms

from claims.anchoring.spellings import Pair, pairs_in
from claims.extraction.risks.rules import RULES
from claims.forms.fields import KeyedForm, Paragraph

BY_DEFAULT = {rule.name for rule in RULES if rule.high}


class RulesForm(KeyedForm):
    """`seen`: the rules that it was drawn with. Ticks as the table of rules has them are no choice of one's own."""

    seen = forms.CharField(max_length=1_000, widget=forms.HiddenInput)
    high = forms.MultipleChoiceField(choices=[(rule.name, rule.name) for rule in RULES], required=False)
    spellings = Paragraph(rows=6, required=False, max_length=80_000)
    signers = forms.TypedChoiceField(choices=[(1, "1"), (2, "2")], coerce=int)

    def clean_spellings(self) -> list[Pair]:
        try:
            return pairs_in(self.cleaned_data["spellings"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        high = found.pop("high", [])
        return found | {"high_risks": None if set(high) == BY_DEFAULT else high}

"""What a page sends while somebody types."""

from __future__ import annotations

import json

from django import forms

from claims.forms.fields import KeyedForm

Fields = dict[str, str | list[str]]


class TypingForm(forms.Form):
    """`form` is the name of the form that is typed into, `key` its one-time key, `typed` its fields as JSON."""

    form = forms.CharField(max_length=100)
    key = forms.CharField(max_length=60, required=False)
    typed = forms.CharField(strip=False)

    def clean_typed(self) -> Fields:
        """Name to words, or to the values that are picked."""
        try:
            found = json.loads(self.cleaned_data["typed"])
        except (ValueError, RecursionError) as error:
            raise forms.ValidationError("This isn't what a page sends.") from error
        if not isinstance(found, dict) or not all(map(_is_field, found.values())):
            raise forms.ValidationError("This isn't what a page sends.")
        return found


class ThrowForm(KeyedForm):
    """`form` is the name of the form whose words are thrown away."""

    form = forms.CharField(max_length=100)


def _is_field(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))

"""Fields that take what people paste: cleaned of stray controls, never refused for them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator

from claims.extraction.normalise import normalise


class Words(forms.CharField):
    """Text as it is typed, with line ends as line feeds and without NUL and other controls."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.validators = [
            one for one in self.validators if not isinstance(one, ProhibitNullCharactersValidator)
        ]

    def to_python(self, value: object) -> str:
        return normalise(super().to_python(value) or "")


class Paragraph(Words):
    """Words in a box of several lines."""

    def __init__(self, *, rows: int = 2, **options: Any) -> None:
        super().__init__(widget=forms.Textarea({"rows": rows, "cols": False, "dir": "auto"}), **options)


class KeyedForm(forms.Form):
    """A form that is stored once, however often it is sent."""

    key = forms.CharField(max_length=60, widget=forms.HiddenInput)

    @property
    def problems(self) -> list[str]:
        """All that is wrong, in the order of the fields, for a line above the form."""
        return [str(error) for errors in self.errors.values() for error in errors]


class SeenForm(KeyedForm):
    """A form about a claim as it was when the form was drawn."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

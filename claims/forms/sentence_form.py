"""Saying that a sentence needs no check."""

from __future__ import annotations

from django import forms

from claims.forms.fields import KeyedForm, Words


class ClearForm(KeyedForm):
    """`asked`: whose wish stood at the sentence when the form was drawn."""

    asked = forms.IntegerField(required=False, widget=forms.HiddenInput)
    why = Words(
        required=False,
        max_length=200,
        error_messages={"max_length": "Give a reason of at most 200 characters."},
    )

"""Taking back what one did last."""

from __future__ import annotations

from django import forms

from claims.forms.fields import KeyedForm


class UndoForm(KeyedForm):
    """`action`: the one-time key of what is undone, so that nothing else is undone in its place."""

    action = forms.CharField(max_length=100, widget=forms.HiddenInput)

"""The next draft of an article."""

from __future__ import annotations

from django import forms

from claims.forms.copy_box import CopyForm
from claims.forms.fields import Paragraph


class DraftForm(CopyForm):
    """`seen`: the number of the newest draft when the form was drawn; `store`: it is to be stored, not only shown."""

    reason = Paragraph(rows=3, required=False, max_length=2_000)
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    store = forms.BooleanField(required=False)

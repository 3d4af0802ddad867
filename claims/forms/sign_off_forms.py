"""The forms with which people stand for an article, and move it."""

from __future__ import annotations

from typing import Any

from django import forms

from claims.forms.fields import KeyedForm, Paragraph, Words
from claims.vocabulary import ARTICLE_STEPS, ArticleAct


class SignForm(KeyedForm):
    """`sha256` names the text that the signer has before them, `seen` the article's last event."""

    sha256 = forms.CharField(max_length=64, widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class OverrideForm(KeyedForm):
    sha256 = forms.CharField(max_length=64, widget=forms.HiddenInput)
    note = Paragraph(max_length=10_000, error_messages={"required": "Give a reason. Every report prints it."})


class RevokeForm(KeyedForm):
    note = Paragraph(max_length=10_000, error_messages={"required": "Give a reason."})


class StepForm(KeyedForm):
    """`url` goes with publishing, `note` with everything else."""

    act = forms.ChoiceField(choices=[(act.value, act.label) for act in ARTICLE_STEPS])
    note = Paragraph(required=False, max_length=10_000)
    url = Words(required=False, max_length=2_000)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if "act" in found:
            found["act"] = ArticleAct(found["act"])
        return found

"""An earlier check, taken as evidence."""

from __future__ import annotations

from django import forms

from claims.forms.fields import KeyedForm, Paragraph
from claims.vocabulary import So, Stance


class CheckForm(KeyedForm):
    """What the earlier check says of this claim, in the words of whoever takes it. `answer_id`: what they saw."""

    answer_id = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    stance = forms.ChoiceField(choices=Stance.choices, label="It")
    passage = Paragraph(required=False, max_length=20_000, label="The passage relied on", rows=3)


def stance_of(so: str, *, same: bool) -> Stance:
    """What the form begins with: of a claim that says the same what was found of it; of one that doesn't, that it
    contradicts where it was confirmed."""
    if so == So.CONFIRMED:
        return Stance.SUPPORTS if same else Stance.CONTRADICTS
    return Stance.CONTRADICTS if so == So.WRONG and same else Stance.CONTEXT

"""What is chosen of a report, and for whom a link to it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings

from claims.forms.fields import KeyedForm, Words
from claims.selectors.report import ReportChoice, is_choice
from claims.vocabulary import SHARE_DAYS, Audience

ORDERS = (("text", "As in the text"), ("speaker", "By speaker"), ("verdict", "By verdict"))
DATES = (
    ("iso", "2026-03-04 15:06"),
    ("day first", "4 March 2026, 15:06"),
    ("month first", "March 4, 2026, 15:06"),
)
PAPERS = (("a4", "A4"), ("us-letter", "US Letter"))


class ChoiceForm(forms.Form):
    """What is chosen of a report, by people who may make one for these audiences."""

    audience = forms.ChoiceField(label="For", choices=Audience.choices, required=False)
    only = Words(label="Claims", max_length=400, required=False, widget=forms.Select)
    order = forms.ChoiceField(label="Order", choices=ORDERS, required=False)
    dates = forms.ChoiceField(label="Dates", choices=DATES, required=False)
    zone = forms.CharField(label="Time zone", max_length=60, required=False)
    paper = forms.ChoiceField(label="Paper", choices=PAPERS, required=False)

    def __init__(self, data: Any = None, *, audiences: Sequence[Audience]) -> None:
        super().__init__(data)
        self.first = audiences[0]
        self.fields["audience"].widget.choices = [(one.value, one.label) for one in audiences]
        self.fields["zone"].initial = settings.TIME_ZONE

    def offer(self, only: Sequence[tuple[str, str]]) -> None:
        """Show these claims to choose from."""
        self.fields["only"].widget.choices = only

    def clean_only(self) -> str:
        only: str = self.cleaned_data["only"]
        if not is_choice(only):
            raise forms.ValidationError("Choose the claims from the list.")
        return only

    def clean_zone(self) -> str:
        zone: str = self.cleaned_data["zone"].strip()
        if zone and zone not in available_timezones():
            raise forms.ValidationError("There is no such time zone. They are named as “Europe/Berlin”.")
        return zone

    @property
    def choice(self) -> ReportChoice:
        """What was chosen; what isn't in order is as if it hadn't been."""
        self.is_valid()
        found = getattr(self, "cleaned_data", {})
        chosen = {name: found[name] for name in ChoiceForm.base_fields if found.get(name)}
        return ReportChoice(**({"audience": self.first.value} | chosen))


class MakeForm(ChoiceForm, KeyedForm):
    """The same, to be made and kept."""


class ShareForm(KeyedForm):
    """For whom a link is, and for how long it opens."""

    to = Words(label="For whom", max_length=200, strip=True)
    days = forms.TypedChoiceField(
        label="It opens for",
        choices=[(days, "1 day" if days == 1 else f"{days} days") for days in SHARE_DAYS],
        coerce=int,
        initial=7,
    )

"""How the acts of the sign-off page are worded, and what was typed into which."""

from __future__ import annotations

from dataclasses import dataclass

from django import template

from claims.forms.fields import KeyedForm
from claims.forms.sign_off_forms import OverrideForm, RevokeForm, StepForm
from claims.selectors.sign_off import ADDRESSED, ActShown
from claims.vocabulary import ArticleAct

register = template.Library()

ASKS = {
    ArticleAct.OVERRIDE: "Why it runs all the same; every report prints it",
    ArticleAct.REVOKE: "Why you take it back",
    ArticleAct.CORRECT: "What has to be corrected",
    ArticleAct.PUBLISH: "Where it stands",
    ArticleAct.CORRECTED: "Where the correction stands",
}
ADDRESSES = {ArticleAct.OVERRIDE: "article-override", ArticleAct.REVOKE: "article-revoke"}
FORMS = {ArticleAct.OVERRIDE: OverrideForm, ArticleAct.REVOKE: RevokeForm}


@dataclass(frozen=True, slots=True)
class ActForm:
    """An act as the page offers it. `said`: what was typed and couldn't be stored."""

    word: str
    address: str
    asks: str
    hashed: bool
    steps: bool
    addressed: bool
    open: bool
    said: str


@register.simple_tag
def act_form(shown: ActShown, typed: KeyedForm | None) -> ActForm:
    """The form of an act, with what was typed into it."""
    act, form = shown.act, FORMS.get(shown.act, StepForm)
    sent = isinstance(typed, form) and (form is not StepForm or typed["act"].value() == act)
    name = "url" if act in ADDRESSED else "note"
    return ActForm(
        word=act.label,
        address=ADDRESSES.get(act, "article-step"),
        asks=ASKS.get(act, "Why"),
        hashed=act == ArticleAct.OVERRIDE,
        steps=form is StepForm,
        addressed=act in ADDRESSED,
        open=sent,
        said=str(typed[name].value() or "") if sent and typed else "",
    )

"""How the acts of the sign-off page are worded, and what was typed into which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from claims.forms.fields import KeyedForm
from claims.forms.sign_off_forms import OverrideForm, RevokeForm, StepForm
from claims.selectors.sign_off import ADDRESSED, ActShown, DifferenceShown, Stretch
from claims.vocabulary import ArticleAct

register = template.Library()
LINES = re.compile(r"\n+|[^\n]+")

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


@register.simple_tag
def difference_text(shown: DifferenceShown) -> SafeString:
    """What changed, not a blank added to it: made here and not in a template."""
    parts = [_stretch(one) for one in shown.stretches]
    return mark_safe("".join(['<div class="difference" dir="auto" hx-disable>', *parts, "</div>"]))  # noqa: S308


def _stretch(one: Stretch) -> str:
    if one.left_out:
        words = f"{one.left_out} word{'' if one.left_out == 1 else 's'} unchanged"
        return format_html('<span class="left-out">{}</span>', words)
    if one.deleted or one.inserted:
        return format_html_join("", "<{0}{2}>{1}</{0}>", _lines("del" if one.deleted else "ins", one.text))
    return format_html("{}", one.text)


def _lines(element: str, text: str) -> Iterator[tuple[str, str, str]]:
    """Each line in an element of its own, the ends of lines in one that carries no mark."""
    for part in LINES.findall(text):
        yield element, part, mark_safe(' class="blank"') if part.isspace() else ""

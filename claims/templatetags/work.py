"""What the templates ask about work: who may say whose a claim is, and when it is due."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from claims.models import Article, Claim
from claims.selectors.assigning import may_say_when, may_say_whose, may_say_whose_in
from claims.templatetags.claim_rows import first_words
from claims.templatetags.desk import near, when

if TYPE_CHECKING:
    from claims.errors import Verdict

register = template.Library()
register.filter(first_words)


@register.simple_tag(takes_context=True)
def may_give(context: Context, claim: Claim) -> Verdict:
    """Whether whoever looks may assign this claim, or hand it on."""
    return may_say_whose(context["user"], claim)


@register.simple_tag(takes_context=True)
def may_give_in(context: Context, article: Article) -> Verdict:
    """The same for any claim of an article."""
    return may_say_whose_in(context["user"], article)


@register.simple_tag(takes_context=True)
def may_time(context: Context, article: Article) -> Verdict:
    """Whether whoever looks may set the article's deadline."""
    return may_say_when(context["user"], article)


@register.filter
def day(moment: date | None) -> str:
    """“3 Nov”, with the year where it isn't this one."""
    if moment is None:
        return ""
    year = "" if moment.year == timezone.localdate().year else f" {moment.year}"
    return f"{moment.day} {moment:%b}{year}"


@register.filter
def due(moment: datetime | None, over: bool | None = None) -> SafeString | str:
    """A deadline; one that has passed says so in a word and stands in a box. `over` is by the database's clock."""
    if moment is None:
        return ""
    passed = moment < timezone.now() if over is None else over
    if passed:
        return format_html('<span class="overdue">Overdue {}</span>', when(moment))
    return format_html('<span class="{}">by {}</span>', "near" if near(moment) else "due", when(moment))


@register.filter
def deadline_of(claims: dict[int, Claim], pk: int) -> datetime | None:
    """A claim's own deadline."""
    return claims[pk].deadline if pk in claims else None


@register.filter
def in_moment_box(moment: object) -> str:
    """What a box for a day and a time holds: what was typed, or the time in the newsroom's zone."""
    if isinstance(moment, datetime):
        local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
        return f"{local:%Y-%m-%dT%H:%M}"
    return str(moment or "")

"""Notes that came with the copy, where they are shown."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.template import Context

from claims.models import Article, Claim
from claims.selectors.copy_notes import CopyNoteShown, copy_notes_apart, copy_notes_at

register = template.Library()


@register.simple_tag(takes_context=True)
def copy_notes_of_claim(context: Context, claim: Claim) -> Sequence[CopyNoteShown]:
    return copy_notes_at(context["request"].user, claim, context["page"].copy_notes)


@register.simple_tag(takes_context=True)
def copy_notes_of_article(context: Context, article: Article) -> Sequence[CopyNoteShown]:
    return copy_notes_apart(context["request"].user, article)

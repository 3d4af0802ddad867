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
    """Asked for only where some came with the article's copy."""
    return copy_notes_at(context["request"].user, claim) if context["page"].copy_notes else ()


@register.simple_tag(takes_context=True)
def copy_notes_of_article(context: Context, article: Article) -> Sequence[CopyNoteShown]:
    return copy_notes_apart(context["request"].user, article)

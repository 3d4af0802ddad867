"""What was found, for templates. Made here: not a blank may be added to people's words."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from claims.searching.hits import Run
from claims.selectors.search import Hit
from claims.templatetags.desk import claim_address

register = template.Library()


@register.filter
def marked(runs: Iterable[Run]) -> SafeString:
    """The words around what was looked for, and that marked."""
    marked = (format_html("<mark>{}</mark>" if run.hit else "{}", run.text) for run in runs)
    return format_html_join("", "{}", ((one,) for one in marked))


@register.filter
def hit_address(hit: Hit) -> str:
    """Where the thing is: a speaker's is all that they are recorded saying."""
    entry = hit.entry
    if entry.speaker is not None:
        return speaker_address(entry.speaker.name)
    if entry.evidence_id is not None:
        return reverse("evidence", args=[entry.evidence_id])
    claim = entry.claim_id or (entry.note and entry.note.claim_id)
    if claim:
        return claim_address(entry.article_id or 0, claim)
    return reverse("article-notes" if entry.note_id else "article", args=[entry.article_id])


@register.filter
def speaker_address(name: str) -> str:
    """What the search finds of somebody of this name."""
    return f"{reverse('search')}?{urlencode({'speaker': name})}"

"""What others did meanwhile, in a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django import template

from claims.models import Event
from claims.selectors.rows import ClaimRow
from claims.selectors.since import claim_of, said_of, who_did
from claims.templatetags.desk import when
from claims.vocabulary import EventKind

register = template.Library()


@register.filter
def news_of_claim(events: Sequence[Event]) -> str:
    """“Chloe Checker settled this claim at 14:02.”, of what happened to the open claim."""
    last = events[-1]
    if last.what in (EventKind.SPLIT, EventKind.CARRIED):
        return f"A draft was read at {when(last.at)}."
    by_last = [one for one in events if one.by_id == last.by_id]
    return f"{who_did(last)} {said_of(by_last)} this claim at {when(last.at)}."


@register.filter
def news_of_article(events: Sequence[Event], rows: Iterable[ClaimRow]) -> str:
    """The same for the whole page, said once: “Chloe Checker settled claim 3.”; "" where nobody else did anything."""
    # That the article itself went on is said only where nothing else is.
    events = [one for one in events if one.claim_id] or events
    if not events:
        return ""
    last, claim = events[-1], claim_of(events)
    if any(one.by_id != last.by_id for one in events):
        return "Others changed this article."
    number = next((row.number for row in rows if claim and row.pk == claim.pk), None)
    if number is None:
        return f"{who_did(last)} changed this article."
    return f"{who_did(last)} {said_of(events)} claim {number}."

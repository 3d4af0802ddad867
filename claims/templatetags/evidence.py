"""What the templates say of evidence: its fields are called otherwise for each kind."""

from __future__ import annotations

from django import template
from django.utils import timezone

from claims.forms.evidence_fields import ASKS
from claims.models import Evidence
from claims.vocabulary import EvidenceKind, Reached

register = template.Library()


@register.filter
def words_label(thing: Evidence) -> str:
    return _label(thing, "words", "Words")


@register.filter
def result_label(thing: Evidence) -> str:
    return _label(thing, "result", "What came of it")


@register.filter
def seen_label(thing: Evidence) -> str:
    """“Called”, “Searched”, else “Seen”."""
    return {EvidenceKind.CALL: "Called", EvidenceKind.SEARCH: "Searched"}.get(
        EvidenceKind(thing.kind), "Seen"
    )


@register.filter
def is_overdue(thing: Evidence) -> bool:
    """Whether somebody could answer until a time that has passed, and nobody has said what came of it."""
    waits = thing.reached == Reached.WAITING and thing.reply_by is not None
    return waits and thing.reply_by < timezone.now()  # type: ignore[operator]


def _label(thing: Evidence, field: str, otherwise: str) -> str:
    return ASKS[thing.kind].labels.get(field, otherwise)

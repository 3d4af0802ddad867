"""What the open claim's card tells of before: what it was settled on, and why it was sent back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from claims.guards import old_verdict, was_dismissed
from claims.models import Answer, Claim, Event
from claims.vocabulary import EventKind, State


@dataclass(frozen=True, slots=True)
class Comment:
    by: str
    words: str


def settled_on(claim: Claim) -> Answer | None:
    """What confirming a stale claim repeats; nothing where it was dismissed."""
    return old_verdict(claim) if claim.state == State.STALE and not was_dismissed(claim) else None


def comment_on(claim: Claim, answers: Iterable[Answer]) -> Comment | None:
    """Why a second person sent the claim back: told to those who see that person's answers, which are `answers`."""
    if claim.state != State.CHECKING or not any(one.round == 2 for one in answers):
        return None
    moves = (
        Event.objects.standing(claim.article_id)
        .filter(claim=claim, what=EventKind.MOVED)
        .select_related("by", "payload")
    )
    last = moves.order_by("-number").first()
    if last is None or not hasattr(last, "payload") or last.payload.before.get("state") != State.SECOND:
        return None
    return Comment(last.by.name if last.by else "", last.payload.note)

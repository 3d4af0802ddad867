"""The one door through which a claim changes its state."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from claims.models import Article, Claim, User
from claims.permissions import may_move
from claims.services.claim_change import change, claim_now, claim_to_change, is_new
from claims.services.history import record
from claims.vocabulary import ArticleState, EventKind, State


@transaction.atomic
def claim_move(*, claim_id: int, seen: int, to: State, by: User, key: str, note: str = "") -> Claim:
    """Move a claim and record it, both or neither.

    Raises Claim.DoesNotExist (not visible), Refused (with the reason), Stale (with the claim as it is).
    A key that was used before changes nothing and returns the claim as it is.
    """
    claim = claim_to_change(claim_id, by)
    if not is_new(claim, seen=seen, key=key, by=by):
        return claim
    return move(claim, to=to, by=by, key=key, note=note)


def move(claim: Claim, *, to: State, by: User, key: str, note: str = "") -> Claim:
    """Ask the table, move, record; for services that already hold the article's row."""
    may_move(by, claim, to, note).or_refuse()
    moved = change(
        claim, what=EventKind.MOVED, by=by, key=key, note=note, state=to, **_effects(claim, to, by, note)
    )
    if to == State.CHECKING:
        _start_article(moved, by, key)
        moved = claim_now(moved.pk)
    return moved


def _effects(claim: Claim, to: State, by: User, note: str) -> dict[str, Any]:
    """What a move sets besides the state: the owner, and who asked for a dismissal."""
    if to == State.DISMISSED:
        asked_before = claim.dismissal_by_id is not None
        return {} if asked_before else {"dismissal_by": by, "dismissal_why": note}
    fields: dict[str, Any] = {"dismissal_by": None, "dismissal_why": ""}
    if to == State.OPEN:
        fields["owner"] = None
    elif to == State.CHECKING and claim.state != State.SECOND:
        fields["owner"] = by
    return fields


def _start_article(claim: Claim, by: User, key: str) -> None:
    """The first claim taken makes the article one that is being checked."""
    started = Article.objects.filter(pk=claim.article_id, state=ArticleState.OPEN).update(
        state=ArticleState.CHECKING
    )
    if started:
        record(
            article_id=claim.article_id,
            what=EventKind.ARTICLE_MOVED,
            by=by,
            key=f"{key}:article",
            before={"state": ArticleState.OPEN},
            after={"state": ArticleState.CHECKING},
        )

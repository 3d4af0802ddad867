"""The one door through which a claim changes its state."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from claims.guards import asked_to_dismiss, latest_answer
from claims.models import Article, Claim, User
from claims.permissions import may_move
from claims.services.claim_change import change, claim_now, claim_to_change, is_new
from claims.services.history import record
from claims.services.notices import notify
from claims.vocabulary import ArticleState, EventKind, NoticeKind, State

# Moves that give the claim to who makes them.
TAKES = frozenset(
    {
        (State.OPEN, State.CHECKING),
        (State.SETTLED, State.CHECKING),
        (State.STALE, State.CHECKING),
        (State.STALE, State.SECOND),
    }
)


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


def move(
    claim: Claim,
    *,
    to: State,
    by: User | None,
    key: str,
    note: str = "",
    machine: bool = False,
    owner: User | None = None,
    what: EventKind = EventKind.MOVED,
    **more: Any,
) -> Claim:
    """Ask the table, move, record, and tell whom it concerns; for services that already hold the article's row.

    `machine`: the move follows from what the calling service has allowed already, so that neither role nor owner
    is asked for; the guards are. `by`: None where a new draft did it. `owner`: who gets a claim that goes into
    work, where it isn't `by`. `more`: other fields that are set with it, told in an event of the kind `what`. Raises
    Refused, Stale.
    """
    may_move(by, claim, to, note, machine=machine).or_refuse()
    effects = _effects(claim, to, owner or by, note) | more
    moved = change(claim, what=what, by=by, key=key, note=note, state=to, **effects)
    _tell(claim, moved, by)
    if to == State.CHECKING:
        _start_article(moved, by, key)
        moved = claim_now(moved.pk)
    return moved


def _effects(claim: Claim, to: State, by: User | None, note: str) -> dict[str, Any]:
    """What a move sets besides the state: the owner, why it is stale, and who asked for a dismissal."""
    if to == State.STALE:
        kept = {} if claim.state == State.DISMISSED else {"dismissal_why": ""}
        return {"stale_why": note, "dismissal_by": None, "merged_into": None, **kept}
    if to == State.DISMISSED:
        asked = {} if asked_to_dismiss(claim) else {"dismissal_by": by, "dismissal_why": note}
        return {"stale_why": "", **asked}
    fields: dict[str, Any] = {"dismissal_by": None, "dismissal_why": "", "stale_why": ""}
    fields["merged_into"] = None
    if to == State.OPEN:
        fields["owner"] = None
    elif (State(claim.state), to) in TAKES:
        fields["owner"] = by
    return fields


def _tell(before: Claim, now: Claim, by: User | None) -> None:
    """A first checker of whom a second disagrees, and who settled what went stale, are told."""
    what, people = None, [now.owner]
    if (before.state, now.state) == (State.SECOND, State.CHECKING):
        what = NoticeKind.DISAGREED
    elif (before.state, now.state) == (State.SETTLED, State.STALE):
        what = NoticeKind.STALE
        people += [one.by for round in (1, 2) if (one := latest_answer(before, round=round))]
    if what:
        told = [one for one in people if one]
        cause = f"{what}:{now.pk}:{now.version}"
        notify(what, to=told, article_id=now.article_id, claim_id=now.pk, by=by, key=cause)


def _start_article(claim: Claim, by: User | None, key: str) -> None:
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

"""Take back what a person did last in an article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Model

from claims.errors import Refused
from claims.models import Article, Claim, Event, NoteEdit, User
from claims.permissions import articles_visible_to, is_free_for, may_be_given
from claims.permissions.undo import Act, act_named, last_act, may_undo
from claims.services.claim_change import change, claim_now
from claims.services.gate_watch import after_change
from claims.services.history import lock_living, record, recorded
from claims.services.history_pieces import BY_MODEL
from claims.services.history_rows import claim_row, speakers_content
from claims.services.undo_made import Undoing, take_back
from claims.services.undo_rows import KINDS, forget_speakers, instances, put_back
from claims.services.use_store import rows_now
from claims.vocabulary import EventKind

SINCE = "Something that this changed has been changed again since: it can't be undone."


@transaction.atomic
def action_undo(*, article_id: int, by: User, key: str, action: str) -> Act:
    """Put back all that the person's last action changed, with an event for each claim; all of it or nothing.

    `action` is the key of that action, as the form was drawn with it: nothing else is undone in its place. What it made
    is taken back and stays in the history; signatures that it voided stay void. Undo again takes back the one before.
    Raises Article.DoesNotExist, Refused (somebody has acted on the claim since, a newer draft, an owner who is away,
    what is revoked and not undone). A key that was used before changes nothing and returns what was undone.
    """
    article = articles_visible_to(by).select_related("desk").prefetch_related("bylines").get(pk=article_id)
    lock_living(article.pk)
    if first := recorded(key, by):
        return _undone_before(article, first)
    act = last_act(by, article.pk)
    if act is None or act.action != action:
        raise Refused("This isn't what you did last any more. Load the page again.")
    may_undo(by, article, act).or_refuse()
    _undo(article, act, by, key)
    after_change(article.pk, by=by, key=key)
    return act


def _undone_before(article: Article, first: Event) -> Act:
    payload = getattr(first, "payload", None)
    act = act_named(article.pk, payload.after.get("action", "")) if payload else None
    if act is None:
        raise Refused("This form was already sent, for something else. Load the page again.")
    return act


def _undo(article: Article, act: Act, by: User, key: str) -> None:
    found = Event.objects.with_action().filter(article=article, action=act.action)
    events = list(found.select_related("payload", "by").order_by("-number"))
    undoing, rows = Undoing(), []
    for event in events:
        kept = event.payload.undo or {}
        if event.claim_id:
            undoing.fields.setdefault(event.claim_id, {}).update(kept.get("claim", {}))
        put_back(kept.get("rows", []))
        rows += kept.get("rows", [])
        take_back(undoing, event)
    forget_speakers(rows)
    after: dict[str, Any] = {"action": act.action, "undone": [one.number for one in act.steps]}
    after |= {"did": act.gist} | ({"gone": undoing.gone} if undoing.gone else {})
    if any(name in ("speaker", "attribution") for name, *_ in rows):
        after["speakers"] = speakers_content(article.pk)
    told = _by_claim([*undoing.told, *_changed(rows)])
    _tell(article, undoing, events, told, by=by, key=key, after=after)


def _changed(rows: Sequence[list[Any]]) -> list[Model]:
    """The rows that were put back, of those kinds that history tells; a note with what it said before."""
    found = [one for name, kind in KINDS.items() if kind.model in BY_MODEL for one in instances(rows, name)]
    notes = [one for one in found if one._meta.model_name == "note"]
    return [*found, *NoteEdit.objects.filter(note__in=notes).select_related("note").order_by("pk")]


def _by_claim(rows: Sequence[Model]) -> dict[int | None, list[Model]]:
    """The rows by the claim in whose event they are told, each once; None for the article's own."""
    told: dict[int | None, dict[tuple[str, int], Model]] = {}
    for row in rows:
        piece = BY_MODEL[type(row)]
        told.setdefault(piece.claim_of(row), {})[piece.name, row.pk] = row
    return {claim: list(found.values()) for claim, found in told.items()}


def _tell(
    article: Article,
    undoing: Undoing,
    events: Sequence[Event],
    told: dict[int | None, list[Model]],
    *,
    by: User,
    key: str,
    after: dict[str, Any],
) -> None:
    """Set each claim back with its event; where there is none the article's history tells it."""
    free = _fresh(told.pop(None, []))
    if not undoing.fields:
        record(article_id=article.pk, what=EventKind.UNDONE, by=by, key=key, after=after, pieces=free)
    for number, claim_id in enumerate(sorted(undoing.fields)):
        claim, mine = claim_now(claim_id), [one for one in events if one.claim_id == claim_id]
        _is_as_left(claim, mine)
        pieces = [*(() if number else free), *_fresh(told.get(claim_id, []))]
        here = f"{key}:{claim_id}" if number else key
        fields = _columns(undoing.fields[claim_id])
        _may_have_it(article, claim, fields, by)
        now = change(claim, what=EventKind.UNDONE, by=by, key=here, after=after, pieces=pieces, **fields)
        _is_as_before(now, mine)


def _fresh(rows: Sequence[Model]) -> list[Model]:
    """Uses with the evidence that their digest covers."""
    uses = rows_now([one for one in rows if one._meta.model_name == "use"])  # type: ignore[misc]
    return [*(one for one in rows if one._meta.model_name != "use"), *uses]


def _columns(kept: dict[str, Any]) -> dict[str, Any]:
    """A claim's columns as JSON has kept them, as the database takes them."""
    return {
        name: None if value is None else Claim._meta.get_field(name).to_python(value)  # type: ignore[union-attr]
        for name, value in kept.items()
    }


def _may_have_it(article: Article, claim: Claim, fields: dict[str, Any], by: User) -> None:
    """Raise Refused where a claim would go back to somebody who can't have it now."""
    owner = fields.get("owner_id")
    if owner and owner not in (claim.owner_id, by.pk):
        person = User.objects.get(pk=owner)
        is_free_for(person, article).or_refuse()
        may_be_given(person, article).or_refuse()


def _is_as_left(claim: Claim, events: Sequence[Event]) -> None:
    """Raise Refused where the claim isn't as the action left it; the events come newest first."""
    now, left = claim_row(claim), dict[str, Any]()
    for event in reversed(events):
        left |= event.payload.after
    if any(left[name] != value for name, value in now.items() if name in left and name != "version"):
        raise Refused(SINCE)


def _is_as_before(claim: Claim, events: Sequence[Event]) -> None:
    """Raise Refused where what was kept for the undo isn't what the history, which none can forge, tells of before."""
    now, before = claim_row(claim), dict[str, Any]()
    for event in events:
        before |= event.payload.before
    if any(before[name] != value for name, value in now.items() if name in before and name != "version"):
        raise Refused("What was kept for this undo doesn't fit the history.")

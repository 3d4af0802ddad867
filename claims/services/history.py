"""The one place that writes history, and the arithmetic of its chain."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Model
from django.utils import timezone

from claims.errors import Refused
from claims.models import Article, Claim, Event, EventPayload, User
from claims.services.history_pieces import told
from claims.services.history_rows import canonical
from claims.services.index_due import index_due
from claims.services.webhooks import tell_webhooks
from claims.vocabulary import EventKind


def payload_digest(salt: str, before: Any, after: Any, note: str) -> str:
    return hashlib.sha256(salt.encode() + canonical([before, after, note])).hexdigest()


def chain_hash(event: Event, previous: str) -> str:
    """HMAC-SHA-256 over the line and the chain before it; the key is a setting, never in the database."""
    line = [
        previous,
        event.article_id,
        event.claim_id,
        event.number,
        event.by_id,
        event.at.isoformat(),
        event.what,
        event.key,
        event.digest,
    ]
    return hmac.new(settings.HISTORY_KEY.encode(), canonical(line), hashlib.sha256).hexdigest()


def lock_article(article_id: int) -> Article:
    """Take the article's row for this transaction, so that its history has one writer at a time."""
    return Article.objects.select_for_update().get(pk=article_id)


def lock_living(article_id: int) -> Article:
    """The same, for what people do to it. Raises Article.DoesNotExist where it was erased while they waited."""
    return Article.objects.select_for_update().get(pk=article_id, erased_at=None)


def lock_key(key: str) -> None:
    """One transaction at a time uses this key; for services that have no article yet whose row they could lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def recorded(key: str, by: User) -> Event | None:
    """The event that this one-time key has already made; a key belongs to who used it first. Raises Refused where it is
    another person's, or so old that retention has erased what came of it."""
    event = Event.objects.filter(key=key).select_related("article", "claim", "payload").first()
    if event is not None and event.by_id != by.pk:
        raise Refused("This form was already sent by somebody else. Load the page again.")
    if event is not None and not hasattr(event, "payload"):
        raise Refused("This form was sent long ago. Load the page again.")
    return event


def record(
    *,
    article_id: int,
    what: EventKind,
    by: User | None,
    key: str,
    claim: Claim | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    note: str = "",
    pieces: Iterable[Model] = (),
    undo: dict[str, Any] | None = None,
) -> Event:
    """Append one line to the article's chain, in the caller's transaction, which holds the article's row; and note whom
    a webhook tells of it.

    `pieces` are the rows that it made or changed, as they are now (history_pieces.PIECES names their kinds); `undo` is
    what was there before, for whoever takes it back. Raises
    IntegrityError when the key was used before: ask `recorded` first.
    """
    last = Event.objects.filter(article_id=article_id).order_by("-number").first()
    before, after = before or {}, after or {}
    if rows := [told(row) for row in pieces]:
        after = after | {"pieces": rows}
    salt = secrets.token_hex(16)
    event = Event(
        article_id=article_id,
        claim=claim,
        number=last.number + 1 if last else 1,
        by=by,
        at=timezone.now(),
        what=what,
        key=key,
        digest=payload_digest(salt, before, after, note),
    )
    event.chain = chain_hash(event, last.chain if last else "")
    event.save(force_insert=True)
    EventPayload.objects.create(event=event, salt=salt, before=before, after=after, note=note, undo=undo)
    index_due(article_id)
    tell_webhooks(event, after)
    return event

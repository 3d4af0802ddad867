"""Walk the chains of history and hold the rows against them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction

from claims.anchoring.wording import wording_hash
from claims.drafts import read_first
from claims.models import Answer, Article, Claim, Draft, Event, Note, Place, Speaker, Split
from claims.services.history import chain_hash, lock_article, payload_digest
from claims.services.history_pieces import PIECES, Piece
from claims.services.history_replay import Told, said
from claims.services.history_rows import (
    AT_ONCE,
    Fields,
    article_row,
    claim_row,
    speakers_content,
)
from claims.vocabulary import EventKind, Part, SplitState


@dataclass(slots=True)
class Tally:
    """How much was looked at."""

    articles: int = 0
    events: int = 0
    erased: int = 0
    findings: int = 0


def check_history(tally: Tally, article_id: int | None = None) -> Iterator[str]:
    """Check every article, or one; yields a line for each thing that was changed behind the application's back.

    Reads one article at a time with its row locked, so that nobody writes between history and rows; memory is
    bounded by the largest article. Changes nothing. Raises Article.DoesNotExist for an id that isn't there.
    """
    ids: Iterable[int] = _all_ids() if article_id is None else (Article.objects.get(pk=article_id).pk,)
    for pk in ids:
        with transaction.atomic():
            found = list(_check_article(lock_article(pk), tally))
        tally.articles += 1
        tally.findings += len(found)
        yield from (f"article {pk}, {line}" for line in found)


def _all_ids() -> Iterator[int]:
    last = 0
    while ids := list(
        Article.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]
    ):
        yield from ids
        last = ids[-1]


def _check_article(article: Article, tally: Tally) -> Iterator[str]:
    told = Told()
    yield from _walk(article, told, tally)
    yield from _article(article, told)
    yield from _erased_whole(article, told)
    yield from _drafts(article, told)
    yield from _splits(article, told)
    yield from _claims(article, told)
    for piece in PIECES:
        yield from _pieces(piece, article, told)


def _walk(article: Article, told: Told, tally: Tally) -> Iterator[str]:
    """The chain itself: numbers, signatures, digests; `told` follows."""
    number, chain = 0, ""
    events = Event.objects.filter(article=article).order_by("number").select_related("payload")
    for event in events.iterator(chunk_size=AT_ONCE):
        here = f"event {event.number}"
        tally.events += 1
        if event.number != number + 1:
            yield f"history: event {number + 1} is missing, the next one is {event.number}"
        elif event.chain != chain_hash(event, chain):
            yield f"{here}: its signature doesn't fit: it was changed or forged, or the key is another one"
        number, chain = event.number, event.chain
        payload = getattr(event, "payload", None)
        if payload is None:
            tally.erased += 1
            yield from _about(event, told.take(event, None, None))
            continue
        if event.digest != payload_digest(payload.salt, payload.before, payload.after, payload.note):
            yield f"{here}: what it tells was changed after it was written"
            continue
        yield from _about(event, told.take(event, payload.before, payload.after))
    if not number:
        yield "history: it has no events at all"


def _about(event: Event, lines: Iterator[str]) -> Iterator[str]:
    yield from (f"{_named(event.claim_id)}, {line}" for line in lines)


def _named(claim: int | None) -> str:
    return "itself" if claim is None else f"claim {claim}"


def _differences(told: Fields, row: Fields) -> Iterator[str]:
    yield from (said(name, told[name], row[name]) for name in told if told[name] != row[name])


def _article(article: Article, told: Told) -> Iterator[str]:
    yield from (f"itself, {line}" for line in _differences(told.article, article_row(article)))


def _erased_whole(article: Article, told: Told) -> Iterator[str]:
    """What was erased is gone, and doesn't come back behind the application's back."""
    if article.erased_at is None:
        return
    left = {
        "drafts": Draft.objects.filter(article=article),
        "speakers": Speaker.objects.filter(article=article),
        "notes": Note.and_taken_back.filter(article=article),
        "answers": Answer.and_taken_back.filter(claim__article=article),
        "claims with words": Claim.objects.filter(article=article).exclude(
            wording="", fix="", instruction=""
        ),
    }
    yield from (f"itself: it was erased, and has {what}" for what, rows in left.items() if rows.exists())


def _drafts(article: Article, told: Told) -> Iterator[str]:
    left = dict(told.drafts)
    for draft in Draft.objects.filter(article=article).order_by("number").iterator(chunk_size=1):
        name = f"draft {draft.number}"
        own = hashlib.sha256(draft.text.encode()).hexdigest()
        if draft.sha256 != own:
            yield f"{name}: its text isn't the one that was pasted: {said('sha256', draft.sha256, own)}"
        row = left.pop(draft.pk, None)
        if row is not None:
            yield from (f"{name}, {line}" for line in _differences(row, {"sha256": draft.sha256}))
        elif not told.erased[EventKind.PASTED, None]:
            yield f"{name}: no event tells of it"
    yield from (f"draft with id {pk}: the history tells of it, there is no row" for pk in left)


def _splits(article: Article, told: Told) -> Iterator[str]:
    ended = {SplitState.DONE, SplitState.FAILED}
    left, gaps = dict(told.splits), _erased(told, EventKind.PASTED, EventKind.SPLIT, EventKind.SPLIT_FAILED)
    gaps = gaps or _erased(told, EventKind.SPLIT_RETRIED)
    for split in Split.objects.filter(draft__article=article).defer("draft__text").order_by("pk"):
        row = left.pop(split.pk, None)
        if row is None and not gaps:
            yield f"split {split.pk}: no event tells of it"
        elif row:
            yield from (f"split {split.pk}, {line}" for line in _differences(row, {"state": split.state}))
        elif split.state in ended and not gaps:
            yield f"split {split.pk}: its row says {split.state!r}, no event tells of that"
    yield from (f"split {pk}: the history tells of it, there is no row" for pk in left)


def _claims(article: Article, told: Told) -> Iterator[str]:
    left, unknown_allowed = dict(told.claims), _erased(told, EventKind.SPLIT)
    wordings = _wordings(article)
    for claim in Claim.objects.filter(article=article).order_by("pk").iterator(chunk_size=AT_ONCE):
        row, name = left.pop(claim.pk, None), f"claim {claim.pk}"
        if row is None and not unknown_allowed:
            yield f"{name}: no event tells of it"
        yield from (f"{name}, {line}" for line in _differences(row or {}, claim_row(claim)))
        words = claim.words or claim.wording
        if words != wordings.get(claim.pk, words):
            yield f"{name}: its places in the draft aren't those of its wording"
    yield from (f"claim {pk}: the history tells of it, there is no row" for pk in left)
    if told.speakers is not None and told.speakers != speakers_content(article.pk):
        yield "speakers: they or who they speak for aren't as the split stored them"


def _wordings(article: Article) -> dict[int, str]:
    """The hash of each claim's words in the newest draft that was read, from its places there; without the lost."""
    split = read_first(Split.objects.filter(draft__article=article).select_related("draft")).first()
    draft = split.draft if split else None
    spans: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    places = Place.objects.filter(draft=draft).order_by("piece")
    for part, claim, attribution, start, end in places.values_list(
        "part", "claim_id", "attribution_id", "start", "end"
    ):
        spans[part, claim if part == Part.CONTENT else attribution].append((start, end))
    claims = Claim.objects.filter(article=article).values_list("pk", "attribution_id")
    return {
        pk: wording_hash(
            draft.text,
            spans[Part.CONTENT, pk],
            spans[Part.SOURCE, by] if by else (),
            spans[Part.CUE, by] if by else (),
        )
        for pk, by in claims
        if draft and (Part.CONTENT, pk) in spans
    }


def _pieces(piece: Piece, article: Article, told: Told) -> Iterator[str]:
    """Each row has its event and is as the event tells; an erased event excuses one row of its claim."""
    left = {pk: telling for (name, pk), telling in told.pieces.items() if name == piece.name}
    for row in piece.rows(article, left):
        claim = piece.claim_of(row)
        here = f"{_named(claim)}, {piece.name} {row.pk}"
        telling = left.pop(row.pk, None)
        if telling is not None:
            found = {"claim": claim, "content": piece.content(row)}
            yield from (f"{here}, {line}" for line in _differences(telling, found))
        elif told.erased[piece.name, claim]:
            told.erased[piece.name, claim] -= 1
        else:
            yield f"{here}: no event tells of it"
    for pk, telling in left.items():
        yield f"{_named(telling['claim'])}, {piece.name} {pk}: the history tells of it, there is no row"


def _erased(told: Told, *kinds: EventKind) -> bool:
    return any(told.erased[kind, None] for kind in kinds)

"""Bring what the search finds of an article up to date: its text, claims, speakers and notes, and its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.db import transaction

from claims.drafts import read_draft
from claims.models import (
    Article,
    Attribution,
    Claim,
    Draft,
    Evidence,
    Note,
    Place,
    SearchDue,
    SearchEntry,
    Speaker,
)
from claims.services.evidence_index import evidence_index
from claims.services.history import lock_article
from claims.services.index_rows import entries, replace
from claims.services.meaning_read import is_read, meaning_read
from claims.vocabulary import EntryKind, Part


def article_index(article_id: int) -> None:
    """Make the entries anew, read what the claims mean, and say that nothing is due.

    What the claims mean is read while nothing is held; where that fails the entries are there, and the sweep tries
    again. A second run writes nothing.
    """
    _index(article_id)
    if meaning_read(article_id):
        _index(article_id)


@transaction.atomic
def _index(article_id: int) -> None:
    """The article's row is held, so that nothing is written to it meanwhile and two runs at once leave one state. What
    was erased has no entries; an article that isn't there is left. While meanings are unread it stays due.
    """
    try:
        article = lock_article(article_id)
    except Article.DoesNotExist:
        return
    used = Evidence.objects.filter(uses__claim__article=article).distinct()
    wanted = [] if article.erased_at else [*_all(article)]
    replace(SearchEntry.objects.filter(article=article), wanted)
    evidence_index(used.values_list("pk", flat=True))
    if is_read(article_id):
        SearchDue.objects.filter(article=article).delete()


def _all(article: Article) -> Iterator[SearchEntry]:
    yield from _text(article)
    yield from _claims(article)
    yield from _speakers(article)
    for note in Note.objects.filter(article=article):
        yield from entries(
            EntryKind.NOTE, note.text, article=article, desk_id=article.desk_id, at=note.at, note_id=note.pk
        )


def _text(article: Article) -> Iterator[SearchEntry]:
    text = read_draft(article).text if Draft.objects.filter(article=article).exists() else ""
    yield from entries(
        EntryKind.ARTICLE,
        text,
        article=article,
        desk_id=article.desk_id,
        at=article.created,
        called=article.title,
    )


def _claims(article: Article) -> Iterator[SearchEntry]:
    """Each claim by its words where it stood last; one that never stood anywhere is found nowhere."""
    stood = _stood(article)
    texts = dict(
        Draft.objects.filter(pk__in={draft for draft, _ in stood.values()}).values_list("pk", "text")
    )
    names = _names(article)
    for claim in Claim.objects.filter(article=article, pk__in=stood).order_by("pk"):
        draft, spans = stood[claim.pk]
        yield from entries(
            EntryKind.CLAIM,
            " … ".join(texts[draft][start:end] for start, end in spans),
            article=article,
            desk_id=article.desk_id,
            at=article.created,
            claim_id=claim.pk,
            called="; ".join(names.get(claim.attribution_id or 0, ())),
        )


def _stood(article: Article) -> dict[int, tuple[int, list[tuple[int, int]]]]:
    """The newest draft in which each claim has a place, and its spans there."""
    places = Place.objects.filter(claim__article=article, part=Part.CONTENT).order_by(
        "-draft__number", "piece"
    )
    found: dict[int, tuple[int, list[tuple[int, int]]]] = {}
    for claim, draft, start, end in places.values_list("claim_id", "draft_id", "start", "end"):
        newest, spans = found.setdefault(claim, (draft, []))
        if newest == draft:
            spans.append((start, end))
    return found


def _names(article: Article) -> dict[int, list[str]]:
    """Who speaks in each attribution."""
    through = Attribution.speakers.through.objects.filter(attribution__article=article).order_by("speaker_id")
    found = defaultdict(list)
    for attribution, name in through.values_list("attribution_id", "speaker__name"):
        found[attribution].append(name)
    return found


def _speakers(article: Article) -> Iterator[SearchEntry]:
    """Each with its title, and the names of those of whom somebody said that they are this one."""
    others = defaultdict(list)
    speakers = list(Speaker.objects.filter(article=article).order_by("pk"))
    for one in speakers:
        if one.merged_into_id:
            others[one.merged_into_id].append(one.name)
    for one in speakers:
        if one.merged_into_id is None:
            words = "\n".join(filter(None, (one.name, one.title, *others[one.pk])))
            yield from entries(
                EntryKind.SPEAKER,
                words,
                article=article,
                desk_id=article.desk_id,
                at=article.created,
                speaker_id=one.pk,
                called="; ".join((one.name, *others[one.pk])),
            )

"""Add a claim that the machine hasn't found."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Model

from claims.anchoring.types import Spans
from claims.models import Article, Attribution, Claim, Draft, Place, Sentence, Speaker, User
from claims.permissions import articles_visible_to
from claims.services.claim_change import claim_now
from claims.services.gate_watch import after_change
from claims.services.history import lock_living, record, recorded
from claims.services.history_rows import claim_row, speakers_content
from claims.services.mend_places import not_twice, place_content, sentences_at, shortened, words_of
from claims.services.mending import draft_to_mend, new_wording, read_words, words_at
from claims.services.speakers import NOBODY, attribution_for, chosen, speak
from claims.services.undo_rows import changed_since
from claims.vocabulary import EventKind, Origin, Part, State


@transaction.atomic
def claim_add(
    *,
    article_id: int,
    by: User,
    key: str,
    words: str,
    after: str = "",
    who: str = "own",
    name: str = "",
    kind: str = "",
    title: str = "",
) -> Claim:
    """Store an open claim at `words` of the draft that is checked, in the article's own voice or said by `who` (see
    speaker_set), with its event; the sentences under it are covered, and signatures void.

    It stands under an attribution of that speaker in the same sentence where there is one. It only adds, so it needs no
    version. All or nothing. Raises Article.DoesNotExist, Refused (no such words, a claim stands there). A key that was
    used before returns the first one.
    """
    article = articles_visible_to(by).get(pk=article_id)
    lock_living(article.pk)
    if (first := recorded(key, by)) and first.claim_id:
        return claim_now(first.claim_id)
    draft = draft_to_mend(article, by)
    content = words_at(draft, words, "the claim's words", after=after)
    not_twice(draft, content)
    speakers = chosen(article, who, name=name, kind=kind, title=title)
    said = _said_by(article, draft, content, speakers) if speakers or who == NOBODY else None
    claim, sentences = stored(article, draft, content, said)
    return told_new(claim, draft, sentences, by=by, key=key, after={"speakers": speakers_content(article.pk)})


def _said_by(article: Article, draft: Draft, content: Spans, speakers: list[Speaker]) -> Attribution:
    """The attribution in the same sentence that has just this speaker, or a new one."""
    for sentence in sentences_at(draft, content):
        near = Place.objects.filter(draft=draft, start__gte=sentence.start, end__lte=sentence.end)
        near = near.filter(part__in=(Part.SOURCE, Part.CUE))
        for one in Attribution.objects.filter(pk__in=near.values("attribution")).order_by("pk"):
            if speakers and list(one.speakers.all()) == speakers:
                return one
    said = attribution_for(article.pk, draft, content)
    speak([said], speakers)
    return said


def stored(
    article: Article, draft: Draft, content: Spans, said: Attribution | None, **fields: object
) -> tuple[Claim, list[Sentence]]:
    """The row of a claim that a person makes, at its place, and the sentences that it covers now."""
    claim = Claim.objects.create(
        article=article, attribution=said, state=State.OPEN, origin=Origin.PERSON, **fields
    )
    sentences = place_content(claim, draft, content)
    return claim, sentences


def told_new(
    claim: Claim,
    draft: Draft,
    sentences: list[Sentence],
    *,
    by: User,
    key: str,
    after: dict[str, object],
    pieces: Sequence[Model] = (),
) -> Claim:
    """Give a new claim its wording, figures and risks, and tell of it."""
    now = claim_now(claim.pk)
    Claim.objects.filter(pk=claim.pk).update(**new_wording(now, draft), **read_words(now, draft))
    now = claim_now(claim.pk)
    content = Place.objects.filter(draft=draft, claim=claim).order_by("piece").values_list("start", "end")
    record(
        article_id=now.article_id,
        claim=now,
        what=EventKind.ADDED,
        by=by,
        key=key,
        after=claim_row(now) | {"draft": draft.pk, "to": shortened(words_of(draft, tuple(content)))} | after,
        pieces=[*sentences, *pieces],
        undo={"rows": changed_since(draft)},
    )
    after_change(now.article_id, by=by, key=key)
    return claim_now(claim.pk)

"""Store who an unnamed speaker is."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from claims.errors import Refused
from claims.models import Article, ConfidentialSource, Evidence, Speaker, User
from claims.models.confidential import Unsaid
from claims.permissions import articles_visible_to, entries_visible_to, may_be_named, may_store_source
from claims.services.confidential_sealed import refuse_a_telling_name, sealed_words, source_now
from claims.services.gate_watch import after_change
from claims.services.history import lock_living, record, recorded
from claims.vocabulary import EventKind
from newsroom.sealing import new_key, wrap


@transaction.atomic
@sensitive_variables("secret")
def confidential_store(
    *, speaker_id: int, by: User, key: str, pseudonym: str, secret: Unsaid, people: Sequence[User]
) -> ConfidentialSource:
    """Store a record beside a speaker, encrypted with a key of its own, with its event; all or nothing.

    Whoever stores it is named on it, besides `people`; one of them is an editor. Raises Speaker.DoesNotExist (not
    theirs to see), Refused (its speaker has one, the pseudonym is taken or tells the name). A key that was used before
    returns the first record.
    """
    seen = articles_visible_to(by).values("pk")
    speaker = Speaker.objects.get(pk=speaker_id, article__in=seen, merged_into=None)
    article = lock_living(speaker.article_id)
    if first := recorded(key, by):
        return source_now(first.payload.after.get("source", 0))
    may_store_source(by, article).or_refuse()
    if ConfidentialSource.objects.filter(speaker=speaker, deleted_at=None).exists():
        raise Refused("There is a record of this speaker already.")
    if speaker.entry_id and entries_visible_to(by).filter(pk=speaker.entry_id).exists():
        raise Refused("This speaker is linked to a name in the register: take that off first.")
    source = stored(article, by, pseudonym, secret, people, speaker=speaker)
    told(source, EventKind.SOURCE_STORED, by, key, named=sorted(one.pk for one in source.people.all()))
    return source


@sensitive_variables("secret")
def stored(
    article: Article,
    by: User,
    pseudonym: str,
    secret: Unsaid,
    people: Sequence[User],
    *,
    speaker: Speaker | None = None,
    evidence: Evidence | None = None,
) -> ConfidentialSource:
    """The row with its people. For services that hold the article's row. Raises Refused."""
    named = {one.pk: one for one in (*people, by)}
    may_be_named(article, named.values()).or_refuse()
    refuse_a_telling_name(pseudonym, secret)
    if ConfidentialSource.objects.filter(article=article, pseudonym__iexact=pseudonym).exists():
        raise Refused(f"“{pseudonym}” stands for somebody else in this article. Choose another pseudonym.")
    own = new_key()
    source = ConfidentialSource.objects.create(
        article=article,
        speaker=speaker,
        evidence=evidence,
        pseudonym=pseudonym,
        wrapped_key=wrap(own),
        sealed=sealed_words(own, secret),
        by=by,
    )
    source.people.set(named)
    return source_now(source.pk)


def told(source: ConfidentialSource, what: EventKind, by: User, key: str, **after: list[int]) -> None:
    """The event of what was done to a record, by ids alone, and what it does to the gate."""
    ids = {"source": source.pk} | after
    record(article_id=source.article_id, what=what, by=by, key=key, after=ids, pieces=[source])
    after_change(source.article_id, by=by, key=key)

"""Erase an article: all its words, everywhere they stand; its history keeps numbers, hashes and times."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from claims.errors import Refused
from claims.models import (
    Answer,
    Article,
    Attribution,
    Claim,
    ConfidentialSource,
    Delivery,
    Draft,
    EventPayload,
    Evidence,
    Lowering,
    Note,
    Notice,
    Presence,
    Question,
    Report,
    ReportFile,
    SearchEntry,
    SignOff,
    Speaker,
    Split,
    Typing,
    Use,
    User,
)
from claims.permissions import articles_administered_by, may_set_retention
from claims.services.files_erase import leave_files, note_files, remove_left_files
from claims.services.history import lock_article, record
from claims.services.register_moves import entries_named_by, forget_unused
from claims.vocabulary import EventKind, State

TITLE = "Erased"


@transaction.atomic
def article_erase(*, article_id: int, by: User, key: str, note: str) -> Article:
    """Erase an article at once, at an administrator's wish; it can't be undone.

    Rows and the event commit together; the files of the evidence store go right after, or with the next sweep. Raises
    Article.DoesNotExist, Refused (not an administrator, no reason, held). An article that is erased already is left as
    it is.
    """
    may_set_retention(by).or_refuse()
    article = lock_article(articles_administered_by(by).get(pk=article_id).pk)
    if article.erased_at is not None:
        return article
    if article.hold_why:
        raise Refused("A legal hold keeps this article: lift it first.")
    if not note.strip():
        raise Refused("Give a reason.")
    return erase(article, by=by, key=key, note=note.strip())


def erase(article: Article, *, by: User | None, key: str, note: str) -> Article:
    """Take away all that is told of the article but numbers, hashes and times. For services that hold its row and have
    seen that nothing holds it."""
    SearchEntry.objects.filter(article=article.pk).delete()
    Delivery.objects.filter(article=article.pk).delete()
    _sources(article.pk)
    _reports(article.pk)
    _evidence(article.pk)
    _talk(article.pk)
    _claims(article.pk)
    _drafts(article.pk)
    EventPayload.objects.filter(event__article=article.pk).delete()
    article.title, article.published_url, article.deadline = TITLE, "", None
    article.erased_at = timezone.now()
    article.save(update_fields=["title", "published_url", "deadline", "erased_at"])
    after = {"erased_at": article.erased_at.isoformat()}
    record(article_id=article.pk, what=EventKind.ERASED, by=by, key=key, after=after, note=note)
    transaction.on_commit(remove_left_files, robust=True)
    return article


def _sources(article_id: int) -> None:
    """Who can't be named: the records with their keys, the approvals, and what was uploaded to them."""
    records = ConfidentialSource.objects.filter(article=article_id)
    note_files(records.exclude(stored="").values_list("stored", flat=True))
    records.delete()


def _reports(article_id: int) -> None:
    """What was made of it, with the files and the links."""
    files = ReportFile.objects.filter(report__article=article_id).exclude(stored="")
    note_files(files.values_list("stored", flat=True))
    Report.objects.filter(article=article_id).delete()


def _evidence(article_id: int) -> None:
    """The uses at its claims, and what nothing else uses, with its kept copies. Each piece is locked first: who
    attaches it elsewhere at this moment either is before us, and it stays, or finds it gone."""
    used = Evidence.objects.filter(uses__claim__article=article_id)
    locked = Evidence.objects.select_for_update().filter(pk__in=used.values("pk")).order_by("pk")
    ids = [one.pk for one in locked]
    Use.objects.filter(claim__article=article_id).delete()
    alone = list(Evidence.objects.filter(pk__in=ids, uses=None).values_list("pk", flat=True))
    leave_files(alone)
    Evidence.objects.filter(pk__in=alone).delete()
    Typing.objects.filter(form__in=[f"withdraw-{pk}" for pk in alone]).delete()


def _talk(article_id: int) -> None:
    """What people asked, said, were told and had typed."""
    Notice.objects.filter(article=article_id).delete()
    Question.objects.filter(claim__article=article_id).delete()
    Note.and_taken_back.filter(article=article_id).delete()
    Typing.objects.filter(article=article_id).delete()
    Presence.objects.filter(article=article_id).delete()


def _claims(article_id: int) -> None:
    """The claims' rows stay, for the history names them: empty, and nobody's."""
    Answer.and_taken_back.filter(claim__article=article_id).delete()
    Lowering.objects.filter(claim__article=article_id).delete()
    claims = Claim.objects.filter(article=article_id)
    claims.filter(state__in=[State.CHECKING, State.SECOND]).update(state=State.OPEN)
    claims.update(
        attribution=None,
        wording="",
        words="",
        figures=[],
        risks=[],
        high_risk=False,
        owner=None,
        deadline=None,
        instruction="",
        stale_why="",
        copy="",
        fix="",
        dismissal_by=None,
        dismissal_why="",
    )
    Attribution.objects.filter(article=article_id).delete()
    speakers, entries = Speaker.objects.filter(article=article_id), entries_named_by(article_id)
    speakers.update(merged_into=None)
    speakers.delete()
    forget_unused(entries)


def _drafts(article_id: int) -> None:
    """The texts, with their places, sentences, splits and notes of the copy, and the signatures under them."""
    SignOff.objects.filter(draft__article=article_id).delete()
    Split.objects.filter(draft__article=article_id).update(compared=None)
    Draft.objects.filter(article=article_id).delete()

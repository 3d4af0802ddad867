"""Tell people what concerns them: a row each, in the page at once, and by e-mail when they chose."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache, partial

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from claims.models import MailChoice, Notice, User
from claims.services.notice_times import database_now, next_digest
from claims.vocabulary import MAIL_DEFAULTS, MailWhen, NoticeKind


def notify(
    kind: NoticeKind,
    to: Iterable[User],
    *,
    article_id: int,
    claim_id: int | None = None,
    question_id: int | None = None,
    by: User | None = None,
    key: str,
) -> None:
    """Tell these people, in the caller's transaction: if that is undone, nobody was told and nothing is mailed.

    `key` names the cause: a second call with it tells nobody twice. Never tells `by` of what they did themselves,
    nor anybody who was shut out. What a person may no longer see is left out when it is read or mailed, not here.
    Mail that is due at once is queued after the commit.
    """
    people = {one.pk: one for one in to if one.is_active and (by is None or one.pk != by.pk)}
    if not people:
        return
    chosen = mail_choices(kind, people)
    now = cache(database_now)  # asked once, and only where somebody has a digest
    due = {pk: mail_due(one, chosen[pk], now) for pk, one in people.items()}
    Notice.objects.bulk_create(
        [
            Notice(
                to=one,
                kind=kind,
                article_id=article_id,
                claim_id=claim_id,
                question_id=question_id,
                by=by,
                key=key,
                mail_due=due[pk],
            )
            for pk, one in people.items()
        ],
        ignore_conflicts=True,
    )
    for pk, moment in due.items():
        if isinstance(moment, Now):
            queue_mail(pk)


def mail_choices(kind: NoticeKind, people: Iterable[int]) -> dict[int, MailWhen]:
    """When each of these people wants this kind by e-mail: their own choice, or the kind's default."""
    own = MailChoice.objects.filter(kind=kind, user__in=people).values_list("user_id", "when")
    return dict.fromkeys(people, MAIL_DEFAULTS[kind]) | {pk: MailWhen(when) for pk, when in own}


def queue_mail(user_id: int) -> None:
    """Have a worker mail what is due to this person once the transaction is committed; the sweep asks again."""
    from claims.tasks import send_mail
    from newsroom.celery import publish

    transaction.on_commit(partial(publish, send_mail, user_id))


def mail_due(one: User, when: MailWhen, now: Callable[[], datetime] = database_now) -> Now | datetime | None:
    """Now and the digest's hour are the database's clock's; None for who has no address or wants no mail,
    and in a newsroom that sends none.
    """
    if not (settings.EMAIL_URL and one.email) or when == MailWhen.NEVER:
        return None
    if when == MailWhen.AT_ONCE:
        return Now()
    return next_digest(now(), one.digest_hour, timezone.get_default_timezone())

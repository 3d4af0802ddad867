"""What a person wants to get by e-mail, and when."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from claims.models import MailChoice, Notice, User
from claims.services.notices import mail_due, queue_mail
from claims.vocabulary import MailWhen, NoticeKind


@transaction.atomic
def notice_choose(*, by: User, choices: Mapping[NoticeKind, MailWhen], hour: int) -> None:
    """Store the person's own choices and the hour of their daily mail, all or none.

    They hold at once, also for mail that waits and was never tried. A second run changes nothing more.
    """
    User.objects.filter(pk=by.pk).update(digest_hour=hour)
    by.digest_hour = hour
    MailChoice.objects.bulk_create(
        [MailChoice(user=by, kind=kind, when=when) for kind, when in choices.items()],
        update_conflicts=True,
        unique_fields=["user", "kind"],
        update_fields=["when"],
    )
    waiting = Notice.objects.filter(to=by, mailed_at=None, mail_due__isnull=False, mail_attempts=0)
    for when in MailWhen:
        kinds = [kind for kind, chosen in choices.items() if chosen == when]
        if waiting.filter(kind__in=kinds).update(mail_due=mail_due(by, when)) and when == MailWhen.AT_ONCE:
            queue_mail(by.pk)

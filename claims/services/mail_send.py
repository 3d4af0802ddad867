"""Mail one person what is due to them: links, and never a word of the copy."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models.functions import Now

from claims.models import Notice, User
from claims.permissions import notices_visible_to
from claims.services.mail_text import Told, mail_text
from claims.vocabulary import NoticeKind

log = logging.getLogger(__name__)

ATTEMPTS = 5
# Longer than any task may take: while a worker is at it, nobody else is.
TAKEN_FOR = timedelta(minutes=10)
WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
# More than the sweep puts a row off when it asks for it again, less than the first wait.
HEAD_START = timedelta(seconds=45)


def mail_send(user_id: int) -> int:
    """Send the person one mail about all that is due; how many notices it told of.

    The rows are taken first, in a transaction of their own, so that two workers never send the same one. They are
    marked as mailed once the mail server has the mail: a worker that dies between the two sends it again later,
    under the same Message-ID. What fails is tried five times, at growing intervals. Never raises for the mail
    server's or the address's sake. A second run finds nothing due.
    """
    person = User.objects.get(pk=user_id)
    rows = _take(person)
    if not rows:
        return 0
    try:
        _message(person, rows).send()
    except (OSError, ValueError) as error:
        # All of smtplib's errors are OSErrors; an address that is none makes a ValueError.
        _put_off(rows)
        log.warning("The mail to person %s was not sent: %s", user_id, type(error).__name__)
        return 0
    Notice.objects.filter(pk__in=[one.pk for one in rows]).update(mailed_at=Now(), mail_due=None)
    return len(rows)


@transaction.atomic
def _take(person: User) -> list[Notice]:
    """The notices to mail now, taken so that no other worker takes them; those that need no mail any more are let go.

    None is needed where the person was shut out, has no address now, may no longer see it, or has read it.
    """
    due = Notice.objects.filter(
        to=person, mailed_at=None, mail_due__lte=Now() + HEAD_START, mail_attempts__lt=ATTEMPTS
    )
    found = list(due.select_for_update(skip_locked=True).order_by("at", "pk"))
    seen = notices_visible_to(person).filter(seen_at=None, pk__in=[one.pk for one in found])
    wanted = set(seen.values_list("pk", flat=True)) if found and person.email else set()
    for one in found:
        one.mail_attempts += one.pk in wanted
        one.mail_due = Now() + TAKEN_FOR if one.pk in wanted else None
    Notice.objects.bulk_update(found, ["mail_attempts", "mail_due"])
    return [one for one in found if one.pk in wanted]


def _put_off(rows: Sequence[Notice]) -> None:
    """Each waits longer than the time before; after the last attempt it stays in the page alone."""
    for one in rows:
        again = one.mail_attempts < ATTEMPTS
        one.mail_due = Now() + WAITS[one.mail_attempts - 1] if again else None
    Notice.objects.bulk_update(rows, ["mail_due"])


def _message(person: User, rows: Sequence[Notice]) -> EmailMessage:
    """The mail; its Message-ID is the same whenever it tells of the same notices."""
    subject, text = mail_text([Told(NoticeKind(one.kind), one.pk, one.claim_id is not None) for one in rows])
    name = hashlib.sha256(repr([one.pk for one in rows]).encode()).hexdigest()[:32]
    headers = {
        "Message-ID": f"<{name}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}>",
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(subject, text, settings.MAIL_FROM, [person.email], headers=headers)

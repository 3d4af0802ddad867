"""Ask for the mail that is due and that nobody has sent: digests, second attempts, and what a broker lost."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now

from claims.models import Notice
from claims.services.mail_send import ATTEMPTS
from claims.services.notices import queue_mail

PEOPLE_AT_ONCE = 200
# So that a worker that is long in coming isn't asked at each sweep. Below mail_send.HEAD_START.
ASK_AGAIN = timedelta(seconds=30)


@transaction.atomic
def mail_sweep() -> int:
    """Queue a mail to each person to whom something is due; how many people.

    All times are the database's own. Running twice is harmless: what a worker has taken is no longer due.
    """
    due = Notice.objects.filter(mailed_at=None, mail_due__lte=Now(), mail_attempts__lt=ATTEMPTS)
    people = sorted(set(due.order_by("mail_due").values_list("to_id", flat=True)[:PEOPLE_AT_ONCE]))
    due.filter(to__in=people).update(mail_due=Now() + ASK_AGAIN)
    for user_id in people:
        queue_mail(user_id)
    return len(people)

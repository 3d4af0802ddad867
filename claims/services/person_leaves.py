"""What happens when somebody is shut out, or loses their last role."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.db import transaction

from claims.models import Notice, Presence, User
from claims.services.claims_fall_back import claims_fall_back


@transaction.atomic
def person_leaves(*, person: User, by: User | None, key: str) -> None:
    """End each of the person's sessions, let their claims fall back to the pool, and mail them nothing more.

    All or none of it, for services that have stored that they leave. A second run finds nothing to do.
    """
    for session in UserSession.objects.filter(user=person):
        session.end()
    Notice.objects.filter(to=person, mailed_at=None).update(mail_due=None)
    Presence.objects.filter(user=person).delete()
    claims_fall_back(person=person, by=by, key=key)

"""Sign a person out in one of their browsers."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.db import transaction

from claims.models import User


@transaction.atomic
def session_end(*, session_id: int, by: User) -> None:
    """End one of the person's own sessions. One that has ended already, or isn't theirs, changes nothing."""
    for session in UserSession.objects.filter(pk=session_id, user=by):
        session.end()

"""Let go of what was typed: it is stored, thrown away, or too old."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db.models.functions import Now

from claims.models import Typing, User


def typing_forget(*, by: User, form: str) -> bool:
    """Delete what is kept of the person's form; whether there was any. A second run changes nothing."""
    return bool(Typing.objects.filter(user=by, form=form).delete()[0])


def typing_sweep() -> int:
    """Delete what nobody has typed on for TYPING_KEPT_DAYS, by the database's clock; how many. May run twice."""
    age = timedelta(days=settings.TYPING_KEPT_DAYS)
    return Typing.objects.filter(at__lt=Now() - age).delete()[0]

"""Note a call in the log of its integration, and let go of old ones."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db.models.functions import Now

from claims.models import ApiCall, Integration


def api_call_note(
    *, integration: Integration, method: str, name: str, about: int | None, status: int
) -> None:
    """Store which address was asked, about the row of which number, and how it was answered: no words of either. Each
    run adds a line."""
    about = about if about is not None and about < 1 << 63 else None
    ApiCall.objects.create(integration=integration, method=method, name=name, about=about, status=status)


def api_calls_tidy() -> int:
    """Delete what is older than API_LOG_DAYS, by the database's clock; how many. May run twice."""
    return ApiCall.objects.filter(at__lt=Now() - timedelta(days=settings.API_LOG_DAYS)).delete()[0]

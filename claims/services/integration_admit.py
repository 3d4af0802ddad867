"""Let in a call of another system by its token, and count it."""

from __future__ import annotations

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Now, Trunc
from django.views.decorators.debug import sensitive_variables

from claims.errors import TooMany
from claims.models import Integration
from claims.permissions.roles import INTEGRATED_AS
from claims.services.invitation_link import digest_of
from claims.services.notice_times import database_now

MINUTE = 60


@sensitive_variables("token")
def integration_admit(*, token: str) -> Integration | None:
    """Whose token this is, its account with the roles that it has on its desks; None where it opens nothing (any more).

    Each call is counted, by the database's clock. Raises TooMany for more than API_CALLS_A_MINUTE: those aren't
    counted.
    """
    holds = Integration.objects.filter(revoked_at=None, expires__gt=Now(), account__is_active=True)
    found = holds.filter(digest=digest_of(token)).select_related("account").prefetch_related("desks").first()
    if found is None:
        return None
    _count(found)
    roles = [{"desk_id": desk.pk, "role": INTEGRATED_AS} for desk in found.desks.all()]
    found.account.roles_held = roles  # type: ignore[attr-defined]  # what roles_of reads
    return found


def _count(found: Integration) -> None:
    """Conditional updates decide, however many calls come at once. Asked twice: a minute that another call has just
    begun may have room."""
    rows, now = Integration.objects.filter(pk=found.pk), Trunc(Now(), "minute")
    for _ in range(2):
        if rows.filter(minute=now, calls__lt=settings.API_CALLS_A_MINUTE).update(calls=F("calls") + 1):
            return
        if rows.exclude(minute=now).update(minute=now, calls=1, used_at=Now()):
            return
    raise TooMany(MINUTE - database_now().second)

"""Say how long a desk keeps what."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from claims.errors import Refused
from claims.models import Desk, Retention, User
from claims.permissions import desks_known_to, may_set_retention

DAYS_AT_MOST = 36_500


@transaction.atomic
def retention_set(*, desk_id: int, by: User, key: str, days: Mapping[str, int | None]) -> Retention:
    """Store after how many days what of the desk is erased; None: never by itself.

    Nothing goes on the first day after a change. Raises Desk.DoesNotExist, Refused. The same wish sent again changes
    nothing, so `key` is only the form's.
    """
    may_set_retention(by).or_refuse()
    desk = Desk.objects.select_for_update().get(pk=desks_known_to(by).get(pk=desk_id).pk)
    if any(span is not None and not 1 <= span <= DAYS_AT_MOST for span in days.values()):
        raise Refused(f"Give whole days, from 1 to {DAYS_AT_MOST:,}, or leave it empty.")
    found = Retention.objects.filter(desk=desk).first() or Retention(desk=desk)
    if found.pk and found.spans == {**found.spans, **days}:
        return found
    for name, span in days.items():
        setattr(found, name, span)
    found.since, found.by = timezone.now(), by
    found.save()
    return found

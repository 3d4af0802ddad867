"""Rename a desk, or make it confidential."""

from __future__ import annotations

from django.db import transaction

from claims.errors import Refused
from claims.models import Desk, User
from claims.permissions import desks_administered_by, may_administer
from claims.services.people_changes import YES, tell, told_of
from claims.vocabulary import PeopleChangeKind


@transaction.atomic
def desk_change(*, desk_id: int, by: User, key: str, name: str, confidential: bool) -> Desk:
    """Store a desk's name and whether it is confidential, each change with its line in the record.

    Raises Desk.DoesNotExist, Refused (no administrator; another desk has that name). A second run changes nothing.
    """
    may_administer(by).or_refuse()
    desk = desks_administered_by(by).select_for_update(no_key=True).get(pk=desk_id)
    if told_of(key, by):
        return desk
    if Desk.objects.filter(name__iexact=name).exclude(pk=desk.pk).exists():
        raise Refused("Another desk has that name already.")
    was, hid = desk.name, desk.confidential
    Desk.objects.filter(pk=desk.pk).update(name=name, confidential=confidential)
    desk.name, desk.confidential = name, confidential
    if was != name:
        tell(PeopleChangeKind.DESK_RENAMED, by=by, key=key, desk=desk, before=was, after=name)
    if hid != confidential:
        words = {"before": YES if hid else "", "after": YES if confidential else ""}
        own = key if was == name else f"{key}:confidential"
        tell(PeopleChangeKind.DESK_CONFIDENTIAL, by=by, key=own, desk=desk, **words)  # type: ignore[arg-type]
    return desk

"""Make a desk."""

from __future__ import annotations

from django.db import transaction

from claims.errors import Refused
from claims.models import Desk, User
from claims.permissions import may_administer
from claims.services.people_changes import YES, tell, told_of
from claims.vocabulary import PeopleChangeKind


@transaction.atomic
def desk_make(*, by: User, key: str, name: str, confidential: bool = False) -> Desk:
    """Store a desk, on which nobody is yet, with its lines in the record.

    Raises Refused (no administrator; a desk has that name). A key that was used before returns the first desk.
    """
    may_administer(by).or_refuse()
    if (first := told_of(key, by)) and first.desk_id:
        return Desk.objects.get(pk=first.desk_id)
    if Desk.objects.filter(name__iexact=name).exists():
        raise Refused("A desk has that name already.")
    desk = Desk.objects.create(name=name, confidential=confidential)
    tell(PeopleChangeKind.DESK_MADE, by=by, key=key, desk=desk, after=name)
    if confidential:
        tell(PeopleChangeKind.DESK_CONFIDENTIAL, by=by, key=f"{key}:confidential", desk=desk, after=YES)
    return desk

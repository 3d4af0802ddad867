"""Say that some of an entry's speakers are somebody else."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from claims.errors import Refused
from claims.models import RegisterChange, RegisterEntry, User
from claims.permissions import may_register
from claims.services.register_moves import is_done, link, new_entry, speakers_to_move
from claims.vocabulary import RegisterChangeKind


@transaction.atomic
def register_part(*, entry_id: int, by: User, key: str, speakers: Collection[int]) -> RegisterEntry:
    """Link these speakers of the entry to one of their own, with the name that the first has in its article.

    All or nothing. Raises RegisterEntry.DoesNotExist, Refused (none was chosen, one isn't the entry's any more or not
    theirs to say, desks that keep theirs apart). A key that was used before returns what came of it.
    """
    found = speakers_to_move(by, speakers)
    if is_done(key, by):
        first = RegisterChange.objects.filter(action=key).select_related("now").first()
        if first is None or first.now is None:
            raise RegisterEntry.DoesNotExist
        return first.now
    if not found:
        raise Refused("Choose who is somebody else.")
    if len(found) < len(set(speakers)) or any(one.entry_id != entry_id for one in found):
        raise Refused("One of them isn't linked to this entry any more. Load the page again.")
    for one in found:
        may_register(by, one).or_refuse()
    own = RegisterEntry.objects.select_related("desk").get(pk=new_entry(found[0]).pk)
    link(found, own, what=RegisterChangeKind.PARTED, by=by, key=key)
    return own

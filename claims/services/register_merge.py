"""Say that two entries of the register are one."""

from __future__ import annotations

from django.db import transaction

from claims.errors import Refused
from claims.models import RegisterEntry, User
from claims.services.register_moves import GONE, entry_to_use, is_done, link, linked_to_move
from claims.vocabulary import RegisterChangeKind


@transaction.atomic
def register_merge(*, entry_id: int, by: User, key: str, into: int) -> RegisterEntry:
    """Link to `into` all speakers of the entry that the person sees and may say it of, each with its line.

    Speakers of articles that they don't see stay where they are, so that nobody learns of them and nobody else's work
    is changed; with none left to see, the entry isn't there for them any more. Raises RegisterEntry.DoesNotExist,
    Refused (none is theirs to move, a confidential desk's). A key that was used before changes nothing.
    """
    goes = linked_to_move(by, entry_id)
    if is_done(key, by):
        return RegisterEntry.objects.get(pk=into)
    if entry_id == into:
        raise Refused("Choose another entry than this one.")
    if not goes:
        raise RegisterEntry.DoesNotExist
    try:
        stays = entry_to_use(by, into)
    except (OverflowError, RegisterEntry.DoesNotExist) as error:
        raise Refused(GONE) from error
    link(goes, stays, what=RegisterChangeKind.MERGED, by=by, key=key)
    return stays

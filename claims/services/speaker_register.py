"""Say who an article's speaker is in the newsroom's register."""

from __future__ import annotations

from django.db import transaction

from claims.errors import Refused
from claims.models import RegisterEntry, Speaker, User
from claims.permissions import may_register
from claims.services.register_moves import GONE, entry_to_use, is_done, link, new_entry, speakers_to_move
from claims.vocabulary import RegisterChangeKind

NEW, NOBODY = "new", "none"


@transaction.atomic
def speaker_register(*, speaker_id: int, by: User, key: str, to: str) -> Speaker:
    """Link a speaker to an entry (`to` is its id), to a new one with the speaker's name (“new”), or to none (“none”),
    with its line in the register's record.

    Raises Speaker.DoesNotExist (not theirs to see), Refused (not theirs to say, nobody is named, no such entry, a
    confidential desk's). A key that was used before changes nothing.
    """
    found = speakers_to_move(by, [speaker_id])
    if not found:
        raise Speaker.DoesNotExist
    (speaker,) = found
    if is_done(key, by):
        return speaker
    may_register(by, speaker).or_refuse()
    entry = _entry(speaker, to, by)
    if entry is not None and speaker.entry_id == entry.pk:
        raise Refused("It is linked to this entry already.")
    what = RegisterChangeKind.LINKED if entry else RegisterChangeKind.UNLINKED
    link([speaker], entry, what=what, by=by, key=key)
    return speaker


def _entry(speaker: Speaker, to: str, by: User) -> RegisterEntry | None:
    if to == NOBODY:
        return None
    if to == NEW:
        return new_entry(speaker)
    try:
        return entry_to_use(by, int(to))
    except (ValueError, OverflowError, RegisterEntry.DoesNotExist) as error:
        raise Refused(GONE) from error

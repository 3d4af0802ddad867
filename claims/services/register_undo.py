"""Take back one action in the register."""

from __future__ import annotations

from django.db import transaction

from claims.errors import Refused
from claims.models import RegisterChange, RegisterEntry, User
from claims.permissions import may_edit_entry, register_changes_visible_to
from claims.services.register_edit import store_words, words_of
from claims.services.register_moves import entry_to_use, is_done, link, speakers_to_move
from claims.vocabulary import RegisterChangeKind

SINCE = "It has been changed again since: it can't be undone."


@transaction.atomic
def register_undo(*, change_id: int, by: User, key: str) -> RegisterChange:
    """Put back what the action of this line did: its speakers to where they were linked before, as far as the person
    sees them and may say it and nobody has linked them anew; or an entry's words.

    Raises RegisterChange.DoesNotExist (not theirs to see), Refused (changed again since, the entry before is erased). A
    key that was used before changes nothing.
    """
    change = register_changes_visible_to(by).get(pk=change_id)
    if change.speaker_id is None:
        return _words_back(change, by, key)
    lines = {one.speaker_id: one for one in RegisterChange.objects.filter(action=change.action)}
    speakers = {one.pk: one for one in speakers_to_move(by, [pk for pk in lines if pk])}
    if is_done(key, by):
        return change
    still = [one for pk, one in speakers.items() if one.entry_id == lines[pk].now_id and _is_last(lines[pk])]
    if not still:
        raise Refused(SINCE)
    for was in sorted({lines[one.pk].was_id or 0 for one in still}):
        back = [one for one in still if (lines[one.pk].was_id or 0) == was]
        link(back, _before(was), what=RegisterChangeKind.UNDONE, by=by, key=key)
    return change


def _words_back(change: RegisterChange, by: User, key: str) -> RegisterChange:
    entry = entry_to_use(by, change.now_id or 0)
    if is_done(key, by):
        return change
    may_edit_entry(by, entry).or_refuse()
    if words_of(entry) != change.after:
        raise Refused(SINCE)
    store_words(entry, change.before, what=RegisterChangeKind.UNDONE, by=by, key=key)
    return change


def _is_last(line: RegisterChange) -> bool:
    return not RegisterChange.objects.filter(speaker=line.speaker_id, pk__gt=line.pk).exists()


def _before(entry_id: int) -> RegisterEntry | None:
    """The entry before, which may have nobody left whom the person sees; None where there was none."""
    return RegisterEntry.objects.select_related("desk").get(pk=entry_id) if entry_id else None

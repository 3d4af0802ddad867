"""Change an entry's name, aliases and note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from claims.errors import Refused
from claims.models import RegisterChange, RegisterEntry, User
from claims.permissions import may_edit_entry
from claims.services.register_moves import entry_to_use, is_done
from claims.vocabulary import RegisterChangeKind


@transaction.atomic
def register_edit(
    *, entry_id: int, seen: int, by: User, key: str, name: str, aliases: Sequence[str], note: str
) -> RegisterEntry:
    """Store them with a line in the register's record, both or neither.

    Raises RegisterEntry.DoesNotExist, Refused (another desk keeps it, somebody has changed it since `seen`, no name). A
    key that was used before changes nothing.
    """
    entry = entry_to_use(by, entry_id)
    if is_done(key, by):
        return entry
    may_edit_entry(by, entry).or_refuse()
    if entry.version != seen:
        raise Refused("Somebody has changed this entry meanwhile: what is stored now stands above.")
    if not name.strip():
        raise Refused("Say what the entry is called.")
    words = {"name": name.strip(), "aliases": list(dict.fromkeys(aliases)), "note": note.strip()}
    return store_words(entry, words, what=RegisterChangeKind.EDITED, by=by, key=key)


def store_words(
    entry: RegisterEntry, words: dict[str, Any], *, what: RegisterChangeKind, by: User, key: str
) -> RegisterEntry:
    """Give a locked entry these words, with the line; nothing where they are the same."""
    before = words_of(entry)
    if before == words:
        return entry
    RegisterEntry.objects.filter(pk=entry.pk).update(**words, version=entry.version + 1)
    RegisterChange.objects.create(
        what=what, was=entry, now=entry, before=before, after=words, by=by, action=key, key=key
    )
    return RegisterEntry.objects.select_related("desk").get(pk=entry.pk)


def words_of(entry: RegisterEntry) -> dict[str, Any]:
    """An entry's own words, as the record keeps them."""
    return {"name": entry.name, "aliases": entry.aliases, "note": entry.note}

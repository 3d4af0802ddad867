"""The register's record: who linked whom, and what was changed, of what the reader sees alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claims.models import RegisterChange, RegisterEntry, User
from claims.permissions import entries_visible_to, register_changes_visible_to
from claims.vocabulary import RegisterChangeKind

LINES_AT_MOST = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One action of the register's record, as far as the person sees what it was about. `was`, `now`: the entries, None
    where there was none, or none that they see."""

    change: RegisterChange
    words: str
    was: RegisterEntry | None
    now: RegisterEntry | None
    names: tuple[str, ...]
    undoable: bool


def record_lines(user: User, speakers: Sequence[int], entry: RegisterEntry | None = None) -> tuple[Line, ...]:
    """What was done with these speakers, which the person sees, and with the entry's own words; the newest first."""
    changes = register_changes_visible_to(user).filter(speaker__in=speakers)
    if entry is not None:
        changes = changes | register_changes_visible_to(user).filter(speaker=None, now=entry)
    found = changes.select_related("by", "speaker").order_by("-pk")[: 10 * LINES_AT_MOST]
    actions: dict[str, list[RegisterChange]] = {}
    for one in found:
        actions.setdefault(one.action, []).append(one)
    ids = {pk for one in found for pk in (one.was_id, one.now_id) if pk}
    seen = entries_visible_to(user).in_bulk(ids)
    last = {one.speaker_id: one.pk for one in reversed(list(found)) if one.speaker_id}
    newest_words = next((one.pk for one in found if one.speaker_id is None), 0)
    return tuple(
        _line(
            rows, seen, undoable=any(one.pk in (last.get(one.speaker_id or 0), newest_words) for one in rows)
        )
        for rows in list(actions.values())[:LINES_AT_MOST]
    )


def _line(rows: Sequence[RegisterChange], seen: Mapping[int, RegisterEntry], *, undoable: bool) -> Line:
    first = rows[0]
    return Line(
        change=first,
        words=RegisterChangeKind(first.what).label,
        was=seen.get(first.was_id or 0),
        now=seen.get(first.now_id or 0),
        names=tuple(dict.fromkeys(one.speaker.name for one in rows if one.speaker)),
        undoable=undoable and first.what != RegisterChangeKind.UNDONE,
    )

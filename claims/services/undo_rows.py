"""Rows besides claims as an action found and left them, so that an undo can put back exactly those.

For services that hold the article's row. `Rows` is JSON, as `EventPayload.undo` keeps it: kind, primary key, the row's
columns before and after; None where there was no such row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from claims.errors import Refused
from claims.models import (
    Attribution,
    CopyNote,
    Draft,
    Lowering,
    Note,
    Place,
    Question,
    Sentence,
    Speaker,
    Use,
)
from claims.services.history_rows import plain

Rows = Sequence[list[Any]]
Columns = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of row that actions change: the columns that they set, and the many-to-many relations."""

    model: type[Model]
    columns: tuple[str, ...]
    sets: tuple[str, ...] = ()

    def of(self, row: Model) -> Columns:
        now = {name: plain(getattr(row, name)) for name in self.columns}
        return now | {name: sorted(one.pk for one in getattr(row, name).all()) for name in self.sets}

    def all(self, rows: QuerySet[Any]) -> dict[int, Columns]:
        return {row.pk: self.of(row) for row in rows.prefetch_related(*self.sets)}

    def now(self, ids: Iterable[int]) -> dict[int, Columns]:
        return self.all(self.model._base_manager.filter(pk__in=list(ids)))


_PLACED = ("draft_id", "claim_id", "attribution_id", "part", "piece", "start", "end", "how", "fingerprint")
_CLEARED = ("coverage", "why", "cleared_by_id", "clearing_by_id", "clearing_why")
KINDS: dict[str, Kind] = {
    "place": Kind(Place, _PLACED),
    "sentence": Kind(Sentence, _CLEARED),
    "speaker": Kind(Speaker, ("merged_into_id",)),
    "attribution": Kind(Attribution, ("read_as",), ("speakers",)),
    "use": Kind(
        Use,
        ("claim_id", "locator", "passage", "stance", "primary", "said_there", "withdrawn_why"),
        ("independent_of",),
    ),
    "question": Kind(Question, ("claim_id", "withdrawn_by_id", "withdrawn_at")),
    "note": Kind(Note, ("claim_id",)),
    "lowering": Kind(Lowering, ("agreed", "decided_by_id", "decided_at", "decided_why")),
    "copy note": Kind(CopyNote, ("taken", "done_by_id")),
}
BY_MODEL = {kind.model: name for name, kind in KINDS.items()}

# -- what an action changes --------------------------------------------------------------------------------------


def told_before(rows: Iterable[Model]) -> dict[str, dict[int, Columns]]:
    """These rows as the database has them now, before they are changed; by kind and primary key."""
    ids: dict[str, list[int]] = {}
    for row in rows:
        ids.setdefault(BY_MODEL[type(row)], []).append(row.pk)
    return {name: KINDS[name].now(found) for name, found in ids.items()}


def changed_from(before: dict[str, dict[int, Columns]]) -> Rows:
    """What differs in those rows now."""
    return _difference(before, {name: KINDS[name].now(rows) for name, rows in before.items()})


def remember(draft: Draft) -> None:
    """Keep with the draft how everything stands that a mend of one of its claims may change."""
    vars(draft)["_stood"] = _standing(draft)


def changed_since(draft: Draft) -> Rows:
    """What differs from what was remembered: once, for the first event that tells of it, and nothing after that."""
    before = vars(draft).pop("_stood", None)
    return _difference(before, _standing(draft)) if before is not None else []


def _standing(draft: Draft) -> dict[str, dict[int, Columns]]:
    article = draft.article_id
    found = {
        "place": Place.objects.filter(draft=draft),
        "sentence": Sentence.objects.filter(draft=draft),
        "speaker": Speaker.objects.filter(article=article),
        "attribution": Attribution.objects.filter(article=article),
        "use": Use.objects.filter(claim__article=article),
        "question": Question.objects.filter(claim__article=article),
        "note": Note.and_taken_back.filter(claim__article=article),
    }
    return {name: KINDS[name].all(rows) for name, rows in found.items()}


def _difference(before: dict[str, dict[int, Columns]], after: dict[str, dict[int, Columns]]) -> Rows:
    return [
        [name, pk, before[name].get(pk), after[name].get(pk)]
        for name in before
        for pk in sorted({*before[name], *after[name]})
        if before[name].get(pk) != after[name].get(pk)
    ]


# -- putting it back ---------------------------------------------------------------------------------------------


def put_back(rows: Rows) -> None:
    """Let each row be what it was: those that came go, those that went come back, the others have their columns again.

    Raises Refused where one of them isn't any more as the action left it: somebody has changed it since.
    """
    for name, kind in KINDS.items():
        mine = [row for row in rows if row[0] == name]
        now = kind.now(pk for _, pk, _, _ in mine)
        if any(now.get(pk) != after for _, pk, _, after in mine):
            raise Refused("Something that this changed has been changed again since: it can't be undone.")
    for name in KINDS:
        came = [pk for kind, pk, before, _ in rows if kind == name and before is None]
        _take_away(name, came)
    for name, pk, before, _ in rows:
        if before is not None and name == "place":
            Place.objects.filter(pk=pk).delete()
    for name, pk, before, after in rows:
        if before is not None:
            _set(KINDS[name], pk, before, new=after is None or name == "place")


def _take_away(name: str, came: Sequence[int]) -> None:
    """Rows that the action made: places go, attributions fall silent, and speakers of whom nothing is left."""
    if name == "place":
        Place.objects.filter(pk__in=came).delete()
    elif name == "attribution":
        for one in Attribution.objects.filter(pk__in=came):
            one.speakers.clear()


def forget_speakers(rows: Rows) -> None:
    """Take away the speakers that the action made and that nobody needs: to be called when all else is back."""
    came = [pk for kind, pk, before, _ in rows if kind == "speaker" and before is None]
    Speaker.objects.filter(pk__in=came, attributions=None, merged=None, merged_into=None).delete()


def _set(kind: Kind, pk: int, before: Columns, *, new: bool) -> None:
    columns = {
        name: kind.model._meta.get_field(name).to_python(before[name])  # type: ignore[union-attr]
        if before[name] is not None
        else None
        for name in kind.columns
    }
    if new:
        kind.model._base_manager.create(pk=pk, **columns)
    else:
        kind.model._base_manager.filter(pk=pk).update(**columns)
    for name in kind.sets:
        getattr(kind.model._base_manager.get(pk=pk), name).set(before[name])


def instances(rows: Rows, name: str) -> list[Any]:
    """The rows of one kind that are there now, as the database has them."""
    ids = [pk for kind, pk, _, _ in rows if kind == name]
    found = KINDS[name].model._base_manager.filter(pk__in=ids).order_by("pk")
    return list(found)

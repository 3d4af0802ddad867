"""The rows of the search: those wanted laid beside those that are there, and only what differs is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from claims.models import SearchEntry
from claims.models.search import THINGS
from claims.searching.figures import figures_in

PIECE, FIGURES = 100_000, 2_000  # characters of a long text in one row; figures that are kept of it
TELLS = ("words", "called", "at", "desk_id")
CHANGED = ("words", "called", "at", "desk", "figures")


def entries(kind: str, words: str, **fields: Any) -> Iterator[SearchEntry]:
    """The rows of one thing: more than one where its text is long, none where it has no words."""
    for piece, part in enumerate(pieces(words)):
        yield SearchEntry(kind=kind, piece=piece, words=part, **fields)


def pieces(text: str) -> Iterator[str]:
    """The text cut between words, without NUL; a word of more than a piece is cut within."""
    text = text.replace("\0", " ").strip()
    while len(text) > PIECE:
        cut = max(text.rfind(" ", PIECE // 2, PIECE), text.rfind("\n", PIECE // 2, PIECE))
        cut = cut if cut > 0 else PIECE
        yield text[:cut]
        text = text[cut:].lstrip()
    if text:
        yield text


def replace(there: QuerySet[SearchEntry], wanted: Iterable[SearchEntry]) -> None:
    """Make `there` what is wanted, in the caller's transaction, which keeps others from these rows. A second run writes
    nothing; the figures are read where the words are others than before."""
    before = {_key(one): one for one in there.defer("lexemes", "folded")}
    new, changed = [], []
    for one in wanted:
        was = before.pop(_key(one), None)
        if was is None:
            new.append(one)
        elif any(getattr(was, name) != getattr(one, name) for name in TELLS):
            one.pk = was.pk
            changed.append(one)
    for one in (*new, *changed):
        one.figures = figures_in(one.words)[:FIGURES]
    SearchEntry.objects.filter(pk__in=[one.pk for one in before.values()]).delete()
    SearchEntry.objects.bulk_create(new, batch_size=500)
    SearchEntry.objects.bulk_update(changed, CHANGED, batch_size=500)


def _key(one: SearchEntry) -> tuple[Any, ...]:
    return one.kind, one.piece, *(getattr(one, f"{name}_id") for name in THINGS.values())

"""Copies of every article, made in the database itself: for a newsroom of any size to measure and try things in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import Field, ForeignKey, Model

from claims.models import (
    Answer,
    Article,
    Attribution,
    Claim,
    Draft,
    Event,
    EventPayload,
    Evidence,
    Note,
    Place,
    Sentence,
    Speaker,
    Split,
    Use,
)
from newsroom.databases import as_owner

COPIED: tuple[type[Model], ...] = (
    *(Article, Article.bylines.through, Draft, Split, Sentence, Speaker, Attribution),
    *(Attribution.speakers.through, Claim, Place, Evidence, Use, Answer, Note, Event, EventPayload),
)
# No row of what is copied has an id this high: the n-th copy's ids are n times as much higher.
APART = 1_000_000
# Where words may be others in each copy.
WORDED = {(Article, "title"), (Draft, "text"), (Speaker, "name"), (Evidence, "title"), (Note, "text")}
Words = Mapping[str, Sequence[str]]


def copy_all(times: int, others: Words | None = None) -> None:
    """All articles that there are, with what belongs to them, this many times more: on the same desks, of the same
    people. A second run fails on the first id.

    `others`: words that are another one in each copy, of the same length, so that every place stays where it is. What
    refers to a row by its id within JSON still means the first one, and the copies' chains of events hold for nobody:
    they are signed for the first. Foreign keys aren't checked row by row, for each copy refers to rows of the same
    copy; that takes a superuser.
    """
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for model in COPIED:
            cursor.execute(_copy(model, others or {}), [times])
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("ANALYZE")


def _copy(model: type[Model], others: Words) -> str:
    """The INSERT; a text that may stand but once in the whole table gets the copy's number."""
    fields = model._meta.local_concrete_fields
    names = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(_value(model, field, others) for field in fields)
    table = model._meta.db_table
    # Names of our own models and words of our own files; the rows are read before any is written, so no copy is copied.
    return (
        f'INSERT INTO "{table}" ({names}) SELECT {values} FROM "{table}", '  # noqa: S608  # nosec B608
        "generate_series(1, %s::bigint) AS n"
    )


def _value(model: type[Model], field: Field[Any, Any], others: Words) -> str:
    column = f'"{field.column}"'
    if field.primary_key or (isinstance(field, ForeignKey) and field.related_model in COPIED):
        return f"{column} + n * {APART}"
    if field.unique:
        return f"{column} || '-' || n"
    if (model, field.name) in WORDED:
        return _worded(column, others)
    if (model, field.name) == (Draft, "sha256") and others:
        text = _worded('"text"', others)
        return f"encode(sha256(convert_to({text}, 'UTF8')), 'hex')"
    if (model, field.name) == (Article, "created"):
        return f"{column} - n * interval '7 minutes'"
    return column


def _worded(column: str, others: Words) -> str:
    """The text with the n-th copy's words: each list turns once when the one before it has gone round."""
    every = 1
    for word, instead in others.items():
        wanted = ", ".join(f"'{one}'" for one in instead)
        column = f"replace({column}, '{word}', (ARRAY[{wanted}])[1 + (n / {every}) %% {len(instead)}])"
        every *= len(instead)
    return column

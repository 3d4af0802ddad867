"""An article's rows, copied in the database itself until it holds as many claims as a large newsroom's."""

from __future__ import annotations

from django.db import connection
from django.db.models import ForeignKey, Model

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


def copy_all(times: int) -> None:
    """All articles that there are, with what belongs to them, this many times more: on the same desks, of the same
    people. What refers to a row by its id within JSON still means the first one.

    Foreign keys aren't checked row by row, for each copy refers to rows of the same copy.
    """
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for model in COPIED:
            cursor.execute(_copy(model), [times])
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("ANALYZE")


def _copy(model: type[Model]) -> str:
    """The INSERT; a text that may stand but once in the whole table gets the copy's number."""
    names, values = [], []
    for field in model._meta.local_fields:
        column = f'"{field.column}"'
        names.append(column)
        if field.primary_key or (isinstance(field, ForeignKey) and field.related_model in COPIED):
            column = f"{column} + n * {APART}"
        elif field.unique:
            column = f"{column} || '-' || n"
        values.append(column)
    table = model._meta.db_table
    # the rows are read before any is written, so no copy is copied
    return (
        f'INSERT INTO "{table}" ({", ".join(names)}) '  # names of our own models
        f'SELECT {", ".join(values)} FROM "{table}", generate_series(1, %s::bigint) AS n'
    )

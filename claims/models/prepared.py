"""Columns of a query whose SQL is written once: building a deep subquery takes Django longer than the database needs to
answer it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Expression, Field, IntegerField, QuerySet
from django.db.models.expressions import RawSQL


class Ask(Expression):
    """A number that differs from one request to the next, within what is prepared: an id, by a name."""

    def __init__(self, name: str) -> None:
        super().__init__(IntegerField())
        self.name = name

    def as_sql(self, *_: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)


class Prepared:
    """What a queryset annotates its rows with, for `annotate(**PREPARED(article=7))` on any query of the same model.

    `make` is called once in a process and is given nothing: it can keep nothing of anybody's, and what isn't an `Ask`
    is the same for all. Its columns may use the model's own table and each other; no joined ones.
    """

    def __init__(self, make: Callable[[], QuerySet[Any]]) -> None:
        self.make = make

    def __call__(self, **values: int) -> dict[str, RawSQL]:
        """The columns with these values; raises KeyError where one is missing."""
        return {
            name: RawSQL(  # noqa: S611  # Django's own SQL, and the values are parameters
                sql, [values[one.name] if isinstance(one, Ask) else one for one in params], field
            )
            for name, (sql, params, field) in self._columns.items()
        }

    @cached_property
    def _columns(self) -> dict[str, tuple[str, tuple[Any, ...], Field[Any, Any]]]:
        query = self.make().query
        compiler = query.get_compiler(DEFAULT_DB_ALIAS)
        compiler.setup_query()
        return {
            name: (sql, tuple(params), column.output_field)
            for column, (sql, params), name in compiler.select
            if name in query.annotations
        }

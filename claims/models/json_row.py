"""A row of a subquery as one JSON object, so that a page reads what stands beside its rows in the same query."""

from __future__ import annotations

from typing import Any

from django.db.models import Func, JSONField


class JsonRow(Func):
    """Fields under their own names, and others under those that the caller gives them: JsonRow("pk", by="by__name").

    Django's JSONObject makes three expressions of each name, which are copied whenever the query around them is built;
    here the names stand in the SQL. Times come as ISO 8601.
    """

    function = "JSONB_BUILD_OBJECT"
    output_field = JSONField()

    def __init__(self, *fields: str, **named: Any) -> None:
        self.names = (*fields, *named)
        if not all(name.isidentifier() for name in self.names):
            raise ValueError(f"Not all are names: {self.names}")
        super().__init__(*fields, *named.values())

    def as_sql(self, compiler: Any, connection: Any, *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
        parts, params = [], []
        for name, source in zip(self.names, self.source_expressions, strict=True):
            sql, mine = compiler.compile(source)
            parts.append(f"'{name}', {sql}")
            params += mine
        return f"{self.function}({', '.join(parts)})", tuple(params)

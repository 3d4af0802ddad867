"""The API described by OpenAPI 3.1, from the same table that answers it."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

import msgspec

from claims.api.door import JSON, KEY, Endpoint
from claims.api.problems import PROBLEM, ProblemOut
from claims.exports.formats import FORMATS

REF = "#/components/schemas/{name}"
Table = Iterable[tuple[str, str, Mapping[str, Endpoint]]]
INFO = {
    "title": "The fact-checking desk",
    "version": "1",
    "description": "For a CMS: send drafts, read how checking stands, ask whether a text may be published. docs/api.md "
    "tells how it is meant.",
}
BEARER = {
    "type": "http",
    "scheme": "bearer",
    "description": "A token that an administrator makes under Integrations.",
}


def document(table: Table, root: str) -> dict[str, Any]:
    """The OpenAPI document of rows of (path, URL name, endpoints by method), under an address."""
    rows = [(f"/{_template(path)}", name, methods) for path, name, methods in table]
    kinds = {end.gives for *_, methods in rows for end in methods.values()} - {bytes}
    kinds |= {end.takes for *_, methods in rows for end in methods.values() if end.takes}
    order = sorted({*kinds, ProblemOut}, key=lambda kind: kind.__name__)
    _, components = msgspec.json.schema_components(order, ref_template=REF)
    for one in components.values():
        one["description"] = " ".join(one.get("description", "").split())
    components["ReportOut"]["properties"]["report"] = {
        "type": "object",
        "description": "By docs/report.schema.json.",
    }
    return {
        "openapi": "3.1.0",
        "info": INFO,
        "servers": [{"url": root}],
        "security": [{"token": []}],
        "paths": {
            path: {
                method.lower(): _operation(f"{name}-{method}".lower(), path, end)
                for method, end in methods.items()
            }
            for path, name, methods in rows
        },
        "components": {"securitySchemes": {"token": BEARER}, "schemas": components},
    }


def _template(path: str) -> str:
    return re.sub(r"<\w+:(\w+)>", r"{\1}", path)


def _operation(name: str, path: str, end: Endpoint) -> dict[str, Any]:
    words = " ".join((inspect.getdoc(end.do) or "").split())
    told: dict[str, Any] = {
        "operationId": name,
        "summary": words.partition(". ")[0].rstrip("."),
        "description": words + (f" Scope: `{end.scope.value}`." if end.scope else ""),
        "parameters": [*_in_path(path), *_in_query(end), *(_KEY if end.once else [])],
        "responses": _responses(end),
    }
    if end.takes:
        body = {JSON: {"schema": {"$ref": REF.format(name=end.takes.__name__)}}}
        told["requestBody"] = {"required": True, "content": body}
    return told


_KEY = [
    {
        "name": "Idempotency-Key",
        "in": "header",
        "required": True,
        "description": "A new one for each new thing; sent again, it is answered with the first result.",
        "schema": {"type": "string", "pattern": f"^{KEY.pattern}$"},
    }
]


def _in_path(path: str) -> list[dict[str, Any]]:
    kinds = {
        "pk": {"type": "integer", "minimum": 1, "maximum": (1 << 63) - 1},
        "format": {"type": "string", "enum": list(FORMATS)},
    }
    return [
        {"name": name, "in": "path", "required": True, "schema": kinds[name]}
        for name in re.findall(r"{(\w+)}", path)
    ]


def _in_query(end: Endpoint) -> list[dict[str, Any]]:
    if not end.asks:
        return []
    (ref,), found = msgspec.json.schema_components([end.asks], ref_template="{name}")
    shape = found[ref["$ref"]]
    return [
        {
            "name": name,
            "in": "query",
            "required": name in shape.get("required", []),
            "schema": _plain(schema, found),
        }
        for name, schema in shape["properties"].items()
    ]


def _plain(schema: dict[str, Any], found: Mapping[str, Any]) -> dict[str, Any]:
    """A query's field: what may be left out is left out there, never null."""
    choices = [one for one in schema.get("anyOf", [schema]) if one != {"type": "null"}]
    one = found[choices[0]["$ref"]] if "$ref" in choices[0] else choices[0]
    return {key: value for key, value in one.items() if key not in ("default", "title")}


def _responses(end: Endpoint) -> dict[str, Any]:
    kind: dict[str, Any] = {JSON: {"schema": {"$ref": REF.format(name=end.gives.__name__)}}}
    if end.gives is bytes:
        kind = {one: {"schema": {}} for one in sorted({known.media_type for known in FORMATS.values()})}
    good = {"description": HTTPStatus(end.status).phrase, "content": kind}
    bad = {PROBLEM: {"schema": {"$ref": REF.format(name=ProblemOut.__name__)}}}
    found = {str(end.status): good}
    for status in end.statuses:
        found[str(status)] = {"description": HTTPStatus(status).phrase, "content": bad}
    return found

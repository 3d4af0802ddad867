"""A report as JSON and back: what the desk keeps of it, and what other systems are given. One and the same bytes."""

from __future__ import annotations

from typing import Any, get_type_hints

import msgspec

from claims.exports import report as reports
from claims.exports.labels import ENGLISH
from claims.exports.report import SCHEMA, Report
from claims.exports.schema_words import CODES, FIELDS

_ENCODER = msgspec.json.Encoder(order="deterministic")
_DECODER = msgspec.json.Decoder(Report)


def render_json(report: Report) -> bytes:
    """The whole report as UTF-8 JSON by the schema below; the same report gives the same bytes."""
    return _ENCODER.encode(report)


def report_in(content: bytes) -> Report:
    """The report that `render_json` wrote. Raises ValueError where it isn't one, or is of another version."""
    report = _DECODER.decode(content)
    if report.schema != SCHEMA:
        raise ValueError(f"This is a report by schema {report.schema}; this program reads {SCHEMA}.")
    return report


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `render_json`, as docs/report.schema.json has it: each field with what it means,
    and the codes that may stand in it.
    """
    found = msgspec.json.schema(Report)
    for name, definition in found["$defs"].items():
        definition["description"] = " ".join(definition["description"].split())
        hints = get_type_hints(getattr(reports, name))
        for key, field in definition["properties"].items():
            field["description"] = _meaning(f"{name}.{key}")
            if "datetime" in str(hints[key]):
                _moment(field)
    about = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Fact-check report",
        "description": "docs/report-json.md tells how it is meant, and what stays from version to version.",
        "version": SCHEMA,
    }
    return about | found


def _meaning(name: str) -> str:
    """What a field means, and which codes may stand in it."""
    if name not in CODES:
        return FIELDS[name]
    prefix = f"{CODES[name]}."
    codes = ", ".join(repr(key.removeprefix(prefix)) for key in ENGLISH if key.startswith(prefix))
    return f"{FIELDS[name]} One of {codes}; later versions may have more. None: not told."


def _moment(field: dict[str, Any]) -> None:
    """ISO 8601 in UTC, in each choice that is a text."""
    for choice in field.get("anyOf", [field]):
        if choice.get("type") == "string":
            choice["format"] = "date-time"

"""The report as JSON for other systems: by its published schema, and back to the letter."""

from __future__ import annotations

import dataclasses
import json
import os
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.exports import report as model
from claims.exports.labels import ENGLISH
from claims.exports.schema_words import CODES, FIELDS
from claims.exports.snapshot import render_json, report_in, schema
from tests.house.source import ROOT
from tests.support import reports
from tests.support.golden import is_golden
from tests.support.hostile import CONTROLS, HOSTILE
from tests.support.properties import unhurried

PUBLISHED = ROOT / "docs/report.schema.json"
REPORTS = {
    "bridge": reports.bridge,
    "empty": reports.empty,
    "one": lambda: reports.many(1),
    "500": lambda: reports.many(500),
    "hostile": lambda: reports.everywhere("".join(HOSTILE + CONTROLS)),
    "no text": lambda: reports.report(text=""),
    "outside": lambda: reports.bridge(audience="outside", number=0, notes=(), history=()),
}


@pytest.fixture(scope="module")
def published() -> Any:
    moments = jsonschema.FormatChecker()
    moments.checks("date-time", ValueError)(_is_moment)
    return jsonschema.Draft202012Validator(json.loads(PUBLISHED.read_text()), format_checker=moments)


def _is_moment(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


def test_the_published_schema_is_the_programs_own() -> None:
    """SCHEMA=1 python -m pytest tests/unit/exports/test_report_json.py -k published writes it anew."""
    text = json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
    if os.environ.get("SCHEMA"):
        PUBLISHED.write_text(text, encoding="utf-8")
    assert PUBLISHED.read_text(encoding="utf-8") == text, "stale: the docstring of this test has the line"


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("name", REPORTS)
def test_each_report_is_as_the_schema_says(name: str, published: Any) -> None:
    content = json.loads(render_json(REPORTS[name]()))
    published.validate(content)
    assert content["schema"] == "1.0"


@pytest.mark.parametrize("name", REPORTS)
def test_it_comes_back_to_the_letter(name: str) -> None:
    report = REPORTS[name]()
    assert report_in(render_json(report)) == report
    assert render_json(report_in(render_json(report))) == render_json(report)


def test_a_golden_file() -> None:
    report = reports.bridge()
    text = json.dumps(json.loads(render_json(report)), indent=1, ensure_ascii=False) + "\n"
    is_golden("bridge.json", text, sha256=report.sha256)


def test_spans_are_code_points() -> None:
    """Read by a program that knows nothing of ours: JSON's text, sliced."""
    content = json.loads(render_json(reports.bridge()))
    for claim in content["claims"]:
        told = [content["text"][start:end] for start, end in claim["spans"]]
        assert told == ([] if claim["lost"] else [claim["words"]])


def test_each_field_has_its_meaning() -> None:
    kinds = [
        one
        for one in vars(model).values()
        if dataclasses.is_dataclass(one) and one.__module__ == model.__name__
    ]
    fields = {
        f"{kind.__name__}.{field.name}"
        for kind in kinds
        if kind.__name__ != "ReportPiece"  # made of a report, not in it
        for field in dataclasses.fields(kind)
    }
    assert set(FIELDS) == fields
    assert set(CODES) <= fields
    assert all(any(key.startswith(f"{kind}.") for key in ENGLISH) for kind in CODES.values())


def _without(key: str, content: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name != key}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda one: _without("text", one),
        lambda one: one | {"draft": "2"},
        lambda one: one | {"made": "yesterday"},
        lambda one: one | {"claims": [one["claims"][0] | {"spans": [[1, 2, 3]]}]},
        lambda one: one | {"audience": "everybody"},
    ],
)
def test_what_is_none_is_refused_by_both(spoil: Any, published: Any) -> None:
    spoiled = spoil(json.loads(render_json(reports.bridge())))
    assert not published.is_valid(spoiled)
    with pytest.raises(ValueError, match=r"."):
        report_in(json.dumps(spoiled).encode())


def test_another_version_is_refused() -> None:
    with pytest.raises(ValueError, match=r"by schema 2\.0; this program reads 1\.0"):
        report_in(render_json(reports.bridge(schema="2.0")))


@settings(unhurried, max_examples=50)
@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80),
    st.datetimes(timezones=st.just(UTC)),
)
def test_any_words_come_back(words: str, at: datetime) -> None:
    report = replace(reports.everywhere(words), made=at)
    back = report_in(render_json(report))
    assert back.text == words and back.claims == report.claims
    assert back.made == at


def test_the_example_in_the_docs_is_a_claim_of_the_golden_file() -> None:
    page = (ROOT / "docs/report-json.md").read_text()
    example = json.loads(page.split("```json\n")[1].split("```")[0])
    [claim] = [
        one for one in json.loads(render_json(reports.bridge()))["claims"] if one["id"] == example["id"]
    ]
    assert example == claim

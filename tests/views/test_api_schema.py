"""The API against its own description: schemathesis sends what the description allows, and what it doesn't.

It speaks to the application itself, in this process; each call of it has a token, so that what is behind the door is
tried and not the door alone.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from claims.api.urls import TABLE, described
from claims.models import Integration
from claims.selectors.report import ReportChoice
from claims.services.report_file_run import file_of
from tests import factories as make
from tests.support.api import integrated

pytestmark = pytest.mark.django_db(transaction=True)

SCHEMA = schemathesis.openapi.from_dict(json.loads(described()))
SCHEMA.app = WSGIHandler()
CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
    negative_data_rejection,
    unsupported_method,
]
EXAMPLES, MANY = 12, 200


def test_the_description_is_whole() -> None:
    """Each row of the table, each with what it may answer; and nothing else."""
    told = json.loads(described())
    assert told["openapi"] == "3.1.0"
    assert len(told["paths"]) == len(TABLE)
    operations = [one for path in told["paths"].values() for one in path.values()]
    assert len(operations) == sum(len(methods) for *_, methods in TABLE)
    assert all({"401", "403", "429"} <= set(one["responses"]) for one in operations)
    assert all(one["summary"] and one["description"].endswith(".") for one in operations)
    writes = [name for name, path in told["paths"].items() for one in path.values() if _keyed(one)]
    assert writes == ["/articles", "/articles/{pk}/drafts", "/articles/{pk}/published"]


def _keyed(operation: dict[str, Any]) -> bool:
    return any(one["name"] == "Idempotency-Key" for one in operation["parameters"])


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch, settings: Any) -> tuple[str, dict[str, int]]:
    """A token, and what there is by its numbers."""
    settings.API_CALLS_A_MINUTE = 100_000
    room = make.newsroom()
    article = make.signable(room)
    report = make.report(article, room.editor, ReportChoice(audience="outside"))
    file_of(report, "csv")
    cms = integrated(room.administrator, room.desk)
    return cms.token, {"articles": article.pk, "reports": report.pk, "desk": room.desk.pk}


def try_all(token: str, ids: dict[str, int], examples: int) -> set[int]:
    """Each operation, by numbers that there are and by any; with which statuses it was answered."""
    codes: set[int] = set()
    for found in SCHEMA.get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=examples,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.explicit, Phase.generate],
        )
        @given(case=cases(operation, ids))
        def one(case: Any) -> None:
            ours = {"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"}
            case.headers = dict(case.headers or {}) | ours
            response = case.call(base_url="http://testserver/api/v1")
            codes.add(response.status_code)
            case.validate_response(response, checks=CHECKS)

        one()
    return codes


def cases(operation: Any, ids: dict[str, int]) -> Any:
    """What the description allows, also about what there is, and what it doesn't allow."""
    good = operation.as_strategy(generation_mode=schemathesis.GenerationMode.POSITIVE)
    bad = operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE)

    def real(case: Any) -> Any:
        if "pk" in (case.path_parameters or {}):
            case.path_parameters["pk"] = ids[case.path.split("/")[1]]
        if isinstance(case.body, dict) and "desk" in case.body:
            case.body["desk"] = ids["desk"]
        return case

    return st.one_of(good, good.map(real), bad)


def test_schemathesis_finds_nothing(room: tuple[str, dict[str, int]]) -> None:
    codes = try_all(*room, EXAMPLES)
    assert {200, 404, 422} <= codes and 401 not in codes and 429 not in codes
    assert Integration.objects.get().calls > 0


@pytest.mark.long
@pytest.mark.timeout(1_800)
def test_schemathesis_finds_nothing_for_long(room: tuple[str, dict[str, int]]) -> None:
    try_all(*room, MANY)

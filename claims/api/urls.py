"""The API's addresses: one table, from which the views and the OpenAPI document are made."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from claims.api import articles, clearance, reports
from claims.api.door import JSON, resource
from claims.api.openapi import document
from claims.api.problems import Problem

ROOT = "/api/v1"
TABLE = (
    ("token", "api-token", {"GET": articles.token}),
    ("articles", "api-articles", {"GET": articles.articles, "POST": articles.article_new}),
    ("articles/<int:pk>", "api-article", {"GET": articles.article}),
    ("articles/<int:pk>/drafts", "api-drafts", {"POST": articles.draft_new}),
    ("articles/<int:pk>/claims", "api-claims", {"GET": articles.claims}),
    ("articles/<int:pk>/published", "api-published", {"POST": articles.published}),
    ("clearance", "api-clearance", {"GET": clearance.of_hash, "POST": clearance.of_text}),
    ("reports/<int:pk>", "api-report", {"GET": reports.report}),
    (
        "reports/<int:pk>/files/<slug:format>",
        "api-report-file",
        {"GET": reports.file, "POST": reports.file_ask},
    ),
)


@cache
def described() -> bytes:
    return msgspec.json.format(msgspec.json.encode(document(TABLE, ROOT)), indent=2)


@csrf_exempt
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The API's description. It tells nothing of what is in the newsroom, so that it needs no token."""
    return HttpResponse(described(), content_type=JSON)


@csrf_exempt
def nowhere(request: HttpRequest, rest: str) -> HttpResponse:
    """Every other address of the API is answered in its form, and not as a page."""
    return Problem(404, "The API has no such address. See /api/v1/openapi.json.").response()


urlpatterns: list[Any] = [
    *(path(where, resource(name, methods), name=name) for where, name, methods in TABLE),
    path("openapi.json", openapi, name="api-openapi"),
    path("<path:rest>", nowhere, name="api-nowhere"),
]

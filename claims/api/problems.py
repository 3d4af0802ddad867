"""The one form in which the API says no: RFC 9457."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated

import msgspec
from django.http import HttpResponse

PROBLEM = "application/problem+json"


class ProblemOut(msgspec.Struct, frozen=True, rename={"kind": "type"}):
    """Why a call wasn't answered as it was wished; `detail` is for a reader."""

    kind: str
    title: str
    status: Annotated[int, msgspec.Meta(ge=400, le=599)]
    detail: str


class Problem(Exception):
    """A call that ends here; `str(problem)` is the sentence that is answered."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status, self.headers = status, dict(headers or {})

    def response(self) -> HttpResponse:
        title = HTTPStatus(self.status).phrase
        told = ProblemOut(kind="about:blank", title=title, status=self.status, detail=str(self))
        return HttpResponse(
            msgspec.json.encode(told), status=self.status, content_type=PROBLEM, headers=self.headers
        )

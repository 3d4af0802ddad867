"""Who gets through the API's door, and what every call shares: token, scope, limits, one-time key, JSON in and out.

A call has no session: cookies are looked at by nothing here, so that no page of another site can act by them, and no
token for forms is asked for.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from django.core.exceptions import ObjectDoesNotExist, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_variables

from claims.api.problems import Problem
from claims.errors import Refused, TextRefused, TooMany
from claims.models import Integration, User
from claims.services.api_call_note import api_call_note
from claims.services.integration_admit import integration_admit
from claims.views.access import Erased
from claims.vocabulary import Scope

JSON = "application/json"
TOKEN = re.compile(r"Bearer +(nr_[0-9a-f]{8}_[A-Za-z0-9_-]{43})", re.ASCII | re.IGNORECASE)
KEY = re.compile(r"[\x21-\x7e]{1,200}")
WHO = {"WWW-Authenticate": 'Bearer realm="newsroom"'}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One method of one address. `gives` is what it answers, `takes` its body, `asks` its query; `once`: it writes,
    once for each Idempotency-Key; `fails`: with which statuses besides those that `statuses` names."""

    do: Callable[..., Any]
    gives: type
    scope: Scope | None = None
    takes: type | None = None
    asks: type | None = None
    once: bool = False
    status: int = 200
    fails: tuple[int, ...] = ()

    @property
    def statuses(self) -> tuple[int, ...]:
        """All with which it may say no."""
        found = {401, 403, 429, *self.fails}
        found |= {400, 413, 415, 422} if self.takes else set()
        found |= {400, 409} if self.once else set()
        return tuple(sorted(found | ({422} if self.asks else set())))


def endpoint(gives: type, **more: Any) -> Callable[[Callable[..., Any]], Endpoint]:
    """Make a function the endpoint that answers `gives`; the rest are the Endpoint's fields."""
    return lambda do: Endpoint(do, gives, **more)


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose call it is: `user` is the integration's account; `key` the one-time key for services, "" for reads."""

    integration: Integration
    user: User
    key: str = ""

    @property
    def desks(self) -> list[int]:
        return [desk.pk for desk in self.integration.desks.all()]


def resource(name: str, methods: Mapping[str, Endpoint]) -> Callable[..., HttpResponse]:
    """The view of one address; `name` is its URL's. Every call that a token lets in is noted."""

    @csrf_exempt
    def view(request: HttpRequest, **path: Any) -> HttpResponse:
        method = "GET" if request.method == "HEAD" else str(request.method)
        try:
            if method not in methods:
                allow = ", ".join(sorted({*methods, *(["HEAD"] if "GET" in methods else [])}))
                raise Problem(405, f"This address takes {allow}.", {"Allow": allow})
            caller = _admitted(request)
        except Problem as problem:
            return problem.response()
        try:
            response = _answered(request, methods[method], caller, path)
        except Problem as problem:
            response = problem.response()
        about, status = path.get("pk"), response.status_code
        api_call_note(integration=caller.integration, method=method, name=name, about=about, status=status)
        return response

    return view


@sensitive_variables("found")
def _admitted(request: HttpRequest) -> Caller:
    """Raises Problem: 401 without a token that holds, 429 where it calls too often."""
    found = TOKEN.fullmatch(request.headers.get("Authorization", ""))
    try:
        integration = integration_admit(token=found[1]) if found else None
    except TooMany as error:
        raise Problem(429, str(error), {"Retry-After": str(error.seconds)}) from error
    if integration is None:
        raise Problem(401, "Send a token that holds: Authorization: Bearer nr_…", WHO)
    return Caller(integration, integration.account)


def _answered(request: HttpRequest, end: Endpoint, caller: Caller, path: dict[str, Any]) -> HttpResponse:
    """Do what is asked. Raises Problem for all that the pages would say no to."""
    if end.scope and end.scope not in caller.integration.scopes:
        raise Problem(403, f"This token doesn't have the scope “{end.scope.value}”.")
    given = [_asked(request, end.asks)] if end.asks else []
    given += [_sent(request, end.takes)] if end.takes else []
    caller = replace(caller, key=_key(request, caller)) if end.once else caller
    try:
        return _response(end.do(caller, *given, **path), end.status)
    except TextRefused as error:
        raise Problem(422, str(error)) from error
    except Refused as error:
        raise Problem(409, str(error)) from error
    except Erased as error:
        raise Problem(410, "This was erased.") from error
    except (Http404, ObjectDoesNotExist) as error:
        raise Problem(404, "There is nothing here that this token may see.") from error


def _response(found: Any, status: int) -> HttpResponse:
    if isinstance(found, HttpResponse):
        return found
    response = HttpResponse(msgspec.json.encode(found), status=status, content_type=JSON)
    if status == 201:
        response["Location"] = found.url
    return response


def _asked(request: HttpRequest, kind: type) -> Any:
    """The query. Raises Problem for what the address doesn't know."""
    try:
        return msgspec.convert(request.GET.dict(), kind, strict=False)
    except msgspec.ValidationError as error:
        raise Problem(422, f"The query isn't in order: {error}") from error


def _sent(request: HttpRequest, kind: type) -> Any:
    """The body. Raises Problem for what isn't JSON in UTF-8, is too large, or isn't what the address takes."""
    if request.content_type != JSON:
        raise Problem(415, f"Send {JSON}.")
    try:
        return msgspec.json.decode(request.body, type=kind)
    except RequestDataTooBig as error:
        raise Problem(413, "This is too large.") from error
    except msgspec.ValidationError as error:
        raise Problem(422, f"The body isn't in order: {error}") from error
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise Problem(400, "The body isn't JSON in UTF-8.") from error


def _key(request: HttpRequest, caller: Caller) -> str:
    """The one-time key: the integration's own, so that no other's key meets it. Raises Problem."""
    key = request.headers.get("Idempotency-Key", "")
    if not KEY.fullmatch(key):
        raise Problem(
            400, "Send an Idempotency-Key: 1 to 200 visible characters, a new one for each new thing."
        )
    return f"api-{caller.integration.pk}-{hashlib.sha256(key.encode()).hexdigest()[:40]}"

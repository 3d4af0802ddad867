"""How long a session lasts, and what it needs besides a password."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_cache_control

from claims.vocabulary import Role

STARTED, SEEN, HAS_FACTOR = "started", "seen", "second-factor"
NOTED_EVERY = 60  # seconds: more often would be a write for each page
# What a page asks by itself is no sign that somebody is there.
BY_ITSELF = frozenset({"notices-count", "article-progress", "article-since", "status-sign", "status-now"})
WITHOUT_FACTOR = frozenset({"account_login", "account_logout", "account_reauthenticate", "healthz"})


class SessionLimits:
    """Ends a session that nobody has used for SESSION_IDLE_SECONDS, or that is older than SESSION_SECONDS. No cache
    keeps what is answered, and no other site's page draws it in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        patch_cache_control(response, private=True, no_store=True)
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        if not request.user.is_authenticated:
            return
        session, now = request.session, time.time()
        started, seen = session.setdefault(STARTED, now), session.setdefault(SEEN, now)
        if now - started > settings.SESSION_SECONDS or now - seen > settings.SESSION_IDLE_SECONDS:
            logout(request)
        elif now - seen > NOTED_EVERY and _name(request) not in BY_ITSELF:
            session[SEEN] = now


class SecondFactor:
    """Leads whoever needs a second factor and has none to where they set one up; nothing else is shown before."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        if settings.SECOND_FACTOR == "CHOICE" or not request.user.is_authenticated:
            return None
        name = _name(request)
        if name in WITHOUT_FACTOR or name.startswith("mfa_") or request.session.get(HAS_FACTOR):
            return None
        if not needs_second_factor(request.user) or _has_one(request.user):
            return None
        return HttpResponseRedirect(reverse("mfa_index"))


def needs_second_factor(user: Any) -> bool:
    """Whether SECOND_FACTOR asks this person for one."""
    if settings.SECOND_FACTOR == "EVERYBODY":
        return True
    if settings.SECOND_FACTOR == "CHOICE":
        return False
    return bool(user.administrator or user.memberships.filter(role=Role.EDITOR).exists())


def _has_one(user: Any) -> bool:
    from allauth.mfa.adapter import get_adapter

    return bool(get_adapter().is_mfa_enabled(user))


def _name(request: HttpRequest) -> str:
    return (request.resolver_match and request.resolver_match.url_name) or ""

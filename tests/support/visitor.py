"""A person who is signed in and asks a real web server by HTTP, as a browser would: one request a connection."""

from __future__ import annotations

import time
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.test import Client

from claims.models import User
from newsroom.sessions import SEEN, STARTED

CSRF = "c" * 32


class Visitor:
    """`get` and `post` give the status, 0 where nobody answered, and the page; `took` the longest in seconds."""

    def __init__(self, url: str, person: User) -> None:
        self.host, self.took = urlsplit(url).netloc, 0.0
        client = Client()
        client.force_login(User.objects.get(pk=person.pk))
        session = client.session
        session[STARTED] = session[SEEN] = time.time()
        session.save()
        cookies = {settings.SESSION_COOKIE_NAME: session.session_key, settings.CSRF_COOKIE_NAME: CSRF}
        self.headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}

    def get(self, path: str) -> tuple[int, str]:
        return self._ask("GET", path)

    def post(self, path: str, data: dict[str, Any], **headers: str) -> tuple[int, str]:
        """The form, sent as it stands; with `HX_Request="true"` as htmx sends it."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        named["Content-Type"] = "application/x-www-form-urlencoded"
        return self._ask("POST", path, urlencode({"csrfmiddlewaretoken": CSRF} | data, doseq=True), named)

    def _ask(
        self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, str]:
        began = time.monotonic()
        connection = HTTPConnection(self.host, timeout=60)
        try:
            connection.request(method, path, body, self.headers | (headers or {}))
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except (OSError, HTTPException):
            return 0, ""
        finally:
            connection.close()
            self.took = max(self.took, time.monotonic() - began)

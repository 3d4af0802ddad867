"""A provider of single sign-on that isn't ours (oidc-provider-mock), and somebody who signs in at it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, urlsplit

import oidc_provider_mock
import requests
from django.test import Client
from django.urls import reverse

from newsroom.oidc import Oidc
from tests.support.html import read

SECONDS = 10


@contextmanager
def running() -> Iterator[str]:
    """A provider on a port of its own; its issuer."""
    with oidc_provider_mock.run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


def knows(issuer: str, subject: str, **claims: Any) -> None:
    """Have the provider know somebody, and say this of them."""
    requests.put(f"{issuer}/users/{quote(subject)}", json=claims, timeout=SECONDS).raise_for_status()


def onward(client: Client, oidc: Oidc, **sent: str) -> str:
    """Where the button on the sign-in page leads."""
    page = client.post(reverse("openid_connect_login", args=[oidc.pk]), sent)
    assert page.status_code == 200, page.status_code
    (refresh,) = read(page.content).all("meta", http_equiv="refresh")
    return refresh.attributes["content"].removeprefix("0;url=")


def back_from(address: str, **answer: str) -> str:
    """What somebody answers the provider's own form with; where that leads, at our side."""
    response = requests.post(address, data=answer, allow_redirects=False, timeout=SECONDS)
    assert response.status_code == 302, response.text
    parts = urlsplit(response.headers["Location"])
    return f"{parts.path}?{parts.query}"


def signs_on(oidc: Oidc, subject: str, client: Client | None = None) -> tuple[Client, Any]:
    """The whole way: the button, the provider's form, and back; the browser and the last answer."""
    client = client or Client()
    return client, client.get(back_from(onward(client, oidc), sub=subject))

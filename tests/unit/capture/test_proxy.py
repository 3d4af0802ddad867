"""By way of a proxy: nothing is resolved or connected to but the proxy."""

from __future__ import annotations

import ssl
from base64 import b64encode
from dataclasses import replace

import pytest
import trustme

from claims.capture.door import PUBLIC, Door
from claims.capture.errors import NotKept
from claims.capture.fetch import fetch
from tests.support.proxy import Proxy, proxy
from tests.support.web import web


def door(by: Proxy, port: int, trust: ssl.SSLContext | None = None) -> Door:
    """The public way out but for the port: nothing on this machine is public here."""
    return replace(PUBLIC, ports=PUBLIC.ports | {port}, trust=trust, proxy=by.url)


def test_a_plain_page_is_asked_of_the_proxy_by_its_name() -> None:
    with web() as site, proxy(site.port) as by:
        site.page("/a", b"<p>Hello</p>")
        page = fetch(site.url("/a", "nowhere.invalid"), door(by, site.port))
    assert page.body == b"<p>Hello</p>"
    assert by.asked == [f"GET http://nowhere.invalid:{site.port}/a"]
    assert by.passwords == [f"Basic {b64encode(b'desk:pass word').decode()}"]


def test_a_secret_page_goes_through_a_tunnel() -> None:
    authority, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("paper.invalid").configure_cert(context)
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    with web(context) as site, proxy(site.port) as by:
        site.page("/a", b"<p>Hello</p>")
        page = fetch(site.url("/a", "paper.invalid"), door(by, site.port, trust))
    assert page.body == b"<p>Hello</p>"
    assert by.asked == [f"CONNECT paper.invalid:{site.port}"], "the proxy sees the name and no more"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "10.0.0.1", "[::1]", "169.254.169.254", "localhost", "intranet"]
)
def test_what_is_plainly_in_the_house_is_asked_of_nobody(host: str) -> None:
    with web() as site, proxy(site.port) as by, pytest.raises(NotKept, match="public internet"):
        fetch(site.url("/", host), door(by, site.port))
    assert by.asked == []


def test_a_redirect_into_the_house_is_not_followed() -> None:
    with web() as site, proxy(site.port) as by:
        site.moved("/", f"http://192.168.1.1:{site.port}/")
        with pytest.raises(NotKept, match="public internet"):
            fetch(site.url("/", "paper.invalid"), door(by, site.port))
    assert len(by.asked) == 1


def test_a_proxy_that_refuses_or_is_away_is_told_in_words() -> None:
    with web() as site, proxy(site.port, refuses=True) as by:
        with pytest.raises(NotKept, match="proxy") as error:
            fetch(f"https://paper.invalid:{site.port}/", door(by, site.port))
        assert error.value.passes
    with pytest.raises(NotKept) as error:
        fetch(site.url("/", "paper.invalid"), door(by, site.port))
    assert error.value.passes

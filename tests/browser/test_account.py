"""Signing in with more than a password, in a real browser with a real (virtual) authenticator."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests import factories as make
from tests.support.browser import broken_rules, sign_in


@pytest.fixture
def room(transactional_db: None, broker: Any) -> make.Newsroom:
    return make.newsroom()


def authenticator(page: Any) -> None:
    """What a telephone or a key on a stick is to the browser."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    ready = {"isUserVerified": True, "automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": kind | ready})


def again(page: Any) -> None:
    page.get_by_label("Password").fill(make.PASSWORD)
    page.get_by_role("button", name="Go on").click()


def test_a_passkey_is_added_and_signs_in(
    room: make.Newsroom, new_page: Callable[..., Any], live_app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = live_app.url.replace("127.0.0.1", "localhost")  # an address has no passkeys
    monkeypatch.setattr(live_app, "url", home)
    page = new_page()
    authenticator(page)
    sign_in(page, room.checker.username, make.PASSWORD)
    page.get_by_text(f"{room.checker.name}: menu").locator("..").click()
    page.get_by_role("link", name="Account").click()
    page.get_by_role("link", name="Second factor").click()
    page.get_by_role("link", name="Add a passkey").click()
    again(page)
    page.get_by_label("Name").fill("My telephone")
    page.get_by_role("button", name="Add it").click()
    expect(page.locator("ol.codes li")).to_have_count(10)
    page.goto("/account/second/passkeys/")
    expect(page.locator("main")).to_contain_text("My telephone")

    page.context.clear_cookies()
    page.goto("/sign-in/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(re.compile(r"localhost:\d+/$"))

    # with a password, it is the second factor
    page.context.clear_cookies()
    page.goto("/sign-in/")
    page.get_by_label("Name").fill(room.checker.username)
    page.get_by_label("Password").fill(make.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("h1")).to_have_text("One more step")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(re.compile(r"localhost:\d+/$"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_legible(room: make.Newsroom, new_page: Callable[..., Any], scheme: str) -> None:
    page = new_page(color_scheme=scheme, viewport={"width": 390, "height": 844})
    pages = ["sign-in/", "account/password/reset/", "account/password/reset/1-x/"]
    seen(page, pages)
    sign_in(page, room.checker.username, make.PASSWORD)
    page.goto("/account/second/app/")
    again(page)
    seen(
        page, ["account/sessions/", "account/second/", "account/second/app/", "account/second/passkeys/new/"]
    )
    seen(page, ["account/password/", "account/again/"])


def seen(page: Any, addresses: list[str]) -> None:
    for address in addresses:
        page.goto(f"/{address}")
        assert broken_rules(page) == [], address
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 390, address

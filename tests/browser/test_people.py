"""Inviting, joining, changing who sees what, and single sign-on, in a real browser."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from claims.vocabulary import Role
from tests.support.browser import broken_rules, sign_in
from tests.support.processes import App
from tests.support.provider import knows, running


@pytest.fixture
def room(transactional_db: None, broker: Any) -> Any:
    from tests import factories as make

    return make.newsroom()


def password() -> str:
    from tests import factories as make

    return make.PASSWORD


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_somebody_is_invited_joins_and_gets_another_role(
    room: Any, new_page: Callable[..., Any], script: bool
) -> None:
    page = sign_in(new_page(java_script_enabled=script), room.administrator.username, password())
    page.get_by_text("Ada Admin: menu").locator("..").click()
    page.get_by_role("link", name="People and desks").click()
    page.get_by_role("link", name="Invite somebody").click()
    page.get_by_label("Name", exact=True).fill("Ines Invited")
    page.get_by_label(room.desk.name).select_option("Checker")
    page.get_by_role("button", name="Make the link").click()
    link = page.locator(".staff-link").inner_text()
    other = new_page(java_script_enabled=script)
    other.goto(link)
    expect(other.locator("h1")).to_have_text("Welcome, Ines Invited")
    other.get_by_label("Name to sign in with").fill("ines")
    other.get_by_label("Initials").fill("II")
    other.get_by_label("Password").fill(password())
    other.get_by_role("button", name="Join").click()
    expect(other).to_have_url(re.compile(r":\d+/$"))
    page.goto("/people/")
    page.get_by_role("link", name="Ines Invited").click()
    page.get_by_label(room.desk.name).select_option("Editor")
    page.get_by_role("button", name="Save the roles").click()
    expect(page.locator(".said")).to_have_text("The roles are saved.")
    page.get_by_role("button", name="Disable Ines Invited").click()
    expect(page.locator(".said")).to_contain_text("Disabled")
    other.goto("/")
    expect(other).to_have_url(re.compile("/sign-in/"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_legible(room: Any, new_page: Callable[..., Any], scheme: str) -> None:
    from tests import factories as make

    page = new_page(color_scheme=scheme, viewport={"width": 390, "height": 844})
    token = make.invited(room.administrator, room.desk).token
    page.goto(f"/join/{token}/")
    legible(page)
    page.goto("/join/made-up/")
    legible(page)
    sign_in(page, room.administrator.username, password())
    people = ("people/", f"people/{room.checker.pk}/", "people/changes/", "people/invite/", "desks/")
    for address in people:
        page.goto(f"/{address}")
        legible(page)


def legible(page: Any) -> None:
    assert broken_rules(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390, page.url


@pytest.fixture
def provider() -> Iterator[str]:
    with running() as address:
        yield address


@pytest.fixture
def app(provider: str, room: Any, process_env: dict[str, str], collected_static: None) -> Iterator[App]:
    """The newsroom with single sign-on switched on."""
    roles = {"checkers": {"desk": room.desk.name, "role": Role.CHECKER.value}}
    said = {"OIDC_ISSUER": provider, "OIDC_CLIENT_ID": "desk", "OIDC_CLIENT_SECRET": "word"}
    said |= {"OIDC_NAME": "House", "OIDC_ROLES": json.dumps(roles)}
    running_app = App(process_env | said)
    running_app.start()
    yield running_app
    running_app.stop()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_somebody_comes_by_single_sign_on(
    app: App, provider: str, room: Any, browser: Any, script: bool
) -> None:
    knows(provider, "s-1", name="Sol Signon", preferred_username="sol", groups=["checkers"])
    context = browser.new_context(base_url=app.url, java_script_enabled=script)
    page, blocked = context.new_page(), []
    page.on("console", lambda said: blocked.append(said.text) if "Content Security" in said.text else None)
    asked: list[Any] = []  # the provider's own page asks a font of somebody: that is the provider's
    page.on("request", lambda one: asked.append(one))
    page.goto("/evidence/")
    page.get_by_role("button", name="Sign in with House").click()
    expect(page).to_have_url(re.compile(re.escape(provider)))
    page.locator("[name=sub]:not([type=hidden])").first.fill("s-1")
    page.get_by_role("button", name="Authorize").first.click()
    expect(page).to_have_url(f"{app.url}/evidence/")
    own = [one.url for one in asked if not one.headers.get("referer", "").startswith(provider)]
    own = [one for one in own if not one.startswith((app.url, provider))]
    assert (blocked, own) == ([], []), os.linesep.join(app.lines.lines[-5:])
    context.close()

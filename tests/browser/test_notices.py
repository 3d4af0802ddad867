"""Notices in a real browser: the count comes by itself, is said once, and takes no focus away."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from claims.models import Notice, User
from claims.vocabulary import NoticeKind
from tests import factories as make
from tests.support.browser import broken_rules


@pytest.fixture
def room(transactional_db: None, broker: Any) -> make.Newsroom:
    return make.newsroom()


def signed_in(page: Any, user: User, url: str) -> Any:
    """The page with this person's session."""
    client = Client()
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}])
    return page


def told(room: make.Newsroom) -> list[Notice]:
    """One of each kind, about claims of one article; the older half is read."""
    _, claims = make.split_article(room)
    Notice.objects.all().delete()
    kinds = list(NoticeKind)
    found = [make.told(room.checker, claims[at % 4], kind, by=room.editor) for at, kind in enumerate(kinds)]
    Notice.objects.filter(pk__lt=found[4].pk).update(seen_at=found[4].at)
    return found


def test_the_count_comes_by_itself_and_is_said(
    new_page: Callable[..., Any], room: make.Newsroom, live_app: Any
) -> None:
    _, claims = make.split_article(room)
    page = signed_in(new_page(), room.checker, live_app.url)
    page.clock.install()
    page.goto("/")
    link = page.locator("#notices-count")
    expect(link).to_have_attribute("data-unread", "0")
    link.focus()
    for _ in range(2):
        make.told(room.checker, claims[0])
    page.clock.fast_forward(31_000)
    expect(link).to_have_attribute("data-unread", "2")
    expect(page.locator("#announce")).to_have_text("2 new notices")
    expect(link).to_be_focused()
    link.click()
    expect(page.locator(".notice-row")).to_have_count(2)
    page.locator(".notice-what").first.click()
    expect(page).to_have_url(re.compile(rf"/articles/{claims[0].article_id}/\?claim={claims[0].pk}"))
    expect(link).to_have_attribute("data-unread", "1")


def test_a_hidden_tab_asks_nothing(new_page: Callable[..., Any], room: make.Newsroom, live_app: Any) -> None:
    page = signed_in(new_page(), room.checker, live_app.url)
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if "/notices/count/" in one.url else None)
    page.clock.install()
    page.goto("/")
    hide = "state => Object.defineProperty(document, 'visibilityState', {value: state, configurable: true})"
    page.evaluate(hide, "hidden")
    page.clock.fast_forward(120_000)
    assert asked == []
    page.evaluate(hide, "visible")
    with page.expect_request("**/notices/count/*"):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_what_was_not_saved_stays_said(
    new_page: Callable[..., Any], room: make.Newsroom, live_app: Any
) -> None:
    """The count is asked for beside what is said of a form, and never instead of it."""
    page = signed_in(new_page(), room.checker, live_app.url)
    page.clock.install()
    page.goto("/")
    page.locator("#trouble").evaluate("box => { box.textContent = 'Not saved'; box.hidden = false }")
    with page.expect_response("**/notices/count/*"):
        page.clock.fast_forward(31_000)
    expect(page.locator("#trouble")).to_have_text("Not saved")
    expect(page.locator("#trouble")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 320])
def test_the_pages_are_accessible(
    new_page: Callable[..., Any], room: make.Newsroom, live_app: Any, scheme: str, width: int
) -> None:
    told(room)
    view = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    page = signed_in(new_page(**view), room.checker, live_app.url)
    for address in ("/notices/", "/notices/choices/"):
        page.goto(address)
        assert broken_rules(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        small = page.locator("main :is(a, button, select, label)").evaluate_all(
            "all => all.filter(one => one.getBoundingClientRect().height < 24).map(one => one.textContent)"
        )
        assert small == []


def test_without_a_script(new_page: Callable[..., Any], room: make.Newsroom, live_app: Any) -> None:
    told(room)
    page = signed_in(new_page(java_script_enabled=False), room.checker, live_app.url)
    page.goto("/")
    page.get_by_role("link", name="Notices: 4 unread").click()
    expect(page.locator(".is-unread")).to_have_count(4)
    page.get_by_role("button", name="Mark all as read").click()
    expect(page.locator(".notice-row")).to_have_count(8)
    expect(page.locator(".is-unread")).to_have_count(0)
    page.get_by_role("link", name="What comes by e-mail").click()
    page.locator("input[name=ready][value=never]").check()
    page.get_by_label("The daily mail comes at").select_option("17")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".said")).to_have_text("Saved.")
    expect(page.locator("input[name=ready][value=never]")).to_be_checked()

"""The drafts of an article in a browser: the preview, two drafts side by side, by keys, on paper."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from claims.models import Article
from tests import factories as make
from tests.support.browser import broken_rules, sign_in

SIZES = ({"width": 1440, "height": 900}, {"width": 390, "height": 844})
HEAD, SAFE, HURT = make.TEXT.split("\n\n")
MORE = "\n\n".join(f"The harbour has a berth {at} for barges, and nobody moors there." for at in range(9))
EARLIER = f"{make.TEXT}\n\n{MORE}"
LATER = "\n\n".join(
    [HEAD, HURT.replace("Three barges", "Four barges"), MORE, SAFE.replace("ninety", "eighty")]
)


@pytest.fixture
def room(transactional_db: None) -> make.Newsroom:
    return make.newsroom()


@pytest.fixture
def article(room: make.Newsroom) -> Article:
    """With one claim settled; the safe bridge moved to the end in its second draft."""
    article, claims = make.split_article(room, text=EARLIER)
    make.settled(claims[1], room.checker)
    return article


def second(article: Article, room: make.Newsroom) -> None:
    sayings = (make.HURT, make.SAFE)
    make.next_draft(article, room.reporter, LATER, *sayings, reason="The pier was struck by four.")


def test_a_draft_is_previewed_and_stored_without_a_script(
    new_page: Callable[..., Any], room: make.Newsroom, article: Article
) -> None:
    page = sign_in(new_page(java_script_enabled=False), room.reporter.username, make.PASSWORD)
    page.goto(f"/articles/{article.pk}/drafts/")
    page.get_by_role("link", name="Paste the next draft").click()
    page.get_by_label("The next draft's text").fill(LATER)
    page.get_by_role("button", name="See what changes").click()
    expect(page.locator("#preview-title")).to_have_text("What draft 2 will do")
    item = page.locator("#preview li", has_text="Claim 2")
    expect(item).to_contain_text("Goes stale")
    expect(item.locator("blockquote del")).to_have_text("ninety")
    expect(page.get_by_label("The next draft's text")).to_have_value(LATER)
    assert article.drafts.count() == 1
    page.get_by_role("button", name="Store draft 2").click()
    expect(page).to_have_url(re.compile(rf"/articles/{article.pk}/$"))
    assert article.drafts.latest("number").text == LATER


def test_next_and_previous_change_by_keys(
    new_page: Callable[..., Any], room: make.Newsroom, article: Article
) -> None:
    second(article, room)
    page = sign_in(new_page(), room.checker.username, make.PASSWORD)
    page.goto(f"/articles/{article.pk}/drafts/")
    last = page.locator(".change-bar").count()
    assert last >= 2
    for key, number in (("j", 1), ("j", 2), ("k", 1), ("k", last), ("j", 1)):
        page.keyboard.press(key)
        expect(page.locator(f"#change-{number}")).to_be_focused()
        expect(page.locator(f"#change-{number}")).to_be_in_viewport()
    page.locator("#was-1").click()
    expect(page.locator("#now-1")).to_be_in_viewport()
    fold = page.locator("details.fold")
    expect(fold.locator(".pair").first).to_be_hidden()
    fold.locator("summary").click()
    expect(fold.locator(".pair").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
def test_no_axe_rule_is_broken_and_nothing_runs_over(
    new_page: Callable[..., Any], room: make.Newsroom, article: Article, scheme: str, size: dict[str, int]
) -> None:
    second(article, room)
    page = sign_in(new_page(viewport=size, color_scheme=scheme), room.editor.username, make.PASSWORD)
    shots = os.environ.get("DRAFTS_SHOTS")
    for name, address in (
        ("drafts", f"/articles/{article.pk}/drafts/"),
        ("new", f"/articles/{article.pk}/drafts/new/"),
        ("again", f"/articles/{article.pk}/drafts/new/?again=1"),
        ("rules", f"/desks/{room.desk.pk}/rules/"),
    ):
        page.goto(address)
        if shots:
            page.screenshot(path=Path(shots) / f"{name}-{scheme}-{size['width']}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
        assert broken_rules(page) == [], name

"""Searching as somebody types: what is found comes alone, the field keeps the focus; and without a script."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from claims.services.article_index import article_index
from tests import factories as make
from tests.support.browser import broken_rules, sign_in


def shot(page: Any, name: str) -> None:
    if folder := os.environ.get("SEARCH_SHOTS"):
        page.screenshot(path=Path(folder) / f"search-{name}.png")


@pytest.fixture
def room(transactional_db: None) -> make.Newsroom:
    room = make.newsroom()
    for text in (make.TEXT, make.TEXT.replace("Ann Cole", "Bea Dahl").replace("ninety", "eighty-two")):
        sayings = make.SAYINGS if "Ann" in text else ()
        article, claims = make.split_article(room, *(sayings or [make.HURT, make.BARGES]), text=text)
        make.noted(claims[0], room.checker, "The harbour master has the log of Monday, ask by noon.")
        make.evidence(
            claims[1], room.checker, title="Harbour log", words="Three barges, 22 crew", result="kept"
        )
        article_index(article.pk)
    return room


def test_a_checker_finds_as_they_type(new_page: Callable[..., Any], room: make.Newsroom) -> None:
    page = sign_in(new_page(), room.checker.username, make.PASSWORD)
    page.locator("#main").press(";")
    expect(page).to_have_url(re.compile(r"/search/$"))
    shot(page, "empty")
    field = page.locator("#search-words")
    expect(field).to_be_focused()
    page.keyboard.type("harbour")
    expect(page.locator("#search-found mark").first).to_have_text("harbour", ignore_case=True)
    expect(page).to_have_url(re.compile(r"/search/\?q=harbour$"))
    expect(field).to_be_focused()
    expect(page.locator("#announce")).to_have_text("Claims 2, Articles 2, Speakers 1, Evidence 2, Notes 2")
    shot(page, "found")
    assert broken_rules(page) == []
    field.fill("twenty-two")
    expect(page.locator(".search-hit")).to_have_count(2)
    expect(page.locator("#search-found mark").first).to_have_text("22")
    page.get_by_text("Filters", exact=True).click()
    page.locator("select[name=kind]").select_option("note")
    expect(page.locator(".search-nothing")).to_be_visible()
    shot(page, "nothing")
    page.get_by_role("link", name="Search without them").click()
    expect(page.locator(".search-hit")).to_have_count(2)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{page.url.split('?')[0]}?q=harbour&person=me&state=open")
    page.goto(f"{page.url.split('?')[0]}?q=harbour")
    shot(page, "narrow")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator(".search-link").first.click()
    expect(page.locator("#open-claim")).to_be_visible()


def test_without_a_script(new_page: Callable[..., Any], room: make.Newsroom) -> None:
    page = sign_in(
        new_page(java_script_enabled=False, color_scheme="dark"), room.checker.username, make.PASSWORD
    )
    page.get_by_role("link", name="Search").click()
    page.locator("#search-words").fill("Anne Kole")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Ann Cole").click()
    expect(page.locator(".search-hit")).to_have_count(1)
    shot(page, "dark")

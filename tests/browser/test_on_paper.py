"""The article on paper: its text with numbered marks, then its claims by number, whatever a telephone would show."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests import factories as make
from tests.support.browser import sign_in

A4 = 673


@pytest.mark.parametrize("view", ["text", "list", "card"])
def test_paper_has_the_text_and_the_list_of_claims(
    new_page: Callable[..., Any], transactional_db: None, view: str
) -> None:
    room = make.newsroom()
    article, claims = make.split_article(room)
    page = sign_in(new_page(viewport={"width": A4, "height": 900}), room.checker.username, make.PASSWORD)
    page.goto(f"/articles/{article.pk}/?claim={claims[0].pk}&view={view}")
    page.locator(f"#article-tabs [data-shows={view}]").click()
    page.emulate_media(media="print")
    expect(page.locator("#text")).to_be_visible()
    expect(page.locator("#claim-rows .row")).to_have_count(len(claims))
    for row in page.locator("#claim-rows .row-words").all():
        expect(row).to_be_visible()
    expect(page.locator("#open-claim")).to_be_hidden()
    expect(page.locator("#claim-list .menu").first).to_be_hidden()

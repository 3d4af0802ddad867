"""What was checked before comes by itself to the open claim, stays while others work, and becomes evidence by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from claims.models import Claim
from claims.services.article_index import article_index
from tests import factories as make
from tests.support.browser import broken_rules, sign_in

WORDS = "The bridge has stood for ninety years."


def told(room: make.Newsroom) -> Claim:
    article, (claim,) = make.split_article(room, make.Saying(WORDS), text=f"Harbour bridge\n\n{WORDS}")
    article_index(article.pk)
    return claim


def test_an_earlier_check_is_shown_and_taken(transactional_db: None, new_page: Callable[..., Any]) -> None:
    room = make.newsroom()
    make.settled(told(room), room.second)
    claim = told(room)
    page = new_page(viewport={"width": 1440, "height": 900})
    sign_in(page, room.checker.username, make.PASSWORD)
    page.goto(f"/articles/{claim.article_id}/?claim={claim.pk}")
    section = page.locator(f"#claim-before-{claim.pk}")
    expect(section).to_contain_text("Says the same")
    assert broken_rules(page) == []
    make.noted(claim, room.second, "Ask the harbour master.")
    expect(page.locator("#open-claim")).to_contain_text("Ask the harbour master.")
    expect(section).to_contain_text("Says the same")
    section.get_by_role("link", name="Use this check").click()
    page.get_by_role("button", name="Use as evidence").click()
    expect(page.locator(f"#claim-evidence-{claim.pk}")).to_contain_text("of that day")

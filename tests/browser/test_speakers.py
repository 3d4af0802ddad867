"""Choosing who says a claim from the newsroom's register, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support.browser import broken_rules, sign_in


@pytest.fixture
def room(transactional_db: None, broker: Any) -> Any:
    from tests import factories as make

    return make.newsroom()


def test_a_speaker_is_proposed_in_the_card_and_found_by_typing(
    room: Any, new_page: Callable[..., Any]
) -> None:
    from claims.models import RegisterEntry, Speaker
    from tests import factories as make

    earlier, _ = make.split_article(room)
    make.registered(Speaker.objects.get(article=earlier, name="Ann Cole"), room.checker)
    article, (safe, *_) = make.split_article(room)
    page = sign_in(new_page(), room.checker.username, make.PASSWORD)
    page.goto(f"/articles/{article.pk}/?claim={safe.pk}")
    page.locator("#mend").click()
    page.locator("#mend-claim-speaker").click()
    page.get_by_role("link", name="From the newsroom's register").click()
    expect(page.locator("#claim-register-found")).to_contain_text("Called the same")
    page.get_by_label("In the newsroom's register").press_sequentially("nobody")
    expect(page.locator("#claim-register-found")).to_contain_text("Nobody in the register")
    page.get_by_label("In the newsroom's register").fill("")
    expect(page.locator("#claim-register-found")).to_contain_text("Ann Cole")
    assert broken_rules(page, within="#open-claim") == []
    page.get_by_role("button", name="Says it").click()
    expect(page.locator(".saved")).to_contain_text("Saved")
    page.get_by_role("link", name="Ann Cole", exact=True).click()
    expect(page.locator("h1")).to_have_text("Ann Cole")
    expect(page.locator("#linked .count")).to_have_text("2")
    assert broken_rules(page) == []
    page.goto("/speakers/")
    page.get_by_label("Name, or what else").press_sequentially("cole")
    expect(page.locator("#found")).to_contain_text("Found")
    assert broken_rules(page) == []
    assert RegisterEntry.objects.count() == 1

"""The list's filters and find in the article, as a checker uses them by keyboard; and without a script."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from claims.models import Article, Claim, Sentence
from claims.vocabulary import Coverage
from tests import factories as make
from tests.support.browser import broken_rules, sign_in


@pytest.fixture
def room(transactional_db: None) -> make.Newsroom:
    return make.newsroom()


@pytest.fixture
def article(room: make.Newsroom) -> Article:
    """With one claim settled."""
    article, claims = make.split_article(room)
    make.settled(claims[1], room.checker)
    return article


def shot(page: Any, name: str) -> None:
    if folder := os.environ.get("LIST_SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png")


def test_a_checker_filters_finds_and_clears_by_keyboard(
    new_page: Callable[..., Any], room: make.Newsroom, article: Article
) -> None:
    safe, _, hurt, barges = Claim.objects.filter(article=article).order_by("pk")
    page = sign_in(new_page(), room.checker.username, make.PASSWORD)
    page.goto(f"/articles/{article.pk}/?claim={safe.pk}")
    keys, rows = page.keyboard, page.locator("#claim-rows .row:visible")
    note = page.locator("#open-claim .answer textarea[name=note]")
    note.fill("Half a thought")
    keys.press("Escape")

    # The filter: it narrows the list at once, the open claim and what is typed in it stay.
    expect(rows).to_have_count(4)
    keys.press("f")
    expect(page.locator("#pick-state-open")).to_be_focused()
    keys.press("Space")
    expect(rows).to_have_count(3)
    expect(page.locator("#pick-state-open")).to_be_focused()
    expect(page).to_have_url(re.compile(rf"\?claim={safe.pk}&state=open#"))
    page.locator("#pick-kind-own").click()
    expect(rows).to_have_count(1)
    shot(page, "filtered")
    expect(page.locator("#claim-filter-now")).to_contain_text("1 of 4 claims")
    expect(page.locator("#claim-filter-now")).to_contain_text("Claim 1 is open, and not among them.")
    expect(page.locator("#announce")).to_have_text("1 of 4 claims")
    expect(note).to_have_value("Half a thought")
    page.locator(".chip", has_text="Own voice").click()
    expect(rows).to_have_count(3)

    # It stays from claim to claim, and with an answer: what is done with leaves the list.
    keys.press("Escape")
    keys.press("j")
    expect(page.locator(f"#claim-card-{hurt.pk}")).to_be_visible()
    expect(page).to_have_url(re.compile(rf"\?claim={hurt.pk}&state=open#"))
    keys.press("j")
    expect(page.locator(f"#claim-card-{barges.pk}")).to_be_visible()
    keys.press("-")
    keys.press("Tab")
    keys.press("Enter")
    expect(rows).to_have_count(2)
    expect(page.locator(f"#claim-card-{safe.pk}")).to_be_visible()
    expect(page).to_have_url(re.compile(rf"\?claim={safe.pk}&state=open#"))

    # Find: counted, marked, and from place to place.
    keys.press("/")
    keys.type("ANN")
    expect(page.locator("#find-count")).to_contain_text("1 in the text")
    expect(page.locator("#article-text .sought")).to_have_text("Ann")
    page.locator("#find").fill("the ")
    expect(page.locator("#article-text .sought")).to_have_count(1)
    page.locator("#find").fill("har")
    expect(page.locator("#article-text .sought")).to_have_count(2)
    keys.press("Escape")
    for key, hit in ((".", 1), (".", 2), (".", 1), (",", 2)):
        keys.press(key)
        expect(page.locator(f"#hit-{hit}")).to_be_in_viewport()
        expect(page).to_have_url(re.compile(rf"find=har#hit-{hit}$"))
    expect(page.locator("#find")).to_have_value("har")
    expect(page.locator("#article-text .sought")).to_have_count(2)
    shot(page, "found")

    # The speakers: a menu that leads to the first claim of each.
    keys.press("l")
    shot(page, "speakers")
    keys.press("Enter")
    expect(page.locator(f"#claim-card-{safe.pk}")).to_be_visible()

    # Nothing to check, by two keys and a word of why; and open again.
    keys.press("g")
    keys.press("0")
    shot(page, "clear")
    page.locator("#gap-why").fill("It states nothing.")
    gaps = page.locator("#article-text .gap")
    before = gaps.count()
    keys.press("Enter")
    expect(page.locator("#undo-clear")).to_be_visible()
    expect(gaps).to_have_count(before - 1)
    with page.expect_response(re.compile("/since/")):  # what comes by itself leaves the way back where it is
        pass
    with page.expect_response(re.compile("/since/")):
        pass
    assert Sentence.objects.filter(draft__article=article, coverage=Coverage.NOTHING).count() == 1
    expect(rows).to_have_count(2)
    page.locator("#undo-clear").click()
    expect(gaps).to_have_count(before)
    assert not Sentence.objects.filter(draft__article=article, coverage=Coverage.NOTHING).exists()


def test_without_a_script(new_page: Callable[..., Any], room: make.Newsroom, article: Article) -> None:
    page = sign_in(new_page(java_script_enabled=False), room.checker.username, make.PASSWORD)
    page.goto(f"/articles/{article.pk}/")
    rows = page.locator("#claim-rows .row:visible")
    page.locator("#filter").click()
    page.get_by_role("checkbox", name="Settled").check()
    page.get_by_role("button", name="Show these").click()
    expect(rows).to_have_count(1)
    page.get_by_role("searchbox").fill("HARBOUR")
    page.get_by_role("button", name="Find").click()
    expect(page.locator("#article-text .sought")).to_have_count(2)
    expect(rows).to_have_count(1)
    page.get_by_role("link", name="By speaker").click()
    expect(rows).to_have_count(1)
    expect(page.locator("#article-text .sought")).to_have_count(2)
    page.get_by_role("link", name="All claims").click()
    expect(rows).to_have_count(4)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 1024, 390, 320])
def test_no_axe_rule_is_broken_and_nothing_runs_over(
    new_page: Callable[..., Any], room: make.Newsroom, article: Article, scheme: str, width: int
) -> None:
    size = {"width": width, "height": 900}
    page = sign_in(new_page(viewport=size, color_scheme=scheme), room.editor.username, make.PASSWORD)
    for view in ("text", "list"):
        page.goto(f"/articles/{article.pk}/?view={view}&state=open&state=gone&find=bridge&claim=")
        if view == "list" or width > 1199:
            page.locator("#filter").click()
        shot(page, f"{view}-{width}-{scheme}")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), view
        assert broken_rules(page) == [], view

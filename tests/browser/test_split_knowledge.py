"""What the split knows, as hands and eyes meet it: conflicts between figures, open sentences, suggestions."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from claims.models import Article, Claim, Sentence
from tests import factories as make
from tests.support.browser import broken_rules, sign_in

FILLER = "\n\n".join(f"Nobody on the quay said a word about it, and hour {at} went by." for at in range(40))
TEXT = (
    "Rescuers said at least 22 people were killed.\n\nWho knows?\n\n"
    f"{FILLER}\n\nThe ministry put the dead at 17.\n\nStreets were cleared."
)
SAYINGS = (
    make.Saying(
        "at least 22 people were killed", "Rescuers", "said", "Rescuers", risks=("casualty", "date_age_title"),
        figures=(make.Count("at least 22", 22, "at_least", as_of="Friday", when="2026-11-20"),),
    ),
    make.Saying("the dead at 17", "The ministry", "put", "Ministry", figures=(make.Count("17", 17),)),
    make.Saying("Streets were cleared", unsure=True, confidence=0.6),
)  # fmt: skip


@pytest.fixture
def story(transactional_db: None) -> tuple[make.Newsroom, Article, list[Claim]]:
    """A long article: two claims in conflict, a suggestion, 41 sentences that nobody has looked at."""
    room = make.newsroom()
    article, claims = make.split_article(room, *SAYINGS, text=TEXT)
    asked = TEXT.index("Who knows?")
    Sentence.objects.filter(draft__article=article, start=asked).update(why="It asks a question.")
    return room, article, claims


def in_sight(page: Any, selector: str) -> bool:
    return bool(
        page.locator(selector).evaluate(
            "node => { const at = node.getBoundingClientRect();"
            " return at.height > 0 && at.top >= 0 && at.bottom <= innerHeight; }"
        )
    )


def test_from_one_side_of_a_conflict_to_the_other(
    new_page: Callable[..., Any], story: tuple[make.Newsroom, Article, list[Claim]]
) -> None:
    """From the card by its link, back by the menu above the text; focus goes along."""
    room, article, (rescuers, ministry, _) = story
    page = sign_in(new_page(), room.checker.username, make.PASSWORD)
    page.goto(f"/articles/{article.pk}/?claim={rescuers.pk}")
    page.get_by_role("link", name="Ministry: 17").first.click()
    expect(page.locator(f"#claim-card-{ministry.pk}")).to_contain_text("Conflict with Rescuers: at least 22")
    expect(page.locator("#claim-title")).to_be_focused()
    assert in_sight(page, "#article-text .is-open")
    page.locator(".conflicts > summary").click()
    page.locator(".conflicts").get_by_role("link", name="Rescuers").click()
    expect(page.locator(f"#claim-card-{rescuers.pk}")).to_be_visible()
    expect(page.locator(".conflicts .menu-box")).to_be_hidden()
    expect(page.locator("#claim-title")).to_be_focused()


def test_dismissing_a_side_takes_the_marks_away(
    new_page: Callable[..., Any], story: tuple[make.Newsroom, Article, list[Claim]]
) -> None:
    room, article, (rescuers, ministry, _) = story
    page = sign_in(new_page(), room.checker.username, make.PASSWORD)
    page.goto(f"/articles/{article.pk}/?claim={ministry.pk}")
    expect(page.locator("#claim-rows .clash")).to_have_count(2)
    page.keyboard.press("-")
    page.keyboard.type("Withdrawn.")
    page.locator(f"#claim-dismiss-{ministry.pk} button").click()
    expect(page.locator(f"#claim-row-{ministry.pk}")).to_have_class(re.compile("dismissed"))
    for marks in ("#claim-rows .clash", "#article-text .in-conflict", ".conflicts"):
        expect(page.locator(marks)).to_have_count(0)
    page.goto(f"/articles/{article.pk}/?claim={rescuers.pk}")
    expect(page.locator(".figures")).not_to_contain_text("Conflict")


def test_a_key_leads_from_open_sentence_to_open_sentence(
    new_page: Callable[..., Any], story: tuple[make.Newsroom, Article, list[Claim]]
) -> None:
    room, article, _ = story
    page = sign_in(new_page(), room.checker.username, make.PASSWORD)
    page.goto(f"/articles/{article.pk}/")
    count = page.locator("[data-gaps]")
    expect(count).to_have_text("Nobody has looked at 41 sentences; 1 seems uncheckable")
    for number in (1, 2, 3):
        page.keyboard.press("g")
        expect(page).to_have_url(re.compile(rf"#gap-{number}$"))
        assert in_sight(page, f"#gap-{number}")
    page.goto(f"/articles/{article.pk}/#gap-41")
    expect(page.locator("#gap-41")).to_be_in_viewport()
    page.keyboard.press("g")
    expect(page).to_have_url(re.compile("#gap-1$"))
    why = "getComputedStyle(document.querySelector('#gap-1 + .unseen'), '::after').visibility"
    assert page.evaluate(why) == "visible"
    assert page.evaluate(why.replace("gap-1", "gap-2")) == "hidden"


def test_without_a_script_the_links_do_the_same(
    new_page: Callable[..., Any], story: tuple[make.Newsroom, Article, list[Claim]]
) -> None:
    room, article, (_, ministry, _) = story
    page = sign_in(new_page(java_script_enabled=False), room.checker.username, make.PASSWORD)
    page.goto(f"/articles/{article.pk}/")
    page.locator("[data-gaps]").click()
    expect(page).to_have_url(re.compile("#gap-1$"))
    page.locator("#gap-1").press("Enter")
    expect(page).to_have_url(re.compile("#gap-2$"))
    page.goto(f"/articles/{article.pk}/")
    page.locator(".conflicts > summary").click()
    page.locator(".conflicts").get_by_role("link", name="Ministry").click()
    expect(page.locator(f"#claim-card-{ministry.pk}")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_axe_rule_is_broken_and_nothing_runs_over(
    new_page: Callable[..., Any], story: tuple[make.Newsroom, Article, list[Claim]], scheme: str
) -> None:
    room, article, claims = story
    wide = sign_in(new_page(color_scheme=scheme), room.editor.username, make.PASSWORD)
    narrow = sign_in(
        new_page(color_scheme=scheme, viewport={"width": 320, "height": 640}),
        room.editor.username,
        make.PASSWORD,
    )
    broken: dict[str, list[str]] = {}
    for page in (wide, narrow):
        for view, claim in (("text", claims[0]), ("card", claims[0]), ("card", claims[2])):
            address = f"/articles/{article.pk}/?claim={claim.pk}&view={view}"
            page.goto(address)
            if view == "text":
                page.locator(".conflicts > summary").click()
                box = page.locator(".conflicts .menu-box").bounding_box()
                assert box["x"] >= 0 and box["x"] + box["width"] <= page.viewport_size["width"]
            # Where the text was scrolled to, a mark may stand half beneath the bar: that is no small target.
            page.evaluate("for (const one of document.querySelectorAll('*')) one.scrollTop = 0")
            if found := broken_rules(page, targets=True):
                broken[address] = found
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not broken


def test_on_paper_the_conflict_and_the_reasons_are_written_out(
    new_page: Callable[..., Any], story: tuple[make.Newsroom, Article, list[Claim]]
) -> None:
    room, article, _ = story
    page = sign_in(new_page(), room.editor.username, make.PASSWORD)
    page.goto(f"/articles/{article.pk}/")
    page.emulate_media(media="print")
    expect(page.locator(".conflicts").get_by_text("Ministry: 17")).to_be_visible()
    after = "getComputedStyle(document.querySelector('#gap-1 + .unseen'), '::after')"
    assert page.evaluate(f"{after}.visibility") == "visible"
    assert page.evaluate(f"{after}.position") == "static"

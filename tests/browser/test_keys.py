"""Single keys: chosen by the person, switched off by the person, and never fired by typing."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from claims.keys import ACTIONS
from claims.models import Article, Claim, User
from claims.vocabulary import State
from tests import factories as make
from tests.support.browser import sign_in


@pytest.fixture
def room(transactional_db: None) -> make.Newsroom:
    return make.newsroom()


@pytest.fixture
def article(room: make.Newsroom) -> Article:
    """Its first claim may be settled at once."""
    article, claims = make.split_article(room)
    make.evidence(claims[0], room.checker)
    return article


def desk_of(page: Any, room: make.Newsroom, article: Article) -> tuple[Any, list[Claim]]:
    claims = list(Claim.objects.filter(article=article).order_by("pk"))
    sign_in(page, room.checker.username, make.PASSWORD)
    page.goto(f"/articles/{article.pk}/?claim={claims[0].pk}")
    return page, claims


def choose(page: Any, **keys: str) -> None:
    page.goto("/keys/")
    for name, key in keys.items():
        page.locator(f"[name=key-{name}]").fill(key)
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".said")).to_have_text("Saved.")


def test_a_key_that_was_chosen_works_and_the_old_one_does_not(
    new_page: Callable[..., Any], room: make.Newsroom, article: Article
) -> None:
    page, (safe, own, *_) = desk_of(new_page(), room, article)
    choose(page, settle="<", next=")", take=">")
    page.goto(f"/articles/{article.pk}/?claim={safe.pk}")
    expect(page.locator("#settle kbd")).to_have_text("<")
    page.keyboard.press("a")
    expect(page.locator("#open-claim input[value=confirmed]")).to_be_checked()
    for old in ("s", "j"):
        page.keyboard.press(old)
    page.wait_for_timeout(300)
    expect(page.locator(f"#claim-card-{safe.pk}")).to_be_visible()
    assert make.fresh(safe).state == State.OPEN
    page.keyboard.press("<")
    expect(page.locator(f"#claim-card-{own.pk}")).to_be_visible()
    assert make.fresh(safe).state == State.SETTLED
    page.keyboard.press(")")
    expect(page.locator(f"#claim-card-{own.pk}")).to_be_hidden()

    # The same in the queue, where a script puts the key on the row that one is at.
    page.goto("/queue/")
    page.keyboard.press(")")
    expect(page.locator(".queue-link").nth(1)).to_be_focused()
    page.keyboard.press(">")
    expect(page.locator(".queue-row").nth(1)).not_to_contain_text("Take")

    # The list shows them, and goes back to the usual ones by one button.
    page.goto("/keys/")
    page.get_by_role("button", name="Back to the usual keys").click()
    expect(page.locator("[name=key-settle]")).to_have_value("s")


def test_switched_off_no_single_key_does_anything(
    new_page: Callable[..., Any], room: make.Newsroom, article: Article
) -> None:
    page, (safe, *_) = desk_of(new_page(), room, article)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    with page.expect_response(re.compile("/keys/switch/")) as answer:
        page.locator("#keys-on").click()
    assert answer.value.status == 204
    assert not User.objects.get(pk=room.checker.pk).single_keys
    page.get_by_role("button", name="Close").click()
    for there in ("the page on which it was switched", "the next page"):
        expect(page.locator("#settle kbd")).to_be_hidden()
        expect(page.locator("[aria-keyshortcuts]")).to_have_count(0)
        before = page.url
        for action in ACTIONS.values():
            page.keyboard.press(action.key)
        page.wait_for_timeout(200)
        assert (page.url, page.locator("dialog[open], #open-claim input:checked").count()) == (before, 0), (
            there
        )
        assert page.locator("details[open] > summary[data-key]").count() == 0
        page.reload()
    assert make.fresh(safe).state == State.OPEN

    # The list opens by its button, and they are switched on there.
    page.locator(".person .menu summary").click()
    page.get_by_role("button", name="Keys").click()
    with page.expect_response(re.compile("/keys/switch/")):
        page.locator("#keys-on").click()
    page.keyboard.press("Escape")
    expect(page.locator("#settle kbd")).to_be_visible()
    page.keyboard.press("a")
    expect(page.locator("#open-claim input[value=confirmed]")).to_be_checked()


def test_typing_never_fires_a_key(
    new_page: Callable[..., Any], room: make.Newsroom, article: Article
) -> None:
    page, (safe, *_) = desk_of(new_page(), room, article)
    every = "".join(action.key for action in ACTIONS.values())
    page.locator("#filter").click()
    for field in (f"#note-{safe.pk}", "#find"):
        page.locator(field).focus()
        page.keyboard.type(every)
        expect(page.locator(field)).to_have_value(every)
    expect(page.locator("#keys")).to_be_hidden()
    expect(page.locator(f"#claim-card-{safe.pk}")).to_be_visible()
    assert page.locator("#open-claim input:checked").count() == 0


def test_chosen_without_a_script(new_page: Callable[..., Any], room: make.Newsroom, article: Article) -> None:
    page, _ = desk_of(new_page(java_script_enabled=False), room, article)
    page.locator(".person .menu summary").click()
    page.get_by_role("link", name="Choose your keys").click()
    page.locator("[name=key-mend]").fill("s")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".own-key", has=page.locator("[name=key-mend]"))).to_contain_text("is the key of")
    page.locator("[name=key-mend]").fill("")
    page.get_by_role("checkbox", name="Single keys are on").uncheck()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".said")).to_have_text("Saved.")
    person = User.objects.get(pk=room.checker.pk)
    assert (person.single_keys, person.own_keys) == (False, {"mend": ""})

"""Two people on one article, and what is typed and not stored, in real browsers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import expect

from claims.models import Claim, Typing
from tests import factories as make
from tests.support.browser import sign_in
from tests.support.processes import wait_until

LONG = 20_000


@pytest.fixture
def room(transactional_db: None) -> make.Newsroom:
    return make.newsroom()


@pytest.fixture
def claims(room: make.Newsroom) -> list[Claim]:
    return make.split_article(room)[1]


def here(claim: Claim) -> str:
    return f"/articles/{claim.article_id}/?claim={claim.pk}"


def kept(form: str) -> None:
    wait_until(lambda: Typing.objects.filter(form=form).exists(), 20, f"{form} to be kept")


# -- what is typed -------------------------------------------------------------------------------------------


def test_what_was_typed_is_there_in_another_browser(
    new_page: Callable[..., Any], room: make.Newsroom, claims: list[Claim]
) -> None:
    """A crash: the tab is closed, and all that the browser knew of it is gone."""
    form = f"answer-{claims[1].pk}"
    page = sign_in(new_page(), room.checker.username, make.PASSWORD)
    page.goto(here(claims[1]))
    page.get_by_label("Note m").fill("I asked the harbour master")
    page.locator("#open-claim .answer input[value=confirmed]").check()
    line = page.locator(f"#claim-{form} .kept-line")
    expect(line).to_contain_text("Kept", timeout=LONG)
    page.get_by_label("Note m").press_sequentially(" twice")
    page.close()
    wait_until(lambda: Typing.objects.get().fields["note"].endswith("twice"), 20, "the last words")

    fresh = sign_in(new_page(), room.checker.username, make.PASSWORD)
    fresh.goto(here(claims[1]))
    expect(fresh.get_by_label("Note m")).to_have_value("I asked the harbour master twice")
    expect(fresh.locator("#open-claim .answer input[value=confirmed]")).to_be_checked()
    expect(fresh.locator(".typed-before")).to_contain_text("not stored")
    other = sign_in(new_page(), room.second.username, make.PASSWORD)
    other.goto(here(claims[1]))
    expect(other.get_by_label("Note m")).to_have_value("")

    fresh.get_by_role("button", name="Save", exact=True).click()
    expect(fresh.locator("#open-claim .saved")).to_be_visible()
    expect(fresh.locator(".typed-before")).to_have_count(0)
    wait_until(lambda: not Typing.objects.exists(), 20, "what is stored to be let go")
    fresh.reload()
    expect(fresh.get_by_label("Note m")).to_have_value("I asked the harbour master twice")
    expect(fresh.locator(".typed-before")).to_have_count(0)


def test_it_can_be_thrown_away(
    new_page: Callable[..., Any], room: make.Newsroom, claims: list[Claim]
) -> None:
    page = sign_in(new_page(), room.checker.username, make.PASSWORD)
    page.goto(here(claims[1]))
    page.get_by_label("Note m").fill("Nonsense")
    kept(f"answer-{claims[1].pk}")
    page.reload()
    expect(page.get_by_label("Note m")).to_have_value("Nonsense")
    page.get_by_role("button", name="Throw away").click()
    expect(page.get_by_label("Note m")).to_have_value("")
    expect(page.locator(".typed-before")).to_have_count(0)
    assert not Typing.objects.exists()
    page.reload()
    expect(page.locator(f"#claim-answer-{claims[1].pk}")).to_be_visible()
    expect(page.get_by_label("Note m")).to_have_value("")


def test_a_plain_form_that_is_stored_leaves_nothing(
    new_page: Callable[..., Any], room: make.Newsroom, claims: list[Claim]
) -> None:
    article = claims[0].article
    page = sign_in(new_page(), room.checker.username, make.PASSWORD)
    page.goto(f"/articles/{article.pk}/notes/")
    page.locator("textarea[name=text]").fill("Legal has read")
    kept(f"article-note-{article.pk}")
    page.locator("textarea[name=text]").press_sequentially(" it")
    page.get_by_role("button", name="Save the note").click()
    expect(page.locator(".turn-text")).to_have_text("Legal has read it")
    expect(page.locator("textarea[name=text]")).to_have_value("")
    wait_until(lambda: not Typing.objects.exists(), 20, "what is stored to be let go")
    page.reload()
    expect(page.locator("textarea[name=text]")).to_have_value("")


def test_what_is_not_kept_says_so_and_stays(
    new_page: Callable[..., Any], room: make.Newsroom, claims: list[Claim]
) -> None:
    """The session ends while somebody types: nothing says “kept”, and after signing in again all is there."""
    page = sign_in(new_page(), room.checker.username, make.PASSWORD)
    page.goto(here(claims[1]))
    cookies = page.context.cookies()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_label("Note m").fill("Typed while signed out")
    line = page.locator(f"#claim-answer-{claims[1].pk} .kept-line")
    expect(line).to_contain_text("Not kept: you are signed out", timeout=LONG)
    assert not Typing.objects.exists()
    page.context.add_cookies(cookies)
    page.reload()
    expect(page.get_by_label("Note m")).to_have_value("Typed while signed out")
    kept(f"answer-{claims[1].pk}")
    page.context.set_offline(True)
    page.get_by_label("Note m").fill("Typed without a line")
    expect(line).to_contain_text("can’t be reached", timeout=LONG)

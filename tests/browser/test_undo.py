"""Undo, as hands meet it: one key after another takes back what was done, on the page that has gone on already."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from claims.models import Article, Claim, Event, Note
from claims.vocabulary import EventKind, State
from tests import factories as make
from tests.support.browser import sign_in


@pytest.fixture
def room(transactional_db: None) -> make.Newsroom:
    return make.newsroom()


@pytest.fixture
def article(room: make.Newsroom) -> Article:
    """With evidence at the first claim."""
    article, claims = make.split_article(room)
    make.evidence(claims[0], room.second)
    return article


def test_one_key_takes_back_what_was_done(
    new_page: Callable[..., Any], room: make.Newsroom, article: Article
) -> None:
    safe, own, *_ = Claim.objects.filter(article=article).order_by("pk")
    page = sign_in(new_page(), room.checker.username, make.PASSWORD)
    page.goto(f"/articles/{article.pk}/?claim={safe.pk}")
    keys, said = page.keyboard, page.locator("#announce")
    expect(page.locator("#undo-last")).to_have_count(0)

    # Two keys settle it and go on to the next one; one key brings it back.
    page.locator("#claim-title").focus()
    keys.press("a")
    keys.press("s")
    expect(page.locator("#claim-title")).to_contain_text("2")
    expect(page.locator("#undo-last")).to_have_text("Undo: settled claim 1 z")
    keys.press("z")
    expect(page.locator(f"#claim-card-{safe.pk}")).to_be_visible()
    expect(said).to_contain_text("Undone: settled claim 1")
    expect(page).to_have_url(re.compile(rf"claim={safe.pk}#"))
    expect(page.locator("#claim-title")).to_be_focused()
    assert make.fresh(safe).state == State.OPEN

    # A note that is typed belongs to its field; undone it is gone, with the page around it as it was.
    page.locator(f"#claim-note-{safe.pk}").click()
    note = page.locator("#open-claim .talk textarea")
    note.fill("A quick question")
    note.press("z")
    page.locator("#open-claim .talk button[type=submit]").first.click()
    expect(page.locator("#undo-last")).to_have_text("Undo: wrote a note on claim 1 z")
    keys.press("Escape")
    keys.press("z")
    expect(page.get_by_text("A quick questionz")).to_have_count(0)
    assert not Note.objects.exists() and Note.and_taken_back.get().text == "A quick questionz"

    # A mend draws the page anew.
    page.locator(f"#claim-link-{own.pk}").click()
    expect(page.locator("#claim-title")).to_contain_text("2")
    assert not page.evaluate("document.activeElement === document.body")
    assert Event.objects.filter(what=EventKind.UNDONE).count() == 2


def test_a_mend_is_undone_and_the_text_shows_it(
    new_page: Callable[..., Any], room: make.Newsroom, article: Article
) -> None:
    own = Claim.objects.filter(article=article).order_by("pk")[1]
    page = sign_in(new_page(), room.checker.username, make.PASSWORD)
    page.goto(f"/articles/{article.pk}/?claim={own.pk}")
    page.keyboard.press("b")
    page.locator("#open-claim form[action$='/part/'] [name=words]").evaluate(
        "one => { one.closest('details')?.setAttribute('open', ''); one.value = 'It has stood' }"
    )
    page.locator("#open-claim form[action$='/part/']").evaluate("one => one.requestSubmit()")
    expect(page.locator("#undo-last")).to_have_text(re.compile("Undo: parted claim 2"))
    page.reload()
    expect(page.locator("#claim-rows .row")).to_have_count(5)
    page.keyboard.press("z")
    expect(page.locator("#claim-rows .row")).to_have_count(4)
    expect(page.locator(".said")).to_have_text("Undone: parted claim 2.")
    expect(page.locator(f"#claim-card-{own.pk}")).to_be_visible()


def test_a_refusal_stands_in_its_place_and_without_a_script_too(
    new_page: Callable[..., Any], room: make.Newsroom, article: Article
) -> None:
    own = Claim.objects.filter(article=article).order_by("pk")[1]
    make.moved(own, State.CHECKING, room.checker)
    page = sign_in(new_page(), room.checker.username, make.PASSWORD)
    page.goto(f"/articles/{article.pk}/?claim={own.pk}")
    make.noted(own, room.second)
    page.locator("#undo-last").focus()
    page.keyboard.press("z")
    expect(page.locator("#open-claim .problem")).to_have_text("Sam Second has acted on it since.")
    assert not page.evaluate("document.activeElement === document.body")

    make.noted(article, room.checker, "On the article.")
    plain = sign_in(new_page(java_script_enabled=False), room.checker.username, make.PASSWORD)
    plain.goto(f"/articles/{article.pk}/?claim={own.pk}")
    plain.get_by_role("button", name="Undo: wrote a note on the article").click()
    expect(plain.locator(".said")).to_have_text("Undone: wrote a note on the article.")
    assert not Note.objects.filter(claim=None).exists()

"""Asking, answering and noting in a browser: in the open claim, and on the page of who is asked."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from claims.models import Claim, Note, Question
from claims.vocabulary import Role, State
from tests import factories as make
from tests.support.browser import broken_rules, sign_in

SIZES = ({"width": 1440, "height": 900}, {"width": 390, "height": 844})


@pytest.fixture
def room(transactional_db: None) -> make.Newsroom:
    return make.newsroom()


@pytest.fixture
def claim(room: make.Newsroom) -> Claim:
    """Taken by the checker, in an article that nobody but the reporter has written."""
    return make.moved(make.split_article(room)[1][1], State.CHECKING, room.checker)


def test_ask_answer_and_note(new_page: Callable[..., Any], room: make.Newsroom, claim: Claim) -> None:
    """A checker asks from the card; who is asked answers without a script; the checker notes it down."""
    stranger = make.person(Role.REPORTER, room.desk, name="Cora Colleague")
    page = sign_in(new_page(), room.checker.username, make.PASSWORD)
    page.goto(f"/articles/{claim.article_id}/?claim={claim.pk}")
    page.get_by_label("Note m").fill("Half an answer")
    page.get_by_role("link", name="Ask a question").click()
    expect(page.locator("#ask-text")).to_be_focused()
    expect(page.get_by_label("The source's name")).to_be_hidden()
    page.get_by_label("Of whom").select_option("Cora Colleague")
    page.get_by_label("The question").fill("Since when does it stand?")
    page.get_by_label("Blocks the sign-off").check()
    page.get_by_role("button", name="Ask", exact=True).click()
    questions = page.locator(f"#claim-questions-{claim.pk}")
    expect(questions).to_contain_text("Since when does it stand?")
    expect(questions).to_contain_text("blocks sign-off")
    expect(page.locator("#claim-title")).to_contain_text("Awaiting reply")
    assert Question.objects.get().to == stranger

    plain = sign_in(new_page(java_script_enabled=False), stranger.username, make.PASSWORD)
    plain.goto("/questions/")
    plain.get_by_role("link", name="Since when does it stand?").click()
    expect(plain.locator("mark")).to_have_text("It has stood for ninety years")
    plain.get_by_label("The answer").fill("Since 1934: it's on the plaque.")
    plain.get_by_role("button", name="Send the answer").click()
    expect(plain.get_by_text("Nobody waits for an answer of yours.")).to_be_visible()

    page.reload()
    expect(questions).to_contain_text("Since 1934")
    expect(page.locator("#claim-title")).to_contain_text("Checking")
    page.get_by_role("link", name="Write a note").click()
    page.locator(f"#note-form-{claim.pk} textarea").fill(f"@{room.second.username}: the plaque says 1934.")
    page.get_by_role("button", name="Save the note").click()
    notes = page.locator(f"#claim-notes-{claim.pk}")
    expect(notes).to_contain_text("Sam Second: the plaque says 1934.")
    expect(page.get_by_label("Note m")).to_have_value("Half an answer")
    assert page.evaluate("document.activeElement !== document.body")
    notes.get_by_role("link", name="Change").click()
    notes.locator("textarea").fill("The plaque says 1935.")
    notes.get_by_role("button", name="Save the note").click()
    expect(notes).to_contain_text("The plaque says 1935.")
    notes.get_by_text("edited").click()
    expect(notes.get_by_text("the plaque says 1934.")).to_be_visible()
    assert Note.objects.get().edits.count() == 1


@pytest.mark.fault("session gone with unsent text")
def test_what_was_typed_outlasts_a_lost_session(
    new_page: Callable[..., Any], room: make.Newsroom, claim: Claim
) -> None:
    page = sign_in(new_page(), room.checker.username, make.PASSWORD)
    page.goto(f"/claims/{claim.pk}/")
    page.get_by_role("link", name="Ask a question").click()
    page.get_by_label("The question").fill("A question of more than twenty letters?")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator("#trouble")).to_contain_text("signed out")
    sign_in(page, room.checker.username, make.PASSWORD)
    page.goto(f"/claims/{claim.pk}/")
    page.get_by_role("link", name="Ask a question").click()
    expect(page.get_by_label("The question")).to_have_value("A question of more than twenty letters?")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
def test_no_axe_rule_is_broken_and_nothing_runs_over(
    new_page: Callable[..., Any], room: make.Newsroom, claim: Claim, scheme: str, size: dict[str, int]
) -> None:
    soon = timezone.now() + timedelta(hours=2)
    late = make.asked(claim, room.checker, room.second, text="Who counted the years?", blocking=True)
    Question.objects.filter(pk=late.pk).update(answer_by=timezone.now() - timedelta(hours=1))
    make.asked(claim, room.second, source="Ilse Vantongeren", text="Is the plaque yours?", answer_by=soon)
    make.noted(claim, room.second, f"@{room.checker.username} the archive opens at nine.")
    make.noted(claim.article, room.editor, "Legal has read it.")
    page = sign_in(new_page(viewport=size, color_scheme=scheme), room.second.username, make.PASSWORD)
    shots = os.environ.get("TALK_SHOTS")
    for name, address in (
        ("list", "/questions/"),
        ("question", f"/questions/{late.pk}/"),
        ("ask", f"/questions/about/{claim.pk}/"),
        ("note", f"/notes/about/{claim.pk}/"),
        ("thread", f"/articles/{claim.article_id}/notes/"),
        ("card", f"/claims/{claim.pk}/"),
        ("article", f"/articles/{claim.article_id}/?claim={claim.pk}&view=card"),
    ):
        page.goto(address)
        if name in ("card", "article"):
            page.get_by_role("link", name="Ask a question").click()
            expect(page.locator("#ask-text")).to_be_visible()
        if shots:
            page.screenshot(path=Path(shots) / f"{name}-{scheme}-{size['width']}.png", full_page=True)
        assert broken_rules(page, within="main") == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name

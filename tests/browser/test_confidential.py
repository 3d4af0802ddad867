"""A confidential source in a real browser: nothing of it stays there, neither what is typed nor what was shown."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import Error, expect

from claims.models import Event, Speaker, Typing
from claims.vocabulary import EventKind
from tests import factories as make
from tests.support.browser import sign_in

pytestmark = pytest.mark.django_db(transaction=True)

NAME = "Nadia Quill"
KEPT = "() => JSON.stringify([localStorage, sessionStorage, document.cookie, history.state])"


@pytest.fixture
def room() -> make.Newsroom:
    return make.newsroom()


@pytest.fixture
def speaker(room: make.Newsroom) -> Speaker:
    article, claims = make.split_article(room)
    make.unnamed(claims[2], room.second)
    return Speaker.objects.get(article=article, name="harbour spokesman")


def test_what_is_typed_is_kept_nowhere(page: Any, room: make.Newsroom, speaker: Speaker) -> None:
    sign_in(page, room.reporter.username, make.PASSWORD)
    asked: list[str] = []
    page.on("request", lambda one: asked.append(f"{one.url} {one.post_data or ''}"))
    page.goto(f"/confidential/about/{speaker.pk}/")
    page.get_by_label("Who it is").press_sequentially(NAME, delay=20)
    page.get_by_label("How to reach them").fill(NAME)
    page.wait_for_timeout(2_500)  # longer than any form waits before it keeps what was typed
    assert not any("Nadia" in one for one in asked), asked
    assert "Nadia" not in page.evaluate(KEPT)
    page.goto("/")
    page.go_back()
    expect(page.get_by_label("Who it is")).to_have_value("")
    assert not Typing.objects.exists()


def test_what_was_shown_is_gone_with_the_page(page: Any, room: make.Newsroom, speaker: Speaker) -> None:
    source = make.confidential(speaker, room.reporter, room.editor)
    sign_in(page, room.editor.username, make.PASSWORD)
    page.goto(f"/confidential/{source.pk}/")
    assert NAME not in page.content()
    page.get_by_role("button", name="Show who it is").click()
    expect(page.locator(".opened")).to_contain_text(NAME)
    assert "Nadia" not in page.evaluate(KEPT)
    page.get_by_role("link", name="Confidential sources").click()
    expect(page.locator("main")).to_contain_text(source.pseudonym)
    with suppress(Error):  # the browser asks before it sends a form again
        page.go_back()
    page.wait_for_load_state()
    expect(page).not_to_have_url(re.compile(r"/articles/"))
    expect(page.locator("body")).not_to_contain_text(NAME)
    assert Event.objects.filter(what=EventKind.SOURCE_OPENED).count() == 1

"""The status page and its sign in a real browser: by themselves, quietly, and not in a hidden tab."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models.functions import Now
from playwright.sync_api import expect

from claims.models import Split, Upkeep
from claims.services.heartbeat_store import heartbeat_store
from claims.vocabulary import SWEEPS, SplitState, UpkeepKind
from tests import factories as make
from tests.browser.test_notices import signed_in
from tests.support.browser import broken_rules


@pytest.fixture
def room(transactional_db: None, broker: Any) -> make.Newsroom:
    for kind in UpkeepKind:
        Upkeep.objects.create(kind=kind, good=True, size=5_000_000, began=Now())
    heartbeat_store(name=SWEEPS)
    return make.newsroom()


def test_it_keeps_itself_up_to_date(new_page: Callable[..., Any], room: make.Newsroom, live_app: Any) -> None:
    heartbeat_store(name="worker@city", queues="split")
    article = make.pasted(room)
    Split.objects.update(state=SplitState.DONE)
    page = signed_in(new_page(), room.editor, live_app.url)
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if "/status/now/" in one.url else None)
    page.clock.install()
    page.goto("/status/")
    expect(page.locator(".status-sum")).to_have_text("Everything works.")
    expect(page.locator("#status-sign")).to_be_hidden()
    Split.objects.update(state=SplitState.FAILED, error="It took too long.")
    page.clock.fast_forward(61_000)
    expect(page.locator(".status-sum")).to_have_text("One thing is wrong.")
    expect(page.locator("#status-sign")).to_be_visible()
    assert broken_rules(page, targets=True) == []
    again = page.locator(f"#retry-{article.pk}")
    again.focus()
    Split.objects.update(error="It took too long again.")
    page.clock.fast_forward(6_000)
    expect(page.get_by_text("It took too long again.")).to_be_visible()
    expect(again).to_be_focused()
    page.evaluate("Object.defineProperty(document, 'visibilityState', {get: () => 'hidden'})")
    so_far = len(asked)
    page.clock.fast_forward(60_000)
    page.wait_for_timeout(300)
    assert len(asked) == so_far > 0
    again.click()
    expect(page).to_have_url(f"{live_app.url}/articles/{article.pk}/")

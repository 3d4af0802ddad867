"""What a person sees while the database is away, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import expect

from claims.models import Answer
from tests import factories as make
from tests.support.browser import sign_in
from tests.support.faults import Fault


@pytest.mark.fault("database restarted during a save")
def test_what_is_not_saved_stays_on_the_screen_and_says_so(
    transactional_db: None, new_page: Callable[..., Any], services: Any, fault: Fault
) -> None:
    if services.postgres is None:
        pytest.fail("This test stops the database: run it on the embedded one, without DATABASE_URL.")
    room = make.newsroom()
    article, claims = make.split_article(room)
    page = sign_in(new_page(), room.checker.username, make.PASSWORD)
    page.goto(f"/articles/{article.pk}/?claim={claims[1].pk}")
    page.get_by_label("Note m").fill("The plaque says so.")
    page.locator("#open-claim .answer input[value=confirmed]").check()
    save = page.get_by_role("button", name="Save", exact=True)
    connection.close()
    services.postgres.stop()
    try:
        save.click()
        expect(page.locator("#trouble")).to_contain_text("Not saved", timeout=20_000)
        expect(page.get_by_label("Note m")).to_have_value("The plaque says so.")
    finally:
        services.postgres.start()
    assert not Answer.objects.exists()
    with fault.recovering():
        save.click()
        expect(page.locator("#open-claim")).to_contain_text("Confirmed", timeout=20_000)
        expect(page.locator("#trouble")).to_be_hidden(timeout=20_000)
    answer = Answer.objects.get()
    assert answer.note == "The plaque says so."

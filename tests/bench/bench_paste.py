"""Paste → claims on the page, in a real browser, through real servers, with an idle worker; and what a worker takes."""

import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from claims.services.sample_newsroom import sample_newsroom
from tests.support.machine import machine, part, proportional_mib
from tests.support.texts import long_text

PASTES = 30
PARAGRAPHS = 9  # 500 words


def test_paste_to_claims(
    transactional_db: None, broker: Any, worker: Any, new_page: Callable[..., Any]
) -> None:
    """From the click on “Store and split” to the first claim in the list, and to the article's page alone."""
    passwords = sample_newsroom()
    page = new_page()
    page.goto("/sign-in/")
    page.get_by_label("Name").fill("nora")
    page.get_by_label("Password").fill(passwords["nora"])
    page.get_by_role("button", name="Sign in").click()
    pages: list[float] = []
    filled: list[float] = []
    answered: list[float] = []
    for number in range(PASTES):
        page.goto("/articles/new/")
        text = f"Storm number {number} closes the harbour\n\n" + long_text(PARAGRAPHS)
        page.get_by_label("The article's text").fill(text)
        expect(page.get_by_role("textbox", name="Headline", exact=True)).not_to_have_value("")
        time.sleep(0.5)  # an idle machine, as after a person has read what was found
        began = time.perf_counter()
        with page.expect_response(lambda answer: answer.request.method == "POST") as posted:
            page.get_by_role("button", name="Store and split").click()
        answered.append(float(posted.value.request.timing["responseStart"]) / 1000)
        page.wait_for_selector("#article-text .block")
        pages.append(time.perf_counter() - began)
        page.wait_for_selector("#claim-rows .row", timeout=60_000)
        filled.append(time.perf_counter() - began)
    print(f"\n{machine()}; {PASTES} pastes of {len(text.split())} words, one browser, one worker")
    for name, values in (
        ("the paste is answered", answered),
        ("the article's page is there", pages),
        ("all claims are on the page", filled),
    ):
        print(
            f"{name}: p50 {part(values, 0.5):.3f} s, p95 {part(values, 0.95):.3f} s, max {max(values):.3f} s"
        )
    children = worker.pool_children()
    print(
        f"worker: {proportional_mib(worker.pid, *children):.0f} MiB (PSS of it and its {len(children)} child)"
    )

"""What people do in a browser, whatever the test is about."""

from __future__ import annotations

import re
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect


def sign_in(page: Any, username: str, password: str) -> Any:
    """By the form, as everybody does; the page, on the Desk."""
    page.goto("/sign-in/")
    page.get_by_label("Name").fill(username)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile(r"/$"))
    return page


def broken_rules(page: Any, *, targets: bool = False, within: str = "") -> list[str]:
    """What axe finds broken on the page as it looks now, a line each; `targets`: the size of targets (WCAG 2.2) too.

    Of a dark page only its colours are asked: all else is the light one's, which the same test asks as well.
    """
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    options: dict[str, Any] = {"rules": {"target-size": {"enabled": True}}} if targets else {}
    options = {"runOnly": ["color-contrast"]} if dark else options
    context = {"include": [within]} if within else None
    found = Axe().run(page, context=context, options=options).response
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found["violations"]]

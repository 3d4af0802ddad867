"""A kept copy as a checker sees it: asked for, there by itself, read, saved; axe finds nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from claims.models import Capture
from claims.services.use_attach import use_attach
from claims.vocabulary import CaptureState, EvidenceKind
from tests import factories as make
from tests.support.browser import broken_rules, sign_in
from tests.support.processes import Worker
from tests.support.web import Web, web

PAGE = b"""<!doctype html><html><head><title>Harbour log</title></head><body><article><h1>Harbour log</h1>
<p>Three barges had struck a pier on Monday morning, the harbour office wrote in its log of the day.</p>
<script>document.title = 'stolen'</script></article></body></html>"""


@pytest.fixture
def site() -> Iterator[Web]:
    with web() as running:
        running.page("/log", PAGE)
        yield running


@pytest.fixture
def keeper(process_env: dict[str, str], broker: Any, site: Web) -> Iterator[Worker]:
    """A worker for which the site's address is public; not started yet."""
    worker = Worker(process_env | {"LOCAL_WEB_PORT": str(site.port)}, "sweep,slow")
    worker.command[worker.command.index("--app") + 1] = "tests.support.local_worker"
    yield worker
    worker.kill_group()


def clean(page: Any) -> None:
    assert broken_rules(page) == []


def test_a_copy_comes_by_itself_and_is_read_and_saved(
    new_page: Callable[..., Any], keeper: Worker, site: Web, tmp_path: Path
) -> None:
    room = make.newsroom()
    claim = make.split_article(room)[1][1]
    given = {"kind": EvidenceKind.WEB_PAGE, "title": "", "url": site.url("/log"), "locator": "first entry"}
    use = make.evidence(claim, room.checker, passage="Three barges had struck a pier", **given)
    page = sign_in(new_page(viewport={"width": 1440, "height": 900}), room.checker.username, make.PASSWORD)
    page.goto(f"/claims/{claim.pk}/")
    copy = page.locator(".capture")
    expect(copy).to_contain_text("Keeping a copy of the page")
    clean(page)
    keeper.start()
    expect(copy).to_contain_text("Copy kept", timeout=60_000)
    expect(page.locator("#announce")).to_have_text("A copy is kept.")
    clean(page)
    with page.expect_download() as download:
        copy.get_by_role("link", name="File").click()
    download.value.save_as(tmp_path / "log.html")
    assert download.value.suggested_filename == "log.html"
    assert (tmp_path / "log.html").read_bytes() == PAGE
    copy.get_by_role("link", name="Text").click()
    expect(page.locator("mark#passage-1")).to_have_text("Three barges had struck a pier")
    expect(page).to_have_title("Harbour log · Newsroom")
    clean(page)
    for name, size, scheme in (("wide", 1440, "light"), ("dark", 1440, "dark"), ("small", 390, "dark")):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": size, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        clean(page)
    assert Capture.objects.get(evidence=use.evidence_id).state == CaptureState.KEPT


def test_a_copy_that_could_not_be_made_says_what_to_do_without_scripts(
    new_page: Callable[..., Any],
) -> None:
    room = make.newsroom()
    claim = make.split_article(room)[1][1]
    failed = make.page_kept(
        room.checker,
        room.desk,
        state=CaptureState.FAILED,
        error="The site doesn't show the page to everybody.",
    )
    use_attach(claim_id=claim.pk, evidence_id=failed.evidence_id, by=room.checker, key=make.key())
    page = sign_in(new_page(java_script_enabled=False), room.checker.username, make.PASSWORD)
    page.goto(f"/claims/{claim.pk}/")
    expect(page.locator(".capture")).to_contain_text("The site doesn't show the page to everybody.")
    page.get_by_role("link", name="Try again or upload it instead").click()
    expect(page.locator("input[type=file]")).to_be_visible()

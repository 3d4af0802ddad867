"""Pictures of every page and state, into docs/screens; `make screens` runs it, the tests don't.

The newsroom of tests/support/busy_newsroom.py in the real app and a real Chromium. Needs pngquant, which makes the
pictures small. SCREENS_INTO names another folder, SCREENS_ONLY the names to take, a regular expression.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
INTO = Path(os.environ.get("SCREENS_INTO") or ROOT / "docs" / "screens")
ONLY = os.environ.get("SCREENS_ONLY", "")
HEIGHTS = {1440: 900, 1024: 768, 390: 844, 320: 640}
A4, PAGE = 673, 986  # what 178 by 261 mm of paper are in CSS pixels; two pages are shown
HEAD = """# Every page and state

Taken by `make screens` from a newsroom in the middle of its day: the sample's people and articles, in the real app, in
Chromium. The picture's name ends with the window's width; *dark* where the system is set so.

"""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: whose page, what is done on it first, and how the index names it."""

    name: str
    words: str
    address: str
    who: str = "imre"
    width: int = 1440
    scheme: str = "light"
    act: Callable[[Any], None] | None = None
    paper: bool = False
    script: bool = True

    @property
    def file(self) -> str:
        dark = "-dark" if self.scheme == "dark" else ""
        return f"{self.name}{dark}-{'paper' if self.paper else self.width}.png"


def press(*keys: str) -> Callable[[Any], None]:
    def act(page: Any) -> None:
        for key in keys:
            page.keyboard.press(key)
        page.wait_for_timeout(300)

    return act


def paste(text: str) -> Callable[[Any], None]:
    def act(page: Any) -> None:
        page.get_by_label("The article's text").fill(text)
        page.wait_for_timeout(1500)

    return act


def next_draft(text: str) -> Callable[[Any], None]:
    def act(page: Any) -> None:
        page.get_by_label("The next draft's text").fill(text)
        page.get_by_role("button", name="See what changes").click()
        page.wait_for_selector("#preview-title")

    return act


def wrong_file(page: Any) -> None:
    page.locator("input[type=file]").first.set_input_files(
        {"name": "story.docx", "mimeType": "application/octet-stream", "buffer": b"PK not a document"}
    )
    page.wait_for_timeout(1500)


def shots_of(busy: Any) -> Iterator[Shot]:
    yield from _article(busy)
    yield from _states(busy)
    yield from _drafts(busy)
    yield from _desk(busy)
    yield from _reports(busy)
    yield from _again(busy)
    yield from _running(busy)
    yield from _people(busy)
    yield from _confidence(busy)
    yield from _errors(busy)


def _article(busy: Any) -> Iterator[Shot]:
    ferry = f"/articles/{busy.ferry.pk}/"
    work = f"{ferry}?claim={busy.claims['work'].pk}"
    for width in HEIGHTS:
        for scheme in ("light", "dark"):
            yield Shot("article", "The article, its claims, the open claim", work, width=width, scheme=scheme)
    for part in ("list", "card"):
        yield Shot(
            f"article-{part}",
            f"… on a telephone, the {part}",
            f"{work}&view={part}",
            width=390,
            act=tab(part),
        )
    yield Shot("article-one", "An article with one claim", f"/articles/{busy.one.pk}/")
    yield Shot("article-500", "An article with 500 claims", f"/articles/{busy.long.pk}/")
    yield Shot("article-500", "… on a telephone", f"/articles/{busy.long.pk}/", width=390)
    yield Shot("article-filter", "The filters of the list", work, act=press("f"))
    yield Shot("article-speakers", "The list by speaker", f"{work}&by=speaker")
    yield Shot("article-find", "Find in the article", f"{ferry}?find=fire")
    yield Shot("article-paper", "The article on paper", ferry, paper=True)
    yield Shot("keys", "The keys", work, act=press("?"))


def tab(view: str) -> Callable[[Any], None]:
    return lambda page: page.locator(f"[data-shows={view}]").click()


def _states(busy: Any) -> Iterator[Shot]:
    ferry = f"/articles/{busy.ferry.pk}/?claim="
    for name, words, key, who in (
        ("settled", "A settled claim", "settled", "imre"),
        ("wrong", "A claim that is wrong, with a proposed wording", "wrong", "imre"),
        ("awaiting", "A claim that waits for an answer", "awaiting", "imre"),
        ("second", "A second check, blind to the first one", "second", "tess"),
        ("stale", "A stale claim: its evidence was withdrawn", "withdrawn", "imre"),
    ):
        yield Shot(f"claim-{name}", words, f"{ferry}{busy.claims[key].pk}", who)
    drafts = f"/articles/{busy.drafts.pk}/?claim="
    yield Shot("claim-reworded", "A stale claim: its words changed", f"{drafts}{busy.claims['stale'].pk}")
    yield Shot("claim-lost", "A lost claim", f"{drafts}{busy.claims['lost'].pk}")
    opened = f"{ferry}{busy.claims['open'].pk}"
    yield Shot("claim-mend", "Mending what the machine got wrong", opened, act=press("b"))
    yield Shot("claim-evidence", "Attaching evidence", opened, act=press("e"))
    yield Shot("claim-no-script", "Without JavaScript", opened, script=False)
    yield Shot("claim-alone", "A claim on its own page", f"/claims/{busy.claims['work'].pk}/")
    yield Shot("claim-assign", "Assigning", f"/claims/{busy.claims['open'].pk}/assign/", "ruth")
    yield Shot("claim-history", "A claim's history", f"/claims/{busy.claims['wrong'].pk}/history/")
    yield Shot("splitting", "While it is split", f"/articles/{busy.splitting.pk}/")
    yield Shot("split-failed", "A split that failed", f"/articles/{busy.failed.pk}/")


def _drafts(busy: Any) -> Iterator[Shot]:
    at = f"/articles/{busy.drafts.pk}"
    text = busy.drafts.drafts.latest("number").text
    changed = text.replace("360", "460").replace("Hanna Lind", "Hanna Lund")
    yield Shot("article-new", "A new article", "/articles/new/", "nora")
    found = "Wall falls on Quay Street\n\nBy Nora Ashby\n\nThe council said on Friday that 14 houses were cleared."
    yield Shot(
        "article-new-found", "… what was found in the paste", "/articles/new/", "nora", act=paste(found)
    )
    yield Shot("article-new-refused", "… a file that can't be read", "/articles/new/", "nora", act=wrong_file)
    for width in (1440, 390):
        yield Shot("drafts", "Two drafts side by side", f"{at}/drafts/", width=width)
    yield Shot(
        "draft-new", "What the next draft would do", f"{at}/drafts/new/", "nora", act=next_draft(changed)
    )


def _desk(busy: Any) -> Iterator[Shot]:
    ferry, desk = f"/articles/{busy.ferry.pk}", busy.room.desk.pk
    idle = busy.idle.username
    yield Shot("sign-in", "Signing in", "/sign-in/", "")
    yield Shot("desk", "The desk", "/")
    yield Shot("desk", "The desk", "/", scheme="dark")
    yield Shot("desk", "The desk", "/", width=390)
    yield Shot("desk-empty", "… with nothing on it", "/", idle)
    yield Shot("queue", "My queue", "/queue/")
    yield Shot("queue", "My queue", "/queue/", width=390)
    yield Shot("queue-empty", "… empty", "/queue/", idle)
    yield Shot("board", "The desk's board", f"/desks/{desk}/board/", "ruth")
    yield Shot("rules", "The desk's rules", f"/desks/{desk}/rules/", "ruth")
    yield Shot("notices", "What one is told", "/notices/", "nora")
    yield Shot("notices-empty", "… nothing yet", "/notices/", idle)
    yield Shot("notice-choices", "What comes by e-mail", "/notices/choices/")
    yield Shot("questions", "Questions", "/questions/", "nora")
    yield Shot("question", "A question", f"/questions/{busy.question.pk}/", "nora")
    yield Shot("evidence-list", "All that the desk has kept", "/evidence/")
    yield Shot("evidence", "One thing that was kept", f"/evidence/{busy.evidence.pk}/", "ruth")
    yield Shot("replies", "Right of reply", f"{ferry}/replies/", "ruth")
    yield Shot("sentences", "Sentences that nobody has looked at", f"{ferry}/sentences/")
    yield Shot("notes", "An article's notes", f"{ferry}/notes/")
    yield Shot("assign", "Assigning many", f"{ferry}/assign/", "ruth")
    yield Shot("history", "An article's history", f"{ferry}/history/")
    yield Shot("sign-off-blocked", "Sign-off: what is left", f"{ferry}/sign-off/", "ruth")
    yield Shot("sign-off-ready", "Sign-off: ready", f"/articles/{busy.ready.pk}/sign-off/", "ruth")
    yield Shot("away", "Away", "/away/")


EACH_WAY = ((1440, "light"), (1440, "dark"), (390, "light"))


def _reports(busy: Any) -> Iterator[Shot]:
    """What leaves the desk, of the story that is signed off."""
    night = f"/articles/{busy.report.article_id}"
    kept, shared = f"/reports/{busy.report.pk}/", f"/shared/{busy.shared}/"
    for width, scheme in EACH_WAY:
        how: dict[str, Any] = {"width": width, "scheme": scheme}
        yield Shot("report-new", "Making a report: what it would say", f"{night}/report/", "ruth", **how)
        yield Shot("report", "A report that was made: its formats, its links", kept, "ruth", **how)
        yield Shot("report-signed", "… what is in it", kept, "ruth", act=to_part(".rp-head"), **how)
        yield Shot("report-claims", "… its claims in full", kept, "ruth", act=to_part("#rp-claims"), **how)
        yield Shot("shared", "What a link shows", shared, "", **how)
        yield Shot("glance", "The pictures below the article's text", f"{night}/", act=to_glance, **how)
        sheet = f"/articles/{busy.ferry.pk}/backing-sheet/"
        yield Shot("backing", "A backing sheet: its rows before they are taken", sheet, act=backing, **how)
    yield Shot("backing-new", "A backing sheet", sheet)
    yield Shot("report", "The report on paper", kept, "ruth", paper=True)


def _again(busy: Any) -> Iterator[Shot]:
    """What finds things again: the search, earlier checks, speakers."""
    again = f"/articles/{busy.again.pk}/?view=card"
    for width, scheme in EACH_WAY:
        how: dict[str, Any] = {"width": width, "scheme": scheme}
        yield Shot("search", "What the search finds", "/search/?q=ferry", **how)
        yield Shot("before", "An open claim that was checked before", again, act=to_before, **how)
        yield Shot("speakers", "The newsroom's register of speakers", "/speakers/", **how)
        yield Shot("entry", "One of them: all that they said", f"/speakers/{busy.entry.pk}/", **how)
    yield Shot("search-figure", "… a figure, however it is written", "/search/?q=14")
    yield Shot("search-name", "… a name that was spelt otherwise", "/search/?q=Renwik")
    yield Shot("search-nothing", "… nothing", "/search/?q=zeppelin")
    yield Shot("article-names", "An article's speakers", f"/articles/{busy.again.pk}/speakers/")


def _running(busy: Any) -> Iterator[Shot]:
    """How the newsroom runs, and whom else it tells."""
    desk = busy.room.desk.pk
    for width, scheme in EACH_WAY:
        how: dict[str, Any] = {"width": width, "scheme": scheme}
        yield Shot("status", "How the newsroom runs", "/status/", "ruth", **how)
        yield Shot("figures", "A desk's figures", f"/desks/{desk}/figures/", "ruth", **how)
        yield Shot("integrations", "Other systems", "/integrations/", "ada", **how)
        yield Shot("integration", "One of them", f"/integrations/{busy.integration.pk}/", "ada", **how)


def to_before(page: Any) -> None:
    page.locator("[id^=claim-before]").first.evaluate("one => one.scrollIntoView()")
    page.wait_for_selector(".before-words", timeout=5000)
    page.wait_for_timeout(300)


def to_part(selector: str) -> Callable[[Any], None]:
    def act(page: Any) -> None:
        page.locator(selector).first.evaluate("one => one.scrollIntoView()")
        page.wait_for_timeout(100)

    return act


def to_glance(page: Any) -> None:
    page.locator("[id^=article-glance]").evaluate("one => one.scrollIntoView()")
    page.locator(".report-figures").evaluate("one => one.scrollIntoView()")
    page.wait_for_timeout(300)


BACKING = ROOT / "tests" / "data" / "backing" / "ferry.csv"


def backing(page: Any) -> None:
    page.locator("input[type=file]").set_input_files(BACKING)
    page.get_by_role("button", name="Look at its rows").click()
    page.wait_for_selector(".backing-rows")


def _people(busy: Any) -> Iterator[Shot]:
    """Of administrators, and of what one sets for oneself."""
    desk = busy.room.desk.pk
    person = f"/people/{busy.room.second.pk}/"
    for width, scheme in EACH_WAY:
        how: dict[str, Any] = {"width": width, "scheme": scheme}
        yield Shot("people", "The newsroom's people", "/people/", "ada", **how)
        yield Shot("person", "A person and their roles", person, "ada", **how)
        yield Shot("desks", "Desks", "/desks/", "ada", **how)
        yield Shot("retention", "How long a desk keeps what", f"/desks/{desk}/retention/", "ada", **how)
        yield Shot("keys-own", "Choosing one's keys", "/keys/", **how)
        yield Shot("account", "One's account", "/account/sessions/", **how)
    yield Shot("people-changes", "What was changed about people", "/people/changes/", "ada")
    yield Shot("invite", "Inviting somebody", "/people/invite/", "ada")
    yield Shot("join", "An invitation, as it is opened", f"/join/{busy.invitation}/", "", act=arrive)
    yield Shot(
        "erase",
        "What erasing an article would take",
        f"/desks/{desk}/retention/",
        "ada",
        act=would_erase(busy.ready.pk),
    )


def arrive(page: Any) -> None:
    page.wait_for_url("**/join/")


def would_erase(pk: int) -> Callable[[Any], None]:
    def act(page: Any) -> None:
        page.get_by_label("Its number").fill(str(pk))
        page.get_by_role("button", name="Show what goes").click()
        page.get_by_label("Type the article's number").scroll_into_view_if_needed()

    return act


def _confidence(busy: Any) -> Iterator[Shot]:
    record = f"/confidential/{busy.source.pk}/"
    for width, scheme in EACH_WAY:
        how: dict[str, Any] = {"width": width, "scheme": scheme}
        listed = f"/articles/{busy.ferry.pk}/confidential/"
        yield Shot("confidential-list", "An article's confidential sources", listed, "ruth", **how)
        yield Shot("confidential", "The record of one", record, "ruth", **how)
    new = f"/confidential/about/{busy.unnamed.pk}/"
    yield Shot("confidential-new", "A new record", new, "tess")
    yield Shot("confidential-open", "… opened by who is named on it", record, "ruth", act=open_record)


def open_record(page: Any) -> None:
    page.get_by_role("button", name="Show who it is").click()
    page.wait_for_timeout(500)


def _errors(busy: Any) -> Iterator[Shot]:
    yield Shot("error-404", "Not here", "/articles/999999/")
    yield Shot("error-403", "Not allowed", f"/articles/{busy.ferry.pk}/assign/", "nora")


@pytest.fixture
def busy(transactional_db: None, broker: Any) -> Any:
    from tests.support.busy_newsroom import busy_and_found

    return busy_and_found()


@pytest.mark.timeout(1800)
def test_take_them(new_page: Callable[..., Any], busy: Any) -> None:
    """Takes each picture and writes the index; says what was answered otherwise than it should."""
    assert shutil.which("pngquant"), "There is no pngquant: apt-get install pngquant"
    INTO.mkdir(parents=True, exist_ok=True)
    shots = list(shots_of(busy))
    desks = Desks(new_page, busy)
    for shot in shots:
        if re.search(ONLY, shot.file):
            desks.take(shot)
    pdf = Shot("report-pdf", "The first page of its PDF", "", paper=True)
    shots.append(pdf)
    if re.search(ONLY, pdf.file):
        from claims.exports.pdf import render_pages
        from claims.exports.snapshot import report_in

        first = render_pages(report_in(busy.report.content.encode()), 110)[0]
        (INTO / pdf.file).write_bytes(smaller(first))
    lines = [f"- [{shot.words}]({shot.file}), `{shot.file}`\n" for shot in shots]
    (INTO / "README.md").write_text(HEAD + "".join(lines), encoding="utf-8")


def smaller(data: bytes) -> bytes:
    found = subprocess.run(
        ["pngquant", "--speed", "1", "64", "-"], input=data, capture_output=True, check=True
    )
    return found.stdout


class Desks:
    """One signed-in browser for each person and each way of looking."""

    def __init__(self, new_page: Callable[..., Any], busy: Any) -> None:
        self.new_page, self.busy = new_page, busy
        self.pages: dict[tuple[Any, ...], Any] = {}
        self.kept: dict[str, Any] = {}

    def take(self, shot: Shot) -> None:
        page = self.page(shot)
        width = A4 if shot.paper else shot.width
        page.set_viewport_size({"width": width, "height": PAGE if shot.paper else HEIGHTS[shot.width]})
        page.emulate_media(media="print" if shot.paper else "screen", color_scheme=shot.scheme)
        page.goto(shot.address)
        page.wait_for_timeout(250)  # what the scripts arrange; some pages ask again and are never idle
        if shot.act:
            shot.act(page)
        paper = {"x": 0, "y": 0, "width": A4, "height": 2 * PAGE}
        how = {"full_page": True, "clip": paper} if shot.paper else {}
        data = page.screenshot(animations="disabled", caret="hide", **how)
        (INTO / shot.file).write_bytes(smaller(data))

    def page(self, shot: Shot) -> Any:
        key = (shot.who, shot.script)
        if key not in self.pages:
            state = self.kept.get(shot.who)
            self.pages[key] = self.new_page(java_script_enabled=shot.script, storage_state=state)
            if shot.who and not state:
                self.kept[shot.who] = self.signed_in(self.pages[key], shot.who)
        return self.pages[key]

    def signed_in(self, page: Any, who: str) -> Any:
        from tests.factories import PASSWORD
        from tests.support.browser import sign_in

        sign_in(page, who, self.busy.passwords.get(who, PASSWORD))
        return page.context.storage_state()

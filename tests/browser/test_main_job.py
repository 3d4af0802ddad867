"""The main job as its people do it: paste, split by the real worker, check, second check, export."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from claims.models import Article, Claim, Split
from claims.services.sample_newsroom import ARTICLE
from claims.vocabulary import SplitState, State
from tests.support.browser import broken_rules, sign_in
from tests.support.processes import wait_until
from tests.support.texts import long_text

OWN = (
    "The council said on Friday that 14 houses on Quay Street had been cleared after a wall gave way.\n\n"
    + (
        "“Nobody was hurt and nobody is missing,” said Petra Lund, the council's leader.\n\n"
        "A spokesman for the builder denied that the wall had been reported as unsafe."
    )
)


def text_on(page: Any) -> str:
    return str(page.locator("#article-text").evaluate("node => node.textContent"))


def choose(page: Any, answer: str) -> None:
    page.locator(f"#open-claim label:has(input[value='{answer}'])").click()


def low_risk(article: Article) -> Claim:
    """A claim that one person may settle."""
    return Claim.objects.filter(article=article, high_risk=False)[0]


def test_paste_split_check_settle_export(
    new_page: Callable[..., Any], passwords: dict[str, str], worker: Any, tmp_path: Path
) -> None:
    """A reporter pastes; the page fills by itself; a checker and then an editor check; the report goes out."""
    page = sign_in(new_page(), "nora", passwords["nora"])
    page.goto("/articles/new/")
    pasted = "Wall falls on Quay Street\n\nBy Nora Ashby\n\n" + OWN
    page.get_by_label("The article's text").fill(pasted)
    expect(page.get_by_role("textbox", name="Headline", exact=True)).to_have_value(
        "Wall falls on Quay Street"
    )
    expect(page.get_by_label("Printed byline")).to_have_value("By Nora Ashby")
    page.get_by_role("button", name="Store and split").click()
    expect(page).to_have_url(re.compile(r"/articles/\d+/$"))
    expect(page.locator("#claim-rows .row").first).to_be_visible(timeout=30_000)
    expect(page.locator("[hx-trigger^=every]")).to_have_count(0)
    article = Article.objects.order_by("-pk")[0]
    assert text_on(page) == article.drafts.get().text == pasted

    checker = sign_in(new_page(), "imre", passwords["imre"])
    checker.goto(f"/articles/{article.pk}/")
    claim = Claim.objects.filter(article=article, attribution__isnull=False, high_risk=True)[0]
    checker.locator(f"#claim-link-{claim.pk}").click()
    expect(checker.locator(f"#claim-card-{claim.pk}")).to_be_visible()
    checker.locator("#add-evidence").click()
    checker.get_by_role("textbox", name="Link").fill("https://council.example/statement")
    checker.get_by_role("textbox", name="Title").fill("Council statement")
    checker.get_by_role("textbox", name="Paragraph or heading").fill("paragraph 2")
    checker.get_by_role("button", name="Attach").click()
    expect(checker.locator(".uses")).to_contain_text("Council statement")
    choose(checker, "verbatim")
    choose(checker, "confirmed")
    checker.locator(f"#note-{claim.pk}").fill("Read against the statement.")
    checker.locator("#settle").click()
    expect(checker.locator(f"#claim-row-{claim.pk}")).to_have_class(re.compile("second"))
    claim.refresh_from_db()
    assert claim.state == State.SECOND

    editor = sign_in(new_page(), "ruth", passwords["ruth"])
    editor.goto(f"/articles/{article.pk}/?claim={claim.pk}")
    expect(editor.locator(f"#claim-card-{claim.pk}")).not_to_contain_text("Read against the statement.")
    choose(editor, "verbatim")
    choose(editor, "confirmed")
    editor.locator("#settle").click()
    expect(editor.locator(f"#claim-row-{claim.pk}")).to_have_class(re.compile("settled"))
    claim.refresh_from_db()
    assert claim.state == State.SETTLED
    expect(editor.locator(".bar-count")).to_have_text(f"1/{Claim.objects.filter(article=article).count()}")

    editor.goto(f"/articles/{article.pk}/history/")
    expect(editor.locator("main")).to_contain_text("Imre Falk")
    editor.goto(f"/articles/{article.pk}/report/")
    expect(editor.locator("main")).to_contain_text("Council statement")
    editor.goto(f"/articles/{article.pk}/")
    editor.locator(".article-menu > summary").click()
    editor.locator(".article-menu").get_by_role("link", name="Report", exact=True).click()
    editor.get_by_role("button", name="Make report").click()
    with editor.expect_download() as download:
        editor.get_by_role("button", name="CSV").click()
    download.value.save_as(tmp_path / "report.csv")
    assert "Council statement" in (tmp_path / "report.csv").read_text(encoding="utf-8-sig")


def test_checking_by_keyboard_alone(
    new_page: Callable[..., Any], passwords: dict[str, str], split_sample: Article
) -> None:
    page = sign_in(new_page(), "imre", passwords["imre"])
    claim = low_risk(split_sample)
    page.goto(f"/articles/{split_sample.pk}/?claim={claim.pk}")
    page.keyboard.press("e")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("https://courts.example/register")
    page.keyboard.press("Tab")
    page.keyboard.type("Court register")
    page.keyboard.press("Tab")
    page.keyboard.type("p. 3")
    page.keyboard.press("Enter")
    expect(page.locator(".uses")).to_contain_text("Court register")
    if claim.attribution_id:
        page.keyboard.press("1")
    page.keyboard.press("c")
    page.keyboard.press("s")
    expect(page.locator(f"#claim-row-{claim.pk}")).to_have_class(re.compile("settled"))
    claim.refresh_from_db()
    assert claim.state == State.SETTLED
    assert page.evaluate("document.activeElement !== document.body"), "focus fell to the body"
    before = page.url
    page.keyboard.press("j")
    expect(page).not_to_have_url(before)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_the_main_job_without_javascript(
    new_page: Callable[..., Any], passwords: dict[str, str], worker: Any
) -> None:
    page = sign_in(new_page(java_script_enabled=False), "tess", passwords["tess"])
    page.goto("/articles/new/")
    page.get_by_label("The article's text").fill("Wall falls on Quay Street\n\n" + OWN)
    page.get_by_role("combobox", name="Desk").select_option(label="World")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("textbox", name="Headline", exact=True)).to_have_value(
        "Wall falls on Quay Street"
    )
    page.get_by_role("button", name="Store and split").click()
    article = Article.objects.order_by("-pk")[0]
    wait_until(lambda: Split.objects.get(draft__article=article).state == SplitState.DONE, 60, "the split")

    checker = sign_in(new_page(java_script_enabled=False), "imre", passwords["imre"])
    claim = Claim.objects.filter(article=article, attribution__isnull=False)[0]
    checker.goto(f"/articles/{article.pk}/?claim={claim.pk}")
    assert text_on_page_without_script(checker) == article.drafts.get().text
    choose(checker, "verbatim")
    choose(checker, "confirmed")
    checker.get_by_role("button", name="Attach evidence").click()
    checker.get_by_label("Kind").select_option(label="Document")
    checker.get_by_role("textbox", name="Title").fill("Council statement")
    checker.get_by_role("textbox", name="Page, as").fill("paragraph 2")
    checker.get_by_role("button", name="Attach", exact=True).click()
    expect(checker.locator(".uses")).to_contain_text("Council statement")
    expect(checker.locator("input[value='verbatim']")).to_be_checked()
    expect(checker.locator("input[value='confirmed']")).to_be_checked()
    checker.locator("#settle").click()
    claim.refresh_from_db()
    assert claim.state == (State.SECOND if claim.high_risk else State.SETTLED)
    other = Claim.objects.filter(article=article, state__in=[State.OPEN, State.SUGGESTED])[0]
    checker.goto(f"/claims/{other.pk}/")
    dismiss = checker.locator(f"form[action='/claims/{other.pk}/dismiss/']")
    checker.locator("details", has=dismiss).locator("summary").click()
    dismiss.get_by_role("textbox").fill("An opinion.")
    dismiss.get_by_role("button").click()
    other.refresh_from_db()
    assert other.state == State.DISMISSED or other.dismissal_by is not None


def text_on_page_without_script(page: Any) -> str:
    """Playwright may look even where the page may not run scripts."""
    return str(page.locator("#article-text").text_content())


def test_a_stale_form_keeps_what_was_typed(
    new_page: Callable[..., Any], passwords: dict[str, str], split_sample: Article
) -> None:
    claim = low_risk(split_sample)
    first, second = (sign_in(new_page(), who, passwords[who]) for who in ("imre", "tess"))
    for page in (first, second):
        page.goto(f"/articles/{split_sample.pk}/?claim={claim.pk}")
        choose(page, "confirmed")
    first.locator("#save").click()
    expect(first.locator(f"#claim-row-{claim.pk}")).to_have_class(re.compile("checking"))
    second.locator(f"#note-{claim.pk}").fill("My own finding, at length.")
    second.locator("#save").click()
    expect(second.get_by_role("alert").first).to_contain_text("Somebody changed this claim")
    expect(second.locator("#open-claim")).to_contain_text("My own finding, at length.")


def test_a_page_fills_by_itself_when_the_worker_comes_late(
    new_page: Callable[..., Any], passwords: dict[str, str], new_worker: Callable[..., Any], beat: Any
) -> None:
    article = Article.objects.get()
    page = sign_in(new_page(), "imre", passwords["imre"])
    page.goto(f"/articles/{article.pk}/")
    expect(page.locator(".splitting")).to_contain_text("Queued")
    assert text_on(page) == article.drafts.get().text
    new_worker()
    expect(page.locator("#claim-rows .row").first).to_be_visible(timeout=60_000)
    expect(page.locator("#announce")).to_contain_text("The split is done")


def test_a_failed_split_offers_another_try(
    new_page: Callable[..., Any], passwords: dict[str, str], new_worker: Callable[..., Any], beat: Any
) -> None:
    from claims.models import User
    from claims.services.article_paste import article_paste

    nora = User.objects.get(username="nora")
    desk = nora.desks.get()
    article = article_paste(desk_id=desk.pk, by=nora, key="long", text=long_text(900))
    new_worker(SPLIT_SOFT_SECONDS="1.5")
    page = sign_in(new_page(), "nora", passwords["nora"])
    page.goto(f"/articles/{article.pk}/")
    expect(page.get_by_role("button", name="Try again")).to_be_visible(timeout=120_000)
    expect(page.locator(".splitting.failed")).to_contain_text("The text is stored and safe")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".splitting")).to_contain_text(re.compile("Queued|Splitting"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_an_axe_rule(
    new_page: Callable[..., Any], passwords: dict[str, str], split_sample: Article, scheme: str
) -> None:
    page = sign_in(new_page(color_scheme=scheme), "ruth", passwords["ruth"])
    claim = low_risk(split_sample)
    number = split_sample.pk
    found: dict[str, list[str]] = {}
    for address in (
        "/",
        "/articles/new/",
        f"/articles/{number}/",
        f"/articles/{number}/?claim={claim.pk}&by=speaker",
        f"/articles/{number}/history/",
        f"/articles/{number}/report/",
        f"/claims/{claim.pk}/",
        f"/claims/{claim.pk}/history/",
        f"/claims/{claim.pk}/evidence/?kind=call",
        f"/claims/{claim.pk}/assign/",
        f"/articles/{number}/replies/",
        f"/articles/{number}/sign-off/",
        f"/articles/{number}/sentences/",
        f"/articles/{number}/assign/",
        f"/articles/{number}/notes/",
        f"/articles/{number}/history/?at=2",
        f"/desks/{split_sample.desk_id}/board/",
        f"/desks/{split_sample.desk_id}/rules/",
        "/queue/",
        "/away/",
        "/questions/",
        "/notices/choices/",
        "/evidence/",
        "/articles/999999/",
    ):
        page.goto(address)
        if broken := broken_rules(page):
            found[address] = broken
    assert not found


def test_nothing_is_wider_than_a_narrow_window(
    new_page: Callable[..., Any], passwords: dict[str, str], split_sample: Article
) -> None:
    page = sign_in(new_page(viewport={"width": 320, "height": 640}), "ruth", passwords["ruth"])
    claim = low_risk(split_sample)
    for address in (
        "/",
        "/articles/new/",
        f"/articles/{split_sample.pk}/",
        f"/articles/{split_sample.pk}/?claim={claim.pk}",
        f"/claims/{claim.pk}/",
        f"/claims/{claim.pk}/evidence/",
        f"/articles/{split_sample.pk}/replies/",
        "/evidence/",
        f"/articles/{split_sample.pk}/history/",
    ):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address


def test_the_sample_text_is_the_article_to_the_letter(
    new_page: Callable[..., Any], passwords: dict[str, str], split_sample: Article
) -> None:
    page = sign_in(new_page(), "imre", passwords["imre"])
    page.goto(f"/articles/{split_sample.pk}/")
    assert text_on(page) == ARTICLE.read_text(encoding="utf-8").strip("\n")

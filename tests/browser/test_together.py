"""Two people on one article, and what is typed and not stored, in real browsers."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import expect

from claims.models import Claim, Typing
from tests import factories as make
from tests.support.browser import sign_in
from tests.support.processes import wait_until

LONG = 20_000


@pytest.fixture
def room(transactional_db: None) -> make.Newsroom:
    return make.newsroom()


@pytest.fixture
def claims(room: make.Newsroom) -> list[Claim]:
    return make.split_article(room)[1]


def here(claim: Claim) -> str:
    return f"/articles/{claim.article_id}/?claim={claim.pk}"


def kept(form: str) -> None:
    wait_until(lambda: Typing.objects.filter(form=form).exists(), 20, f"{form} to be kept")


# -- what is typed -------------------------------------------------------------------------------------------


def test_what_was_typed_is_there_in_another_browser(
    new_page: Callable[..., Any], room: make.Newsroom, claims: list[Claim]
) -> None:
    """A crash: the tab is closed, and all that the browser knew of it is gone."""
    form = f"answer-{claims[1].pk}"
    page = sign_in(new_page(), room.checker.username, make.PASSWORD)
    page.goto(here(claims[1]))
    page.get_by_label("Note m").fill("I asked the harbour master")
    page.locator("#open-claim .answer input[value=confirmed]").check()
    line = page.locator(f"#claim-{form} .kept-line")
    expect(line).to_contain_text("Kept", timeout=LONG)
    page.get_by_label("Note m").press_sequentially(" twice")
    page.close()
    wait_until(lambda: Typing.objects.get().fields["note"].endswith("twice"), 20, "the last words")

    fresh = sign_in(new_page(), room.checker.username, make.PASSWORD)
    fresh.goto(here(claims[1]))
    expect(fresh.get_by_label("Note m")).to_have_value("I asked the harbour master twice")
    expect(fresh.locator("#open-claim .answer input[value=confirmed]")).to_be_checked()
    expect(fresh.locator(".typed-before")).to_contain_text("not stored")
    other = sign_in(new_page(), room.second.username, make.PASSWORD)
    other.goto(here(claims[1]))
    expect(other.get_by_label("Note m")).to_have_value("")

    fresh.get_by_role("button", name="Save", exact=True).click()
    expect(fresh.locator("#open-claim .saved")).to_be_visible()
    expect(fresh.locator(".typed-before")).to_have_count(0)
    wait_until(lambda: not Typing.objects.exists(), 20, "what is stored to be let go")
    fresh.reload()
    expect(fresh.get_by_label("Note m")).to_have_value("I asked the harbour master twice")
    expect(fresh.locator(".typed-before")).to_have_count(0)


def test_it_can_be_thrown_away(
    new_page: Callable[..., Any], room: make.Newsroom, claims: list[Claim]
) -> None:
    page = sign_in(new_page(), room.checker.username, make.PASSWORD)
    page.goto(here(claims[1]))
    page.get_by_label("Note m").fill("Nonsense")
    kept(f"answer-{claims[1].pk}")
    page.reload()
    expect(page.get_by_label("Note m")).to_have_value("Nonsense")
    page.get_by_role("button", name="Throw away").click()
    expect(page.get_by_label("Note m")).to_have_value("")
    expect(page.locator(".typed-before")).to_have_count(0)
    assert not Typing.objects.exists()
    page.reload()
    expect(page.locator(f"#claim-answer-{claims[1].pk}")).to_be_visible()
    expect(page.get_by_label("Note m")).to_have_value("")


def test_a_plain_form_that_is_stored_leaves_nothing(
    new_page: Callable[..., Any], room: make.Newsroom, claims: list[Claim]
) -> None:
    article = claims[0].article
    page = sign_in(new_page(), room.checker.username, make.PASSWORD)
    page.goto(f"/articles/{article.pk}/notes/")
    page.locator("textarea[name=text]").fill("Legal has read")
    kept(f"article-note-{article.pk}")
    page.locator("textarea[name=text]").press_sequentially(" it")
    page.get_by_role("button", name="Save the note").click()
    expect(page.locator(".turn-text")).to_have_text("Legal has read it")
    expect(page.locator("textarea[name=text]")).to_have_value("")
    wait_until(lambda: not Typing.objects.exists(), 20, "what is stored to be let go")
    page.reload()
    expect(page.locator("textarea[name=text]")).to_have_value("")


@pytest.mark.fault("session gone with unsent text")
def test_what_is_not_kept_says_so_and_stays(
    new_page: Callable[..., Any], room: make.Newsroom, claims: list[Claim]
) -> None:
    """The session ends while somebody types: nothing says “kept”, and after signing in again all is there."""
    page = sign_in(new_page(), room.checker.username, make.PASSWORD)
    page.goto(here(claims[1]))
    cookies = page.context.cookies()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_label("Note m").fill("Typed while signed out")
    line = page.locator(f"#claim-answer-{claims[1].pk} .kept-line")
    expect(line).to_contain_text("Not kept: you are signed out", timeout=LONG)
    assert not Typing.objects.exists()
    page.context.add_cookies(cookies)
    page.reload()
    expect(page.get_by_label("Note m")).to_have_value("Typed while signed out")
    kept(f"answer-{claims[1].pk}")
    page.context.set_offline(True)
    page.get_by_label("Note m").fill("Typed without a line")
    expect(line).to_contain_text("can’t be reached", timeout=LONG)


# -- what others do ------------------------------------------------------------------------------------------


def two(new_page: Callable[..., Any], room: make.Newsroom, claim: Claim, **context: Any) -> tuple[Any, Any]:
    """The checker and the second checker, each at the same claim."""
    pages = []
    for person in (room.checker, room.second):
        page = sign_in(new_page(**context), person.username, make.PASSWORD)
        page.goto(here(claim))
        pages.append(page)
    return pages[0], pages[1]


def test_one_sees_what_the_other_does(
    new_page: Callable[..., Any], room: make.Newsroom, claims: list[Claim]
) -> None:
    make.evidence(claims[1], room.checker)
    chloe, sam = two(new_page, room, claims[1])
    row = sam.locator(f"#claim-row-{claims[1].pk}")
    expect(row.locator(".on-it")).to_have_text(room.checker.initials, timeout=LONG)
    expect(sam.locator("#claim-others")).to_have_text("Chloe Checker is on this claim.")
    expect(sam.locator(".here-now")).to_contain_text("Chloe Checker")
    sam.locator("#claim-title").focus()

    chloe.locator("#open-claim .answer input[value=confirmed]").check()
    chloe.get_by_role("button", name="Save & settle").click()
    expect(row).to_have_class(re.compile("settled"), timeout=LONG)
    expect(sam.locator("#claim-title")).to_contain_text("Settled", timeout=LONG)
    expect(sam.locator("#count-settled")).to_contain_text("1/4")
    expect(sam.locator("#article-text .is-open")).to_have_class(re.compile("settled"))
    expect(sam.locator("#announce")).to_contain_text("Chloe Checker settled claim 2.")
    expect(sam.locator("#claim-title")).to_be_focused()
    expect(chloe.locator("#claim-news")).to_have_count(0)
    expect(sam.locator(f"#claim-row-{claims[1].pk} .on-it")).to_have_count(0, timeout=LONG)
    chloe.close()
    expect(sam.locator(".here-now li")).to_have_count(0, timeout=LONG)


def test_what_is_typed_in_a_card_stays_and_both_texts_are_shown(
    new_page: Callable[..., Any], room: make.Newsroom, claims: list[Claim]
) -> None:
    chloe, sam = two(new_page, room, claims[1])
    sam.get_by_label("Note m").fill("The registry says so")
    sam.locator("#open-claim .answer input[value=disputed]").check()
    sam.evaluate("document.querySelector('#open-claim').scrollTop = 60")
    stood = sam.get_by_label("Note m").bounding_box()
    chloe.get_by_label("Note m").fill("I rang the harbour")
    chloe.locator("#open-claim .answer input[value=confirmed]").check()
    chloe.get_by_role("button", name="Save", exact=True).click()
    news = sam.locator("#claim-news")
    expect(news).to_contain_text("Chloe Checker", timeout=LONG)
    expect(sam.get_by_label("Note m")).to_have_value("The registry says so")
    expect(sam.locator("#open-claim .answer input[value=disputed]")).to_be_checked()
    assert sam.get_by_label("Note m").bounding_box() == stood, "nothing jumps"

    sam.get_by_role("button", name="Save", exact=True).click()
    expect(sam.locator("#open-claim")).to_contain_text(
        "Somebody changed this claim while you were looking at it"
    )
    expect(sam.locator("#open-claim")).to_contain_text("I rang the harbour")
    expect(sam.locator("#open-claim textarea[readonly]")).to_have_value("The registry says so")
    assert claims[1].answers.count() == 1
    assert Typing.objects.get(user=room.second).fields["note"] == "The registry says so"


def test_show_it_shows_it_beside_what_is_typed(
    new_page: Callable[..., Any], room: make.Newsroom, claims: list[Claim]
) -> None:
    make.evidence(claims[1], room.checker)
    chloe, sam = two(new_page, room, claims[1])
    sam.get_by_label("Note m").fill("The registry says so")
    chloe.locator("#open-claim .answer input[value=confirmed]").check()
    chloe.get_by_role("button", name="Save & settle").click()
    expect(sam.locator("#claim-news")).to_contain_text("Chloe Checker settled this claim at", timeout=LONG)
    sam.get_by_role("link", name="Show it").click()
    expect(sam.locator("#claim-title")).to_contain_text("Settled")
    expect(sam.locator("#claim-news")).to_have_count(0)
    expect(sam.locator("#open-claim")).to_contain_text("The registry says so")


def test_a_second_checker_stays_blind(
    new_page: Callable[..., Any], room: make.Newsroom, claims: list[Claim]
) -> None:
    """Nothing that is polled tells what the first one answered."""
    hurt = claims[2]
    make.evidence(hurt, room.checker)
    sam = sign_in(new_page(), room.second.username, make.PASSWORD)
    came: list[str] = []
    sam.on(
        "response",
        lambda one: came.append(one.text()) if "/since/" in one.url and one.status == 200 else None,
    )
    sam.goto(here(hurt))
    answer: dict[str, Any] = {"said": "verbatim", "so": "wrong", "note": "The coastguard counted three"}
    answer |= {"copy": "fix proposed", "fix": "Three were hurt", "settle": True}
    make.answered(hurt, room.checker, **answer)
    expect(sam.locator("#claim-title")).to_contain_text("Second check", timeout=LONG)
    expect(sam.locator("#open-claim")).to_contain_text("A first check is stored")
    assert any(f"claim-card-{hurt.pk}" in one for one in came)
    assert not any("coastguard" in one or "Three were hurt" in one for one in came)
    expect(sam.locator("#open-claim .answer input[type=radio]:checked")).to_have_count(0)


def test_a_hidden_tab_asks_nothing_and_trouble_is_said(
    new_page: Callable[..., Any], room: make.Newsroom, claims: list[Claim]
) -> None:
    page = sign_in(new_page(), room.checker.username, make.PASSWORD)
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if "/since/" in one.url else None)
    with page.expect_response("**/since/**"):
        page.goto(here(claims[1]))
    hide = "state => Object.defineProperty(document, 'visibilityState', {value: state, configurable: true})"
    page.evaluate(hide, "hidden")
    page.wait_for_timeout(2_000)
    before = len(asked)
    page.wait_for_timeout(3_000)
    assert len(asked) == before
    page.evaluate(hide, "visible")
    with page.expect_response("**/since/**"):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.context.set_offline(True)
    expect(page.locator("#trouble")).to_contain_text("can’t be reached", timeout=LONG)
    page.context.set_offline(False)
    expect(page.locator("#trouble")).to_be_hidden(timeout=LONG)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    expect(page.locator("#trouble")).to_contain_text("signed out", timeout=LONG)

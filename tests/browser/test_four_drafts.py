"""One article through four drafts, in a browser against the real worker: every kind of change an edit makes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.support.browser import sign_in

if TYPE_CHECKING:
    from claims.models import Article, Claim

pytestmark = pytest.mark.django_db(transaction=True)

FIRST = """Rail tunnel to close for nine weeks

By Nora Ashby

The Aldersund tunnel will close for nine weeks from 4 May, the railway said on Monday.

“We have no other way to mend the drains,” said Piet Maas, who runs the line. “The water stands 40 centimetres deep.”

At least 22 trains a day will be sent over the old pass, according to the timetable office.

The tunnel was opened in 1931.

The mayor of Aldersund, Ilse Torp, said the town had been told in March."""

# Quotes made straight, a paragraph moved, a figure changed, a sentence cut.
SECOND = """Rail tunnel to close for nine weeks

By Nora Ashby

The Aldersund tunnel will close for nine weeks from 4 May, the railway said on Monday.

The mayor of Aldersund, Ilse Torp, said the town had been told in March.

"We have no other way to mend the drains," said Piet Maas, who runs the line. "The water stands 40 centimetres deep."

Some 27 trains a day will be sent over the old pass, according to the timetable office."""


def claims_of(article: Article) -> list[Claim]:
    from claims.models import Claim

    return list(Claim.objects.filter(article=article).order_by("pk"))


def claim_with(article: Article, words: str) -> Claim:
    """The claim that has these words in the newest draft that was read."""
    from claims.drafts import read_draft
    from claims.selectors.places import places_of, words_of

    draft = read_draft(article)
    places = places_of(draft)
    (found,) = [
        one for one in claims_of(article) if words in words_of(draft.text, places.content.get(one.pk, ()))
    ]
    return found


def settle_all(article: Article) -> None:
    """What the checkers do between two drafts, by the services that their clicks call."""
    from claims.models import User
    from claims.services.sample_drafts import settle_open

    imre, tess = (User.objects.get(username=name) for name in ("imre", "tess"))
    settle_open(article, imre, tess, f"settled-{article.drafts.count()}")


def paste_next(page: Any, article: Article, text: str, number: int) -> None:
    page.goto(f"/articles/{article.pk}/drafts/new/")
    page.locator("textarea[name=text]").fill(text)
    page.get_by_role("button", name=f"Store draft {number}").click()
    expect(page.locator(f"#article-progress-{article.pk}.splitting")).to_have_count(0, timeout=60_000)


def test_an_article_through_four_drafts(
    new_page: Callable[..., Any], passwords: dict[str, str], worker: Any
) -> None:
    from claims.models import Article, User
    from claims.services.article_paste import article_paste
    from claims.vocabulary import SplitState, State
    from tests.support.processes import wait_until

    nora = User.objects.get(username="nora")
    article = article_paste(desk_id=nora.desks.get().pk, by=nora, key="tunnel", text=FIRST)
    wait_until(lambda: article.drafts.get().splits.get().state == SplitState.DONE, 60, "the first split")
    settle_all(article)
    drains, deep = claim_with(article, "mend the drains"), claim_with(article, "centimetres deep")
    trains, opened = claim_with(article, "At least 22"), claim_with(article, "opened in 1931")
    told = claim_with(article, "told in March")
    assert {one.state for one in claims_of(article)} == {State.SETTLED}

    # the second draft, seen before it is stored
    page = sign_in(new_page(), "nora", passwords["nora"])
    page.goto(f"/articles/{article.pk}/drafts/new/")
    page.locator("textarea[name=text]").fill(SECOND)
    page.get_by_role("button", name="See what changes").click()
    expect(page.locator("main")).to_contain_text("At least 22")
    expect(page.locator("main")).to_contain_text("opened in 1931")
    assert Article.objects.get(pk=article.pk).drafts.count() == 1, "nothing is stored by looking"
    page.get_by_role("button", name="Store draft 2").click()
    expect(page.locator(".counters")).to_contain_text("1 lost", timeout=60_000)
    for kept in (drains, deep, told):
        kept.refresh_from_db()
        assert kept.state == State.SETTLED
    trains.refresh_from_db()
    assert trains.state == State.STALE

    # a checker looks at the stale one: old and new words, one key, and it holds again
    desk = sign_in(new_page(viewport={"width": 1440, "height": 900}), "imre", passwords["imre"])
    desk.goto(f"/articles/{article.pk}/?claim={trains.pk}")
    shown = desk.locator(f"#claim-reworded-{trains.pk}")
    expect(shown.locator("del").first).to_contain_text("At least")
    expect(shown.locator("ins").first).to_contain_text("Some")
    desk.locator("body").press("y")
    expect(desk.locator(".counters")).not_to_contain_text("stale")

    # the lost one is said to be cut, by its key
    desk.goto(f"/articles/{article.pk}/?claim={opened.pk}")
    expect(desk.locator(f"#claim-lost-{opened.pk}")).to_contain_text("opened in 1931")
    desk.locator("body").press("u")
    expect(desk.locator(".counters")).not_to_contain_text("lost")

    # the third draft rewrites one past recognition: a person selects where it stands now
    third = SECOND.replace("the town had been told in March", "nobody at the hall knew before spring")
    paste_next(page, article, third, 3)
    told.refresh_from_db()
    desk.goto(f"/articles/{article.pk}/?claim={told.pk}")
    lost = desk.locator(f"#claim-lost-{told.pk}")
    lost.locator("textarea").fill("nobody at the hall knew before spring")
    lost.get_by_role("button", name="It stands there").click()
    expect(desk.locator("#open-claim")).to_contain_text("given its place")
    told.refresh_from_db()
    assert told.state == State.STALE

    # the fourth brings back the first: what was cut is looked at again, and its history is whole
    paste_next(page, article, FIRST, 4)
    opened.refresh_from_db()
    assert (opened.state, opened.stale_why) == (State.STALE, "It was cut, and stands in draft 4 again.")
    for kept in (drains, deep):
        kept.refresh_from_db()
        assert kept.state == State.SETTLED
    page.goto(f"/articles/{article.pk}/drafts/?from=1&to=2")
    expect(page.locator("main")).to_contain_text("At least 22")
    assert verified(article)


def verified(article: Article) -> bool:
    from claims.services.history_check import Tally, check_history

    return not list(check_history(Tally(), article.pk))

"""The whole story by four signed-in people against the real worker: paste, assign, check with evidence, ask, disagree,
settle, clear, sign, reopen, override.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from playwright.sync_api import expect

from claims.models import Article, Claim, ConfidentialSource, Question, Sentence, SignOff, User
from claims.vocabulary import ArticleState, Coverage, State
from tests.browser.test_main_job import choose
from tests.support.browser import sign_in

STORY = (
    "Wall falls on Quay Street\n\n"
    "The council said on Friday that 14 houses on Quay Street had been cleared after a wall gave way.\n\n"
    "“Nobody was hurt and nobody is missing,” said Petra Lund, the council's leader.\n\n"
    "A spokesman for the builder denied that the wall had been reported as unsafe."
)
WORDING = "fair paraphrase"


def paste(page: Any) -> Article:
    page.goto("/articles/new/")
    page.get_by_label("The article's text").fill(STORY)
    page.get_by_role("button", name="Store and split").click()
    expect(page).to_have_url(re.compile(r"/articles/\d+/$"))
    expect(page.locator("#claim-rows .row").first).to_be_visible(timeout=30_000)
    expect(page.locator("[hx-trigger^=every]")).to_have_count(0)
    return Article.objects.order_by("-pk")[0]


def open_claim(page: Any, claim: Claim) -> Any:
    page.goto(f"/articles/{claim.article_id}/?claim={claim.pk}")
    card = page.locator(f"#claim-card-{claim.pk}")
    expect(card).to_be_visible()
    return card


def fresh(claim: Claim) -> Claim:
    return Claim.objects.get(pk=claim.pk)


def attach(page: Any, claim: Claim) -> None:
    """A document with its place in it, by the form in the card."""
    card = open_claim(page, claim)
    card.locator("#add-evidence").click()
    card.locator(".evidence-form select[name=kind]").select_option("document")
    card.locator("[name=title]").fill("Council log")
    card.locator("[name=locator]").fill("3")
    card.get_by_role("button", name="Attach", exact=True).click()
    expect(card.locator(".uses")).to_contain_text("Council log")


def answer(page: Any, claim: Claim, said: str = "verbatim", so: str = "confirmed", note: str = "") -> None:
    """Answer both questions and hand the claim on."""
    open_claim(page, claim)
    if claim.attribution_id:
        choose(page, said)
    choose(page, so)
    if note:
        page.locator(f"#note-{claim.pk}").fill(note)
    page.locator("#settle").click()


def move_with_reason(card: Any, word: str, why: str) -> None:
    card.locator("summary", has_text=word).click()
    card.locator("form[action$='/move/'] textarea").fill(why)
    card.get_by_role("button", name=word, exact=True).click()


def row_is(page: Any, claim: Claim, state: State) -> None:
    expect(page.locator(f"#claim-row-{claim.pk}")).to_have_class(re.compile(state.split()[0]))
    assert fresh(claim).state == state


def test_the_whole_story(
    new_page: Callable[..., Any],
    passwords: dict[str, str],
    worker: Any,
) -> None:
    nora, ruth, imre, tess = (
        sign_in(new_page(), who, passwords[who]) for who in ("nora", "ruth", "imre", "tess")
    )
    article = paste(nora)

    # The editor gives all that is left to one checker, with a remark.
    for claim in Claim.objects.filter(article=article, state=State.SUGGESTED):
        card = open_claim(ruth, claim)
        card.get_by_role("button", name=re.compile("It is a claim")).click()
        row_is(ruth, claim, State.OPEN)
    ruth.goto(f"/articles/{article.pk}/assign/")
    ruth.get_by_label("All that is left").check()
    imre_id = str(User.objects.get(username="imre").pk)
    ruth.locator("select[name=to]").select_option(imre_id)
    ruth.get_by_label("What to mind").fill("Ring the council first.")
    ruth.get_by_role("button", name="Assign").click()
    expect(ruth.locator("main")).to_contain_text("assigned")
    claims = list(Claim.objects.filter(article=article))
    assert {claim.state for claim in claims} == {State.CHECKING}

    # The checker finds them in the queue, asks the reporter, and waits.
    imre.goto("/queue/")
    expect(imre.locator("main")).to_contain_text("Quay Street")
    asked = claims[0]
    card = open_claim(imre, asked)
    expect(card).to_contain_text("Ring the council first.")
    card.get_by_role("link", name="Ask a question").click()
    card.locator("select[name=to]").select_option(label="Nora Ashby (wrote it)")
    card.get_by_label("The question").fill("Who at the council said this?")
    card.get_by_label("Blocks the sign-off").check()
    card.get_by_role("button", name="Ask", exact=True).click()
    row_is(imre, asked, State.AWAITING)
    nora.goto("/questions/")
    nora.get_by_role("link", name=re.compile("Who at the council")).click()
    nora.get_by_role("textbox").fill("Its press office, by phone.")
    nora.get_by_role("button", name="Send the answer").click()
    expect(nora.locator("main")).to_contain_text("Answered")
    assert Question.objects.get().answered_by.username == "nora"
    assert fresh(asked).state == State.CHECKING

    # Each claim gets its evidence and two answers; high risks go to a second person.
    for claim in claims:
        attach(imre, claim)
        answer(imre, claim, said=WORDING, note="Read against the log.")
        row_is(imre, claim, State.SECOND if fresh(claim).high_risk else State.SETTLED)
    second = [claim for claim in map(fresh, claims) if claim.state == State.SECOND]
    assert second, "the story needs a claim with a high risk"

    # The second checker sees none of it, disagrees on one, and says why.
    disputed = next(claim for claim in second if claim.attribution_id)
    card = open_claim(tess, disputed)
    expect(card).not_to_contain_text("Read against the log.")
    answer(tess, disputed, said="verbatim", so="disputed")
    card = tess.locator(f"#claim-card-{disputed.pk}")
    expect(card).to_contain_text("Read against the log.")
    move_with_reason(card, "Send back", "The log gives another number.")
    expect(tess.locator(f"#claim-row-{disputed.pk}")).to_have_class(re.compile("checking"))
    imre.goto("/notices/")
    expect(imre.locator("main")).to_contain_text("disagrees")
    answer(imre, disputed, said="verbatim", note="Read the log again.")
    row_is(imre, disputed, State.SECOND)
    for claim in second:
        answer(tess, claim, said="verbatim" if claim == disputed else WORDING)
        row_is(tess, claim, State.SETTLED)

    # Sentences that nobody looked at are cleared, the risky ones by two.
    for page in (imre, tess):
        while page.goto(f"/articles/{article.pk}/sentences/") and clear_next(page):
            pass
    assert not Sentence.objects.filter(draft__article=article, coverage=Coverage.OPEN).exists()

    # Whom nobody names the reporter tells the editor alone; she approves what they say.
    say_who_it_is(nora, article, "Ruth")
    for source in ConfidentialSource.objects.filter(article=article):
        approve(ruth, source)
    tess.goto(f"/articles/{article.pk}/confidential/")
    expect(tess.locator("main")).to_contain_text("Approved by Ruth")
    expect(tess.locator("main")).not_to_contain_text("Not approved yet")

    # Two people sign.
    nora.goto(f"/articles/{article.pk}/sign-off/")
    expect(nora.get_by_role("button", name=re.compile("Sign draft"))).to_be_disabled()
    for page in (ruth, tess):
        page.goto(f"/articles/{article.pk}/sign-off/")
        page.get_by_role("button", name="Sign draft 1").click()
        expect(page.locator(".said")).to_contain_text("Signed")
    article.refresh_from_db()
    assert article.state == ArticleState.SIGNED_OFF

    # A claim is opened again: the signatures fall, and the editor overrides, which the report tells.
    card = open_claim(imre, disputed)
    move_with_reason(card, "Reopen", "A new log came in.")
    row_is(imre, disputed, State.CHECKING)
    article.refresh_from_db()
    assert article.state == ArticleState.CHECKING
    assert not SignOff.objects.filter(draft__article=article, revoked_at=None).exists()
    ruth.goto(f"/articles/{article.pk}/sign-off/")
    ruth.get_by_text("Sign by override").first.click()
    ruth.locator("#act-override textarea").fill("The desk runs it with the older log.")
    ruth.locator("#act-override button").click()
    article.refresh_from_db()
    assert article.state == ArticleState.SIGNED_OFF
    ruth.goto(f"/articles/{article.pk}/report/")
    expect(ruth.locator("main")).to_contain_text("The desk runs it with the older log.")
    call_command("verify_history")


def say_who_it_is(page: Any, article: Article, editor: str) -> None:
    """A record of everybody in the article whom nobody names, known to the writer and this editor."""
    at = f"/articles/{article.pk}/confidential/"
    while page.goto(at) and (link := page.get_by_role("link", name="Say who it is").first).count():
        link.click()
        page.get_by_label("Who it is").fill("Nadia Quill, who keeps the log")
        page.get_by_label("Why they can't be named").fill("She isn't to speak to us")
        page.locator("fieldset").get_by_label(re.compile(editor)).check()
        page.get_by_role("button", name="Store").click()
        expect(page.locator(".said")).to_contain_text("Stored")
        expect(page.locator("main")).not_to_contain_text("Nadia Quill")


def approve(page: Any, source: ConfidentialSource) -> None:
    """Look who it is, and approve each of the claims that they say."""
    page.goto(f"/confidential/{source.pk}/")
    page.get_by_role("button", name="Show who it is").click()
    expect(page.locator("main")).to_contain_text("Nadia Quill")
    while (form := page.locator("form.approve").first).count():
        for box in form.get_by_role("checkbox").all():
            box.check()
        form.get_by_role("button", name=re.compile("Approve")).click()
        expect(page.locator(".said")).to_contain_text("Approved")


def clear_next(page: Any) -> bool:
    """Clear the first sentence that this person may still clear; whether there was one."""
    form = page.locator("#open-sentences ~ ol form[action$='/clear/']").first
    if not form.count():
        return False
    page.locator("#open-sentences ~ ol details summary").first.click()
    why = form.get_by_role("textbox")
    if not why.input_value():
        why.fill("No fact in it.")
    form.get_by_role("button").click()
    expect(page.locator("main")).to_be_visible()
    return True

"""“Hands”: how few keys and clicks the work takes, where the focus is meanwhile, and that nobody is shut out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from claims.models import Answer, Article, Claim, SignOff
from claims.vocabulary import Copy, So, State
from tests import factories as make
from tests.support.browser import broken_rules, sign_in

WIDE = {"width": 1440, "height": 900}
SOURCE = "The harbour office"
OPEN = "boxes => boxes.forEach(box => { box.open = true; })"
# Each time something was put in the page: whether the focus, which was somewhere, is nowhere.
WATCH = """
window.lost = [];
let was = false;
document.addEventListener("htmx:beforeSwap", () => { was = document.activeElement !== document.body; });
document.addEventListener("htmx:afterSettle", (event) => setTimeout(() => {
  if (was && document.activeElement === document.body) window.lost.push(event.detail.pathInfo?.requestPath);
}));
"""


@pytest.fixture
def room(transactional_db: None) -> make.Newsroom:
    return make.newsroom()


def thirty(room: make.Newsroom) -> Article:
    """Thirty claims with evidence: every fifth of high risk, every sixth unsure, the others settled by one person."""
    said = [f"{number + 40} boats lay in basin {number + 1}" for number in range(30)]
    text = "The harbour fills\n\n" + "\n\n".join(f"{SOURCE} said {words}." for words in said)
    sayings = [
        make.Saying(
            words,
            SOURCE,
            "said",
            risks=("casualty",) if number % 5 == 4 else (),
            unsure=number % 6 == 3,
        )
        for number, words in enumerate(said)
    ]
    article, claims = make.split_article(room, *sayings, text=text)
    for claim in claims:
        if claim.state == State.OPEN:
            make.evidence(claim, room.second)
    return article


class Counted:
    """A keyboard that counts what is pressed on it."""

    def __init__(self, page: Any) -> None:
        self.page, self.pressed = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
        self.pressed += len(keys)


def test_thirty_claims_by_keyboard_and_the_focus_never_lost(
    new_page: Callable[..., Any], room: make.Newsroom
) -> None:
    """Two keys answer a claim and land on the next; 75 do for thirty claims, some of which are no claims."""
    article = thirty(room)
    page = new_page(viewport=WIDE)
    page.add_init_script(WATCH)
    sign_in(page, room.checker.username, make.PASSWORD)
    claims = list(Claim.objects.filter(article=article).order_by("pk"))
    page.goto(f"/articles/{article.pk}/?claim={claims[0].pk}")
    keys = Counted(page)
    for claim, following in zip(claims, [*claims[1:], None], strict=True):
        expect(page.locator(f"#claim-card-{claim.pk}")).to_be_visible()
        before = keys.pressed
        if claim.state == State.SUGGESTED:
            keys.press("-", "Tab", "Enter")
        else:
            keys.press("a", "s")
            assert keys.pressed - before == 2
        if following:
            expect(page.locator(f"#claim-card-{following.pk}")).to_be_visible()
            expect(page.locator("#claim-title")).to_be_focused()
    expect(page.locator(".counters")).not_to_contain_text(re.compile(r"\d+ open"))
    assert keys.pressed <= 75
    assert page.evaluate("window.lost") == []
    states = list(Claim.objects.filter(article=article).values_list("state", flat=True))
    assert sorted(set(states)) == sorted({State.SETTLED, State.SECOND, State.DISMISSED})


def test_a_claim_by_three_clicks_at_most(new_page: Callable[..., Any], room: make.Newsroom) -> None:
    article, (safe, own, *_) = make.split_article(room)
    make.evidence(safe, room.checker)
    page = sign_in(new_page(viewport=WIDE), room.checker.username, make.PASSWORD)
    page.goto(f"/articles/{article.pk}/")
    for click in (f"#claim-link-{safe.pk}", "#both", "#settle"):
        page.locator(click).click()
    expect(page.locator(f"#claim-card-{own.pk}")).to_be_visible()
    assert make.fresh(safe).state == State.SETTLED


def test_each_thing_that_a_hand_reaches_for_has_its_key(
    new_page: Callable[..., Any], room: make.Newsroom
) -> None:
    article, (safe, own, hurt, _) = make.split_article(room)
    page = new_page(viewport=WIDE)
    page.add_init_script(WATCH)
    sign_in(page, room.editor.username, make.PASSWORD)
    page.goto(f"/articles/{article.pk}/?claim={safe.pk}")
    keys = page.keyboard
    for key, focused, back in (
        ("l", f"#to-speaker-{safe.pk}", "#speakers"),
        ("f", "#pick-state-open", "#filter"),
        ("/", "#find", "#main"),
        ("e", "#claim-evidence-{pk} details select", "#add-evidence"),
        ("m", "#note-{pk}", "#claim-title"),
        ("q", "#ask-text", "#claim-ask-{pk} > summary"),
        ("-", "#claim-dismiss-{pk} textarea", "#dismiss"),
        ("b", "#claim-edges-words", "#mend-claim-edges"),
        ("+", "#claim-add-words", "#add-claim"),
        ("0", "#gap-why", "#clear-gap"),
    ):
        keys.press(key)
        here = page.locator(f"{focused.format(pk=safe.pk)}").and_(page.locator(":focus"))
        expect(here, key).to_have_count(1)
        keys.press("Escape")
        expect(page.locator(back.format(pk=safe.pk)), key).to_be_focused()
    keys.press("o")
    expect(page.locator("#open-claim .answer input[type=radio]").first).to_be_focused()
    keys.press("g")
    expect(page).to_have_url(re.compile("#gap-1$"))
    for key, then in (("t", "#move-hand_back"), ("h", "#move-take")):
        keys.press(key)
        expect(page.locator(then)).to_be_visible()
        expect(page.locator("#claim-title")).to_be_focused()
    keys.press("l")
    keys.press("Tab")
    keys.press("Enter")
    expect(page.locator(f"#claim-card-{hurt.pk}")).to_be_visible()
    keys.press("k")
    expect(page.locator(f"#claim-card-{own.pk}")).to_be_visible()
    assert page.evaluate("window.lost") == []
    keys.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    keys.press("Escape")
    assert page.evaluate("document.activeElement !== document.body")
    keys.press("=")
    expect(page).to_have_url(re.compile(f"/claims/{own.pk}/assign/"))


def test_what_happens_to_the_copy_and_saving_by_keys_alone(
    new_page: Callable[..., Any], room: make.Newsroom
) -> None:
    article, (safe, *_) = make.split_article(room)
    page = sign_in(new_page(viewport=WIDE), room.editor.username, make.PASSWORD)
    page.goto(f"/articles/{article.pk}/?claim={safe.pk}")
    copy = page.locator("#open-claim input[name=copy]:checked")
    page.keyboard.press("F")  # not asked yet: nothing calls for it
    expect(copy).to_have_count(0)
    for key, picked in (("w", None), *zip("NFDHCT", Copy, strict=True), ("N", Copy.NONE_NEEDED)):
        page.keyboard.press(key)
        if picked:
            expect(copy).to_have_value(picked)
    page.keyboard.press("S")
    expect(page.locator("#open-claim .saved")).to_have_text(re.compile("^Saved"))
    expect(page.locator(f"#claim-card-{safe.pk}")).to_be_visible()
    claim, answer = make.fresh(safe), Answer.objects.get(claim=safe)
    assert (claim.state, claim.copy, answer.so) == (State.CHECKING, Copy.NONE_NEEDED, So.WRONG)


def test_states_differ_in_shape_and_not_in_colour_alone(
    new_page: Callable[..., Any], room: make.Newsroom
) -> None:
    """What is left in greyscale: the line under the words, and the shape in the list."""
    sayings = (*make.SAYINGS[:2], make.Saying("Nobody was hurt on Monday"), make.BARGES)
    article, (safe, own, third, _) = make.split_article(room, *sayings)
    make.settled(safe, room.checker)
    make.stale(make.settled(third, room.checker), room.editor)
    page = sign_in(new_page(viewport=WIDE), room.editor.username, make.PASSWORD)
    page.goto(f"/articles/{article.pk}/?claim=")
    lines = page.locator("#article-text .mark").evaluate_all(
        """marks => Object.fromEntries(marks.map(mark => {
          const style = getComputedStyle(mark);
          return [mark.dataset.claims, `${style.textDecorationStyle} ${style.textDecorationThickness}`];
        }))"""
    )
    assert len(lines) == 4 and len(set(lines.values())) == 4, lines
    assert "wavy" in lines[str(third.pk)] and "dotted" in lines[str(own.pk)]
    shapes = page.locator("#claim-rows .row .look use").evaluate_all(
        "uses => uses.map(use => use.getAttribute('href').split('#')[1])"
    )
    assert {"settled", "open", "stale", "suggested"} <= set(shapes)


def looks(page: Any) -> Iterator[str]:
    """The page in light and dark, at both widths."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 900})
            yield f"{scheme} {width}"


def test_no_axe_rule_is_broken_with_a_form_open(new_page: Callable[..., Any], room: make.Newsroom) -> None:
    """Every mending form, the list of keys and the page of keys; targets are 24 px at least."""
    article, (safe, *_) = make.split_article(room)
    page = sign_in(new_page(), room.checker.username, make.PASSWORD)

    def check(what: str) -> None:
        for look in looks(page):
            assert broken_rules(page, targets=True) == [], f"{what}, {look}"

    page.goto(f"/articles/{article.pk}/?claim={safe.pk}&view=card")
    page.locator("#mend").click()
    page.locator(".mend details").evaluate_all(OPEN)
    assert page.locator(".mend form:visible").count() >= 5
    check("mending")
    page.keyboard.press("?")
    check("the list of keys")
    page.goto(f"/articles/{article.pk}/claims/new/")
    check("adding")
    page.goto("/keys/")
    check("keys")


def test_nothing_runs_over_at_320(new_page: Callable[..., Any], room: make.Newsroom) -> None:
    article, (safe, *_) = make.split_article(room)
    make.next_draft(article, room.reporter, make.TEXT.replace("ninety", "eighty"), make.SAFE)
    page = new_page(viewport={"width": 320, "height": 640})
    sign_in(page, room.editor.username, make.PASSWORD)
    pages = [f"/articles/{article.pk}/?claim={safe.pk}&view={view}" for view in ("text", "list", "card")]
    pages += ["/", "/queue/", "/keys/", f"/articles/{article.pk}/claims/new/", f"/claims/{safe.pk}/"]
    pages += [f"/articles/{article.pk}/drafts/", f"/articles/{article.pk}/sign-off/"]
    for address in pages:
        page.goto(address)
        page.locator("details.mend, .mend details").evaluate_all(OPEN)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 320, address


def test_mending_and_signing_without_a_script(new_page: Callable[..., Any], room: make.Newsroom) -> None:
    ready = make.signable(room)
    article, (safe, own, hurt, barges) = make.split_article(room)
    page = new_page(java_script_enabled=False)
    sign_in(page, room.checker.username, make.PASSWORD)

    def mend(claim: Claim, what: str) -> Any:
        page.goto(f"/claims/{claim.pk}/")
        page.locator("#mend").click()
        form = page.locator(f"form[action='/claims/{claim.pk}/{what}/']")
        if not form.is_visible():
            page.locator(f"#mend-claim-{what}").click()
        return form

    def send(form: Any) -> None:
        form.get_by_role("button").click()
        expect(page.locator(".said")).to_contain_text("Saved")

    form = mend(own, "edges")
    form.locator("[name=words]").fill("has stood for ninety years")
    send(form)
    assert make.fresh(own).places.get(part="content").end
    form = mend(safe, "speaker")
    form.locator("[name=who]").select_option(label="Nobody knows yet")
    send(form)
    form = mend(hurt, "source")
    form.locator("[name=source]").fill("harbour spokesman")
    send(form)
    form = mend(own, "part")
    form.locator("[name=words]").fill("has stood")
    send(form)
    form = mend(hurt, "merge")
    form.locator("[name=other]").select_option(str(barges.pk))
    send(form)
    assert make.fresh(barges).merged_into_id == hurt.pk
    page.goto(f"/articles/{article.pk}/claims/new/")
    page.locator("[name=words]").fill("Harbour bridge to stay open")
    page.locator("#main").get_by_role("button", name="Add").click()
    assert Claim.objects.filter(article=article).count() == 6

    editor = sign_in(new_page(java_script_enabled=False), room.editor.username, make.PASSWORD)
    editor.goto(f"/articles/{ready.pk}/sign-off/")
    editor.get_by_role("button", name=re.compile("^Sign")).first.click()
    assert SignOff.objects.filter(draft__article=ready, revoked_at=None).count() == 1

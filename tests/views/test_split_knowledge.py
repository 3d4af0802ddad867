"""What the split knows, as the pages show it: figures and their conflicts, unsure claims, risks, open sentences."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from claims.models import Article, Claim, Place, Sentence, Speaker
from claims.selectors.figures import figures_of
from claims.vocabulary import Coverage, State
from tests import factories as make
from tests.support.html import Element, read, words
from tests.views.scene import HTMX, Scene

pytestmark = pytest.mark.django_db

TEXT = (
    "The rescue service said at least 22 people were killed on Friday. The ministry put the dead at 17. "
    "Is there hope?\n\nSeven streets were cleared. They said 14 houses fell. The relief group spoke of 25 dead."
)
AT_LEAST = make.Saying(
    "at least 22 people were killed on Friday", "The rescue service", "said", "Rescue service",
    risks=("casualty", "date_age_title"),
    figures=(make.Count("at least 22", 22, "at_least", as_of="Friday", when="2026-11-20"),),
)  # fmt: skip
DEAD = make.Saying(
    "the dead at 17", "The ministry", "put", "Ministry", figures=(make.Count("17", 17, counted="dead"),)
)
STREETS = make.Saying(
    "Seven streets were cleared",
    unsure=True,
    confidence=0.624,
    figures=(make.Count("Seven", 7, counted="streets", happened="clear"),),
)
HOUSES = make.Saying("14 houses fell", "They", "said", unsure=True, confidence=0.999)
MORE = make.Saying(
    "25 dead", "The relief group", "spoke of", "Relief group", figures=(make.Count("25", 25, counted="dead"),)
)
ALL = (AT_LEAST, DEAD, STREETS, HOUSES, MORE)


@pytest.fixture
def story(scene: Scene) -> tuple[Article, list[Claim]]:
    return make.split_article(scene.room, *ALL, text=TEXT)


def shown(scene: Scene, article: Article, person: str = "checker", **query: Any) -> Element:
    response = scene.client(person).get(reverse("article", args=[article.pk]), query)
    assert response.status_code == 200
    return read(response.content)


def classed(part: Element, name: str) -> list[Element]:
    return [one for one in part if name in one.attributes.get("class", "").split()]


def in_conflict(page: Element) -> list[str]:
    """The numbers of the rows that carry the mark."""
    rows = [row for row in classed(page, "row") if classed(row, "clash")]
    return [classed(row, "number")[0].text for row in rows]


# -- figures -------------------------------------------------------------------------------------------------


def test_all_of_a_figure_is_stored(story: tuple[Article, list[Claim]]) -> None:
    text = story[0].drafts.get().text
    for claim, saying in zip(story[1], ALL, strict=True):
        start = text.index(saying.words)
        assert figures_of(claim.figures) == tuple(one.figure(text, start) for one in saying.figures)


def test_the_card_lists_its_figures_and_marks_them_in_its_words(
    scene: Scene, story: tuple[Article, list[Claim]]
) -> None:
    article, claims = story
    card = shown(scene, article, claim=claims[0].pk).by_id(f"claim-card-{claims[0].pk}")
    (figures,) = classed(card, "figures")
    assert words(figures).startswith("at least 22 people killed · as of Friday, 20 Nov 2026")
    (quotation,) = classed(card, "words")
    assert quotation.text == AT_LEAST.words
    assert [(one.text, one.attributes["class"]) for one in quotation.all("mark")] == [
        ("at least 22", "clash")
    ]
    card = shown(scene, article, claim=claims[2].pk).by_id(f"claim-card-{claims[2].pk}")
    assert words(classed(card, "figures")[0]) == "seven streets"
    assert [(one.text, one.attributes) for one in card.all("mark")] == [("Seven", {})]
    card = shown(scene, article, claim=claims[3].pk).by_id(f"claim-card-{claims[3].pk}")
    assert not classed(card, "figures")


# -- conflicts -----------------------------------------------------------------------------------------------


def test_a_conflict_stands_on_the_cards_in_the_list_in_the_text_and_above_it(
    scene: Scene, story: tuple[Article, list[Claim]]
) -> None:
    article, (at_least, dead, _, _, more) = story
    page = shown(scene, article, claim=dead.pk)
    (note,) = classed(page, "figures")
    assert "Conflict with Rescue service: at least 22 as of Friday, 20 Nov 2026 · Relief group: 25" in words(
        note
    )
    for link, claim in zip(note.all("a"), (at_least, more), strict=True):
        assert link.attributes["href"] == f"/articles/{article.pk}/?claim={claim.pk}#claim-card-{claim.pk}"
        assert link.attributes["hx-get"] == reverse("claim-card", args=[claim.pk])
    assert in_conflict(page) == ["1", "2", "5"]
    marks = [one.attributes["title"] for one in classed(page.by_id("article-text"), "in-conflict")]
    assert marks == [f"Claim {number}, open, in conflict" for number in (1, 2, 5)]
    (menu,) = classed(page.by_id("article-notice"), "conflicts")
    assert words(menu.all("summary")[0]) == "1 conflict between figures"
    assert words(menu).endswith(
        "People killed 1 Rescue service: at least 22 as of Friday, 20 Nov 2026 5 Relief group: 25 2 Ministry: 17"
    )
    assert len(menu.all("a")) == 3


def test_on_the_claims_own_page_the_links_lead_to_the_other_claims_pages(
    scene: Scene, story: tuple[Article, list[Claim]]
) -> None:
    at_least, dead = story[1][:2]
    page = read(scene.client("reader").get(reverse("claim", args=[at_least.pk])).content)
    (note,) = classed(page, "figures")
    assert [link.attributes["href"] for link in note.all("a")] == [reverse("claim", args=[dead.pk])]


def test_figures_that_agree_are_no_conflict(scene: Scene) -> None:
    article, claims = make.split_article(scene.room, AT_LEAST, MORE, text=TEXT)
    page = shown(scene, article, claim=claims[0].pk)
    assert in_conflict(page) == []
    assert not classed(page, "conflicts") and not classed(page, "clash")
    assert "conflict" not in page.by_id(f"claim-card-{claims[0].pk}").text.lower()


def test_other_articles_figures_are_never_compared(scene: Scene) -> None:
    for saying in (AT_LEAST, DEAD):
        article, claims = make.split_article(scene.room, saying, text=TEXT)
        assert in_conflict(shown(scene, article, claim=claims[0].pk)) == []


def test_dismissing_one_side_ends_it_and_what_comes_back_says_so(
    scene: Scene, story: tuple[Article, list[Claim]]
) -> None:
    article, (at_least, dead, *_, more) = story
    data = {"key": make.key(), "seen": dead.version, "note": "Withdrawn by the ministry."}
    address = reverse("claim-dismiss", args=[dead.pk])
    answer = read(scene.client("checker").post(address, data, headers=HTMX).content)
    assert make.fresh(dead).state == State.DISMISSED
    assert {f"claim-row-{one.pk}" for one in (at_least, dead, more)} <= {
        one.attributes.get("id") for one in answer
    }
    assert in_conflict(answer) == []
    assert not classed(answer, "in-conflict") and len(classed(answer, "block")) == 2
    assert not classed(answer.by_id("article-notice"), "conflicts")
    assert in_conflict(shown(scene, article)) == []
    make.moved(dead, State.OPEN, scene.room.editor, "They stand by it.")
    assert in_conflict(shown(scene, article)) == ["1", "2", "5"]


def test_opening_a_claim_leaves_what_stands_above_the_text_alone(
    scene: Scene, story: tuple[Article, list[Claim]]
) -> None:
    answer = scene.client("checker").get(reverse("claim-card", args=[story[1][0].pk]), headers=HTMX)
    assert not read(answer.content).all(id="article-notice")


def test_one_speaker_who_mends_a_figure_is_no_conflict(
    scene: Scene, story: tuple[Article, list[Claim]]
) -> None:
    """People put the speaker right; the conflict is worked out from what is there now."""
    article, (at_least, dead, *_, more) = story
    ministry = Speaker.objects.get(article=article, name="Ministry")
    for claim in (at_least, more):
        claim.attribution.speakers.set([ministry])
    assert in_conflict(shown(scene, article)) == []
    dead.attribution.speakers.clear()
    assert in_conflict(shown(scene, article)) == ["1", "2", "5"]
    page = shown(scene, article, claim=at_least.pk)
    assert "Conflict with Speaker open: 17" in words(classed(page, "figures")[0])


def test_the_articles_own_voice_can_be_a_side(scene: Scene) -> None:
    own = make.Saying("25 dead", figures=MORE.figures)
    article, claims = make.split_article(scene.room, DEAD, own, text=TEXT)
    page = shown(scene, article, claim=claims[0].pk)
    assert "Conflict with Own voice: 25" in words(classed(page, "figures")[0])


def test_a_claim_whose_place_is_lost_does_not_count(scene: Scene, story: tuple[Article, list[Claim]]) -> None:
    article, (_, dead, *_) = story
    Place.objects.filter(claim=dead).delete()
    assert in_conflict(shown(scene, article)) == []
    assert "Conflict" not in shown(scene, article, claim=dead.pk).by_id(f"claim-card-{dead.pk}").text


def test_rows_from_before_figures_said_what_befell_the_counted_are_shown(
    scene: Scene, story: tuple[Article, list[Claim]]
) -> None:
    article, claims = story
    for claim in claims:
        old = [
            {name: value for name, value in one.items() if name not in ("happened", "topic", "when")}
            for one in claim.figures
        ]
        Claim.objects.filter(pk=claim.pk).update(figures=old)
    page = shown(scene, article, claim=claims[0].pk)
    assert words(classed(page, "figures")[0]) == "at least 22 people · as of Friday"
    assert in_conflict(page) == []


def test_of_many_sides_the_card_shows_four_and_counts_the_rest(scene: Scene) -> None:
    text = " ".join(f"Witness {at} said {at} people died." for at in range(100, 109))
    sayings = [
        make.Saying(
            f"{at} people died", f"Witness {at}", "said", f"Witness {at}", figures=(make.Count(f"{at}", at),)
        )
        for at in range(100, 109)
    ]
    article, claims = make.split_article(scene.room, *sayings, text=text)
    page = shown(scene, article, claim=claims[0].pk)
    (note,) = classed(page, "figures")
    assert len(note.all("a")) == 4 and words(note).endswith("Witness 104: 104 and 4 more")
    titles = [one.attributes["title"] for one in classed(page.by_id("claim-rows"), "clash")]
    assert titles[0] == "Its figure conflicts with claims 2, 3, 4, 5 and 4 more"
    assert len(classed(page, "conflicts")[0].all("a")) == 9


def test_the_report_says_it_too(scene: Scene, story: tuple[Article, list[Claim]]) -> None:
    page = read(scene.client("editor").get(reverse("article-report", args=[story[0].pk])).content)
    (label,) = [one for one in page.all("dt") if words(one) == "Conflicts between figures"]
    assert [one for one in page.all("dd") if words(one) == "1"] and label
    for said in (
        "at least 22; Ministry: 17 (claim 2)",
        "17; Rescue service: at least 22 (claim 1); Relief group: 25 (claim 5)",
        "25; Ministry: 17 (claim 2)",
    ):
        assert said in words(page)


# -- unsure claims, open speakers, risks ---------------------------------------------------------------------


def test_suggestions_are_told_from_claims(scene: Scene, story: tuple[Article, list[Claim]]) -> None:
    article, (at_least, _, streets, houses, _) = story
    page = shown(scene, article, claim=streets.pk)
    tags = {row.attributes["id"]: classed(row, "tag") for row in classed(page, "row")}
    said = {name: (one[0].text, one[0].attributes["title"]) for name, one in tags.items() if one}
    assert said == {
        f"claim-row-{streets.pk}": ("unsure", "The machine is sure to 62\u00a0%"),
        f"claim-row-{houses.pk}": ("unsure", "The machine is sure to 99\u00a0%"),
    }
    card = words(page.by_id(f"claim-card-{streets.pk}"))
    assert "The machine is unsure: 62 % that this needs a check. Keep it as a claim, or dismiss it." in card
    card = words(shown(scene, article, "reader", claim=houses.pk).by_id(f"claim-card-{houses.pk}"))
    assert "99 % that somebody says this here." in card and "Keep it" not in card
    card = words(shown(scene, article, claim=at_least.pk).by_id(f"claim-card-{at_least.pk}"))
    assert "unsure" not in card and "Machine: sure, 90 %" in card


def test_once_a_person_took_it_for_a_claim_the_doubt_recedes(
    scene: Scene, story: tuple[Article, list[Claim]]
) -> None:
    article, streets = story[0], story[1][2]
    make.moved(streets, State.OPEN, scene.room.checker)
    page = shown(scene, article, claim=streets.pk)
    assert not classed(page.by_id(f"claim-row-{streets.pk}"), "tag")
    assert "Machine: unsure, 62 %" in words(page.by_id(f"claim-card-{streets.pk}"))


def test_a_speaker_that_the_machine_left_open_is_said_to_be(
    scene: Scene, story: tuple[Article, list[Claim]]
) -> None:
    article, houses = story[0], story[1][3]
    page = shown(scene, article, claim=houses.pk)
    assert "Who says this is open: the text has “They”" in words(page.by_id(f"claim-card-{houses.pk}"))
    assert "Speaker open" in page.by_id(f"claim-row-{houses.pk}").text
    groups = [words(one) for one in classed(shown(scene, article, by="speaker"), "speaker")]
    assert groups == ["Rescue service 1", "Ministry 1", "Speaker open 1", "Relief group 1", "Own voice 1"]


def test_each_risk_has_its_name_and_sentence(scene: Scene, story: tuple[Article, list[Claim]]) -> None:
    article, at_least = story[0], story[1][0]
    page = shown(scene, article, claim=at_least.pk)
    (risks,) = classed(page, "risks")
    first, second = risks.all("li")
    assert words(first).startswith("Casualty figure Says how many people") and first.all("svg")
    assert words(second).startswith("Date, age or title Holds a date") and not second.all("svg")


# -- sentences that nobody has looked at ---------------------------------------------------------------------


@pytest.fixture
def gaps(scene: Scene) -> Article:
    """Four lines: a claim, a question, something that a person has to see, a claim."""
    text = "The mayor spoke of Dover.\n\nWho knows?\n\nDover was quiet.\n\nThe bridge is safe."
    article, _ = make.split_article(
        scene.room, make.Saying("The mayor spoke of Dover"), make.Saying("The bridge is safe"), text=text
    )
    Sentence.objects.filter(draft__article=article, start=text.index("Who")).update(why="It asks a question.")
    return article


def test_the_count_leads_to_the_first_and_each_bar_to_the_next(scene: Scene, gaps: Article) -> None:
    page = shown(scene, gaps)
    (count,) = [one for one in page.by_id("article-notice").all("a") if "data-gaps" in one.attributes]
    assert (count.text, count.attributes["href"]) == (
        "Nobody has looked at 2 sentences; 1 seems uncheckable",
        "#gap-1",
    )
    first, second = classed(page.by_id("article-text"), "gap")
    assert (first.attributes["id"], first.attributes["href"]) == ("gap-1", "#gap-2")
    assert (second.attributes["id"], second.attributes["href"]) == ("gap-2", "#article-notice")
    assert first.text == second.text == "", "not a letter is added to the text"


def test_a_sentence_shows_why_the_machine_left_it_out(scene: Scene, gaps: Article) -> None:
    text = shown(scene, gaps).by_id("article-text")
    first, second = classed(text, "gap")
    asked, quiet = classed(text, "unseen")
    why = "Nobody has looked at this. The machine: it asks a question."
    assert (asked.text, asked.attributes["data-why"]) == ("Who knows?", why)
    assert first.attributes["aria-label"] == f"{why} Go to the next."
    assert "reasoned" in first.attributes["class"].split()
    assert (quiet.text, quiet.attributes["data-why"]) == ("Dover was quiet.", "Nobody has looked at this.")
    assert second.attributes["aria-label"] == "Nobody has looked at this. Back to the top."
    assert second.attributes["class"] == "gap"


def test_when_every_sentence_was_looked_at_nothing_is_said(scene: Scene, gaps: Article) -> None:
    Sentence.objects.update(coverage=Coverage.NOTHING)
    page = shown(scene, gaps)
    assert not page.by_id("article-notice").text.strip()
    assert not classed(page, "gap") and not classed(page, "unseen")

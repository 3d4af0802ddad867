"""The list's filters and find in the article: what they leave, what they count, and that they stay."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Sentence
from claims.permissions import claims_visible_to
from claims.selectors.list_filter import ListFilter, read_filter
from claims.services.claims_assign import Chosen, claims_assign
from claims.vocabulary import Coverage, State
from tests import factories as make
from tests.support.html import Element, read
from tests.views.scene import HTMX, Scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(scene: Scene) -> Scene:
    """The mayor's claim in the checker's hands, the own voice settled, a question about the casualty."""
    scene.safe = make.moved(scene.safe, State.CHECKING, scene.room.checker)
    make.asked(scene.hurt, scene.room.checker, scene.room.reporter)
    make.settled(scene.own, scene.room.checker)
    return scene


def page_of(scene: Scene, query: str = "", person: str = "checker", **more: Any) -> Element:
    response = scene.client(person).get(f"{reverse('article', args=[scene.article.pk])}?{query}", **more)
    assert response.status_code == 200
    return read(response.content)


def shown(page: Element) -> list[int]:
    """The numbers in the scene of the claims that the list shows, in its order."""
    rows = [one for one in page.all("li") if one.attributes.get("id", "").startswith("claim-row-")]
    return [int(one.all("span", class_="number")[0].text) for one in rows if "hidden" not in one.attributes]


def counts(page: Element, facet: str) -> dict[str, int]:
    labels = [one for one in page.by_id("claim-filter-fields").all("label") if one.all("input", name=facet)]
    return {
        one.all("input")[0].attributes["value"]: int(one.all("span", class_="count")[0].text)
        for one in labels
    }


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", [1, 2, 3, 4]),
        ("state=open", [3, 4]),
        ("state=work", [1]),
        ("state=work&state=settled", [1, 2]),
        ("risk=high", [3]),
        ("risk=casualty", [3]),
        ("person=me", [1, 2]),
        ("person=nobody", [3, 4]),
        ("kind=attributed", [1, 3]),
        ("kind=own", [2, 4]),
        ("kind=unsure", [4]),
        ("kind=own&kind=unsure", [2, 4]),
        ("question=open", [3]),
        ("kind=own&state=open", [4]),
        ("kind=own&state=work", []),
        ("by=speaker&state=open&state=settled", [3, 2, 4]),
        ("state=awaiting", []),
    ],
)
def test_within_a_facet_any_and_between_them_all(full: Scene, query: str, numbers: list[int]) -> None:
    assert shown(page_of(full, query)) == numbers


def test_a_speaker_and_a_person_by_their_ids(full: Scene) -> None:
    speaker = claims_visible_to(full.room.checker).get(pk=full.hurt.pk).attribution.speakers.get()
    assert shown(page_of(full, f"speaker={speaker.pk}")) == [3]
    owned = f"person={full.room.checker.pk}"
    assert shown(page_of(full, owned, "editor")) == [1, 2]
    page = page_of(full, owned)
    assert shown(page) == [1, 2]
    assert page.by_id("claim-filter-now").attributes["data-list"] == "person=me"


def test_a_colleagues_claims(full: Scene) -> None:
    editor, second = full.room.editor, full.room.second
    claims_assign(
        article_id=full.article.pk, by=editor, key=make.key(), to=second, claims=Chosen(ids=(full.hurt.pk,))
    )
    assert shown(page_of(full, f"person={second.pk}")) == [3]
    assert counts(page_of(full), "person") == {"me": 2, "nobody": 1, str(second.pk): 1}


def test_each_value_counts_what_the_other_facets_leave(full: Scene) -> None:
    assert counts(page_of(full), "state") == {"open": 2, "work": 1, "settled": 1}
    page = page_of(full, "kind=own&state=open")
    assert counts(page, "state") == {"open": 1, "work": 0, "settled": 1}
    assert counts(page, "kind") == {"attributed": 1, "own": 1, "unsure": 1}
    assert counts(page, "risk") == {"high": 0, "casualty": 0}


def test_what_a_draft_lost_and_what_must_change(scene: Scene) -> None:
    lost = scene.lost()
    page = read(
        scene.client("checker").get(reverse("article", args=[lost.article_id]) + "?state=lost").content
    )
    rows = [one for one in page.all("a") if one.attributes.get("data-claim")]
    assert str(lost.pk) in {one.attributes["data-claim"] for one in rows}
    assert len(shown(page)) == 1


def test_what_is_unknown_is_left_out_and_said(full: Scene) -> None:
    page = page_of(full, "state=gone&speaker=999999&kind=own&person=x&colour=red&speaker=%3Cb%3E")
    assert shown(page) == [2, 4]
    now = page.by_id("claim-filter-now")
    assert "state=gone, speaker=999999, speaker=<b>, person=x" in now.text
    assert now.attributes["data-list"] == "kind=own"
    assert "red" not in now.text


def test_one_click_takes_off_one_or_all(full: Scene) -> None:
    claim = f"claim={full.safe.pk}"
    page = page_of(full, f"{claim}&state=open&kind=own&find=Ann")
    chips = page.by_id("claim-chips").all("a")
    here = reverse("article", args=[full.article.pk])
    assert [one.attributes["href"] for one in chips] == [
        f"{here}?{claim}&kind=own&find=Ann",
        f"{here}?{claim}&state=open&find=Ann",
        f"{here}?{claim}&find=Ann",
    ]
    assert "1 of 4 claims" in page.by_id("claim-chips").text


def test_the_open_claim_stays_and_says_that_it_is_not_among_them(full: Scene) -> None:
    page = page_of(full, f"claim={full.safe.pk}&state=open")
    assert page.by_id(f"claim-card-{full.safe.pk}")
    assert "Claim 1 is open, and not among them." in page.by_id("claim-filter-now").text
    steps = {one.attributes["id"]: one.attributes["href"] for one in page.by_id("claim-steps").all("a")}
    assert list(steps) == ["step-next"]
    assert f"claim={full.hurt.pk}&state=open#" in steps["step-next"]


def test_without_a_claim_named_the_first_of_them_opens(full: Scene) -> None:
    assert page_of(full, "kind=unsure").by_id(f"claim-card-{full.barges.pk}")
    assert page_of(full, "state=awaiting").by_id(f"claim-card-{full.hurt.pk}")


def test_every_link_that_opens_a_claim_keeps_the_filter(full: Scene) -> None:
    page = page_of(full, "by=speaker&state=open&find=the+bridge")
    kept = "by=speaker&state=open&find=the+bridge"
    links = page.by_id("claim-rows").all("a") + page.by_id("article-text").all("a")
    opening = [one for one in links if "claim=" in one.attributes.get("href", "")]
    assert len(opening) >= 8
    assert all(kept in one.attributes["href"] for one in opening)
    for form in page.by_id("open-claim").all("form"):
        assert form.values["list"] == kept
    card = full.client("checker").get(f"{reverse('claim-card', args=[full.hurt.pk])}?{kept}", headers=HTMX)
    assert f"{kept}#claim-card" in card.content.decode().replace("&amp;", "&")


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_an_answer_goes_on_to_the_next_of_them(full: Scene, headers: dict[str, str]) -> None:
    """The next in the text is the casualty; the filter leaves the unsure one."""
    make.evidence(full.safe, full.room.checker)
    sent = {
        "key": make.key(),
        "seen": make.fresh(full.safe).version,
        "said": "verbatim",
        "so": "confirmed",
        "settle": "1",
        "onward": "1",
        "list": "kind=unsure",
    }
    response = full.client("checker").post(
        reverse("claim-answer", args=[full.safe.pk]), sent, headers=headers
    )
    address = response["HX-Push-Url"] if headers else response["Location"]
    assert f"?claim={full.barges.pk}&kind=unsure#" in address


def test_with_none_left_the_answered_one_stays_and_leaves_the_list(full: Scene) -> None:
    make.evidence(full.safe, full.room.checker)
    sent = {"key": make.key(), "seen": make.fresh(full.safe).version, "said": "verbatim", "so": "confirmed"}
    sent |= {"settle": "1", "onward": "1", "list": "state=work"}
    response = full.client("checker").post(reverse("claim-answer", args=[full.safe.pk]), sent, headers=HTMX)
    assert make.fresh(full.safe).state == State.SETTLED
    page = read(response.content)
    assert page.by_id(f"claim-card-{full.safe.pk}")
    assert "hidden" in page.by_id(f"claim-row-{full.safe.pk}").attributes
    assert "not among them" in page.by_id("claim-filter-now").text
    assert counts(page, "state") == {"open": 2, "work": 0, "settled": 2}


def test_the_counts_and_what_blocks_lead_to_their_claims(full: Scene) -> None:
    page = page_of(full, "by=speaker&kind=own")
    for name, numbers in (("settled", [2]), ("left", [3, 4]), ("work", [1])):
        href = page.by_id(f"count-{name}").attributes["href"]
        assert sorted(shown(page_of(full, href.partition("?")[2]))) == numbers
        assert "by=speaker" in href
    links = [one.attributes["href"] for one in page.by_id(f"article-line-{full.article.pk}").all("a")]
    assert any(one.endswith("?kind=unsure") for one in links)
    assert any(one.endswith("?state=work") for one in links)


def test_the_claims_own_page_leads_to_the_list(full: Scene) -> None:
    page = read(full.client("checker").get(reverse("claim", args=[full.safe.pk])).content)
    count = page.by_id("count-left").attributes
    assert count["href"].startswith(reverse("article", args=[full.article.pk]))
    assert "hx-get" not in count


def test_htmx_is_told_the_lists_own_address(full: Scene) -> None:
    address = reverse("article", args=[full.article.pk])
    query = f"claim={full.safe.pk}&view=list&state=open&state=gone&find="
    response = full.client("checker").get(f"{address}?{query}", headers=HTMX)
    claim = full.safe.pk
    assert response["HX-Replace-Url"] == f"{address}?claim={claim}&state=open#claim-card-{claim}"


def test_the_speakers_lead_to_the_first_claim_of_each(full: Scene) -> None:
    links = page_of(full, "state=open&state=settled").by_id("claim-speakers").all("a")
    assert [re.sub(r"\s+", " ", one.text).strip() for one in links] == ["harbour spokesman 1", "Own voice 2"]
    assert f"claim={full.own.pk}&" in links[1].attributes["href"]


# -- find ----------------------------------------------------------------------------------------------------


def test_hits_are_counted_and_marked_and_the_letters_stay(full: Scene) -> None:
    page = page_of(full, "find=BRIDGE")
    assert "2 in the text, in 1 claim" in page.by_id("find-count").text
    text = page.by_id("article-text")
    assert text.text == full.article.drafts.get().text
    assert [one.attributes["id"] for one in text.all("mark")] == ["hit-1", "hit-2"]
    assert {one.text for one in text.all("mark")} == {"bridge"}
    assert page.by_id("find").attributes["value"] == "BRIDGE"


def test_a_hit_over_the_edge_of_a_claim_is_one(full: Scene) -> None:
    page = page_of(full, "find=said+the+bridge")
    marks = page.by_id("article-text").all("mark")
    assert "".join(one.text for one in marks) == "said the bridge"
    assert len(marks) > 1 and [one.attributes.get("id") for one in marks][1:] == [None] * (len(marks) - 1)
    assert "1 in the text, in 1 claim" in page.by_id("find-count").text


def test_what_is_not_there_is_said(full: Scene) -> None:
    page = page_of(full, "find=%3Cscript%3Enothing")
    assert "Not in the text" in page.by_id("find-count").text
    assert page.by_id("find").attributes["value"] == "<script>nothing"
    assert page.by_id("article-text").all("mark") == []


# -- nothing to check, from the text -------------------------------------------------------------------------


def clear(scene: Scene, **more: Any) -> Any:
    sentence = scene.sentence(cleared=False)
    sent = {"key": make.key(), "back": "article", "claim": scene.own.pk, "list": "state=open"} | more
    return scene.client("checker").post(reverse("sentence-clear", args=[sentence.pk]), sent)


def test_a_sentence_is_cleared_from_the_text_and_opened_again(full: Scene) -> None:
    sentence = full.sentence(cleared=False)
    gap = page_of(full).by_id("gap-1")
    assert gap.attributes["data-sentence"] == str(sentence.pk)
    response = clear(full, why="It states nothing.")
    assert response.status_code == 302
    page = page_of(full, response["Location"].partition("?")[2].partition("#")[0])
    assert shown(page) == [3, 4] and page.by_id(f"claim-card-{full.own.pk}")
    assert Sentence.objects.get(pk=sentence.pk).coverage == Coverage.NOTHING
    (form,) = [one for one in page.all("form") if one.attributes.get("class") == "undo"]
    response = full.client("checker").post(form.attributes["action"], form.values)
    assert response["Location"].startswith(reverse("article", args=[full.article.pk]))
    assert Sentence.objects.get(pk=sentence.pk).coverage == Coverage.OPEN


def test_a_refusal_comes_back_in_the_text_with_what_was_typed(full: Scene) -> None:
    response = clear(full, why=" ")
    assert response.status_code == 409
    form = read(response.content).by_id("gap-form")
    assert "Give a reason" in form.text
    response = clear(full, why="y" * 201)
    assert response.status_code == 422
    form = read(response.content).by_id("gap-form")
    assert form.values["why"] == "y" * 201
    assert form.attributes["action"] == reverse("sentence-clear", args=[full.sentence(cleared=False).pk])


def test_who_may_not_check_is_not_offered_it(full: Scene) -> None:
    page = page_of(full, "cleared=1", "writer")
    assert not page.all("form", id="gap-form") and not page.all("form", class_="undo")


# -- its price, and what an address may hold -----------------------------------------------------------------


def test_a_filter_costs_no_query(full: Scene) -> None:
    client = full.client("editor")
    address = reverse("article", args=[full.article.pk])
    numbers = []
    for query in ("", "?state=open&person=me&question=open&by=speaker&risk=high&find=bridge"):
        with CaptureQueriesContext(connection) as counted:
            client.get(address + query)
        numbers.append(len(counted))
    assert numbers[0] == numbers[1] <= 12


def test_an_address_is_read_and_written() -> None:
    query = "by=speaker&state=open&state=work&person=me&find=a+%22b%22"
    assert read_filter(query).query == query
    assert read_filter("by=up&claim=3&view=list&find=+&state=&x=1&state=open&state=open") == ListFilter(
        chosen=(("state", "open"),)
    )
    assert read_filter("find=" + "a" * 900).find == "a" * 200
    assert len(read_filter("&".join(f"speaker={at}" for at in range(5_000))).chosen) <= 100

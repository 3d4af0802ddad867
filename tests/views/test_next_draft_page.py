"""The article's page after a next draft: what is stale, lost, fixed, and what waits to be read."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims.models import Claim, Split
from claims.services.draft_paste import draft_paste
from claims.vocabulary import SplitState, State
from tests import factories as make
from tests.support.html import Element, read, words
from tests.views.scene import HTMX, Scene

pytestmark = pytest.mark.django_db


def page(scene: Scene, claim: Claim, who: str = "checker") -> Element:
    address = reverse("article", args=[claim.article_id])
    return read(scene.client(who).get(address, {"claim": claim.pk}).content)


def card(scene: Scene, claim: Claim, who: str = "checker") -> Element:
    return page(scene, claim, who).by_id(f"claim-card-{claim.pk}")


def test_a_stale_claim_shows_the_old_words_and_the_new(scene: Scene) -> None:
    claim = scene.to_fix()
    shown = card(scene, claim).by_id(f"claim-reworded-{claim.pk}")
    assert [one.text for one in shown.all("del")] == ["ninety"]
    assert [one.text for one in shown.all("ins")] == ["eighty"]
    assert "in draft 1" in words(shown)
    assert "“eighty” where “ninety” stood" in words(card(scene, claim))


def test_the_proposed_wording_is_seen_in_the_copy_and_closes_the_loop(scene: Scene) -> None:
    claim = scene.to_fix()
    shown = card(scene, claim).by_id(f"claim-fixed-{claim.pk}")
    assert "stands in draft 2" in words(shown)
    sent = scene.good("claim-fixed")
    answer = scene.client("checker").post(reverse("claim-fixed", args=[claim.pk]), sent, headers=HTMX)
    assert answer.status_code == 200
    assert make.fresh(claim).state == State.SETTLED
    assert "Copy: fixed: eighty years" in words(page(scene, claim, "editor"))


def test_without_an_answer_for_the_new_words_the_form_says_so(scene: Scene) -> None:
    claim = scene.to_fix()
    sent = scene.good("claim-fixed") | {"so": ""}
    answer = scene.client("checker").post(reverse("claim-fixed", args=[claim.pk]), sent, headers=HTMX)
    assert answer.status_code == 422
    assert "Say whether it is so now." in words(read(answer.content))


def test_a_lost_claim_is_listed_with_its_words_of_before(scene: Scene) -> None:
    claim = scene.lost()
    shown = page(scene, claim)
    assert "1 lost" in words(shown)
    lost = shown.by_id(f"claim-lost-{claim.pk}")
    assert "It has stood for ninety years" in words(lost)
    assert "Cut from the copy" in words(lost)
    assert "It has stood for ninety years" in words(shown.by_id("claim-rows"))


def test_a_lost_claim_is_likened_to_what_was_found_instead(scene: Scene) -> None:
    article, (own,) = make.split_article(scene.room, make.OWN)
    text = make.TEXT.replace("It has stood for ninety years.", "It has cost for years.")
    make.next_draft(article, scene.room.reporter, text, make.Saying("It has cost for years"))
    lost = make.fresh(own)
    (form, *_) = card(scene, lost).by_id(f"claim-lost-{lost.pk}").all("form")
    found = Claim.objects.latest("pk")
    fields = {
        one.attributes["name"]: one.attributes["value"]
        for one in form.all("input")
        if "name" in one.attributes
    }
    assert fields["instead"] == str(found.pk)
    answer = scene.client("checker").post(form.attributes["action"], fields)
    assert answer.status_code == 303
    assert make.fresh(found).state == State.DISMISSED
    assert "Lost." not in words(card(scene, lost))


def test_words_that_are_not_there_are_kept_in_the_form(scene: Scene) -> None:
    claim = scene.lost()
    sent = scene.good("claim-reattach") | {"words": "No such <b>words</b>"}
    answer = scene.client("checker").post(reverse("claim-reattach", args=[claim.pk]), sent, headers=HTMX)
    assert answer.status_code == 403
    shown = read(answer.content)
    assert "isn't in draft 2" in words(shown)
    assert "No such <b>words</b>" in [one.text.strip() for one in shown.all("textarea")]


def test_who_may_not_place_it_sees_only_that_it_is_lost(scene: Scene) -> None:
    claim = scene.lost()
    lost = card(scene, claim, "reader").by_id(f"claim-lost-{claim.pk}")
    assert "Lost." in words(lost) and not lost.all("form")


def test_until_a_draft_is_read_the_one_before_is_shown(scene: Scene) -> None:
    claim = scene.own
    text = make.TEXT.replace("ninety", "eighty")
    draft = draft_paste(article_id=claim.article_id, by=scene.room.reporter, key="k", text=text)
    shown = words(page(scene, claim))
    assert "Draft 2 is queued." in shown and "you see draft 1" in shown
    rows = words(page(scene, claim).by_id("claim-rows"))
    assert "ninety years" in rows and "Lost" not in rows
    Split.objects.filter(draft=draft).update(state=SplitState.FAILED, error="Attempt 3 ended.")
    shown = words(page(scene, claim))
    assert "Draft 2 could not be compared." in shown and "Try again" in shown


def test_the_lists_of_the_desk_count_what_is_lost(scene: Scene) -> None:
    scene.lost()
    assert "1 lost" in words(read(scene.client("editor").get(reverse("desk")).content))


def test_a_lost_claim_costs_no_query_more(scene: Scene, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    claim = scene.lost()
    client = scene.client("editor")
    address = f"{reverse('article', args=[claim.article_id])}?claim={claim.pk}"
    client.get(address)
    with django_assert_max_num_queries(12):
        client.get(address)


def test_history_tells_how_the_claims_fared(scene: Scene) -> None:
    claim = scene.lost()
    told = words(
        read(scene.client("editor").get(reverse("article-history", args=[claim.article_id])).content)
    )
    assert "Compared with draft 1: 0 carried over, 1 lost, 1 new" in told


def test_words_under_another_attribution_are_compared_all_the_same(scene: Scene) -> None:
    article, (own,) = make.split_article(scene.room, make.OWN)
    make.settled(own, scene.room.checker)
    text = make.TEXT.replace(
        "It has stood for ninety years.", "It has stood for eighty years, the port said."
    )
    said = make.Saying("It has stood for eighty years", "the port", "said", "the port")
    make.next_draft(article, scene.room.reporter, text, said)
    shown = card(scene, own).by_id(f"claim-reworded-{own.pk}")
    assert [one.text for one in shown.all("ins")][:1] == ["eighty"]

"""What blocks an article and who stands for it, as the pages show it; and the difference that a signer is shown."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Article, SignOff
from claims.vocabulary import ArticleState, Role, State
from tests import factories as make
from tests.support.html import Element, read, words
from tests.views.scene import Scene

pytestmark = pytest.mark.django_db


def page_of(scene: Scene, person: str = "editor", name: str = "article-sign-off", **query: Any) -> Element:
    response = scene.client(person).get(reverse(name, args=[scene.article.pk]), query)
    assert response.status_code == 200
    return read(response.content)


def panel(page: Element) -> Element:
    return next(one for one in page if "gate-menu" in one.attributes.get("class", ""))


def send(scene: Scene, person: str, form: Element, **typed: str) -> Any:
    return scene.client(person).post(form.attributes["action"], form.values | typed)


def sign_form(page: Element) -> Element:
    return next(one for one in page.all("form") if one.attributes.get("action", "").endswith("/sign/"))


def done(scene: Scene) -> None:
    make.every_claim_done(scene.article, scene.room)


def state_of(scene: Scene) -> str:
    return Article.objects.get(pk=scene.article.pk).state


# -- what blocks ---------------------------------------------------------------------------------------------


def test_the_article_says_what_blocks_it_with_a_way_to_each(scene: Scene) -> None:
    shown = panel(page_of(scene, name="article"))
    assert words(shown.all("span")[0]) == "3 things block it"
    items = [words(one) for one in shown.all("li")]
    assert items == [
        "1 suggestion is undecided: claim 4",
        "3 claims are open: claim 1claim 2claim 3",
        "1 sentence nobody has looked at",
    ]
    whole, *links = [one.attributes["href"] for one in shown.all("li")[1].all("a")]
    assert whole == f"{reverse('article', args=[scene.article.pk])}?state=open"
    for claim, link in zip(scene.claims[:3], links, strict=True):
        assert link.startswith(reverse("article", args=[scene.article.pk]))
        assert f"claim={claim.pk}" in link
    client = scene.client("editor")
    assert all(client.get(one.attributes["href"]).status_code == 200 for one in shown.all("a"))


@pytest.mark.parametrize("name", ["article", "article-sign-off"])
@pytest.mark.parametrize("person", ["editor", "checker", "reporter", "reader", "writer"])
def test_a_button_that_is_off_says_why(scene: Scene, name: str, person: str) -> None:
    form = sign_form(page_of(scene, person, name))
    (button,) = form.all("button")
    assert "disabled" in button.attributes
    why = form.by_id(button.attributes["aria-describedby"]).text
    wanted = {
        "editor": "Not ready: 1 suggestion is undecided, 3 claims are open, 1 sentence nobody has looked at.",
        "checker": "An editor signs first. You can sign as the second.",
        "writer": "You wrote this story: somebody else does this.",
    }
    assert why == wanted.get(person, "Checkers and editors of this desk do this.")


def test_the_panel_goes_with_what_an_answer_swaps(scene: Scene) -> None:
    form = {"key": make.key(), "seen": make.fresh(scene.own).version, "to": "checking"}
    response = scene.client("editor").post(
        reverse("claim-move", args=[scene.own.pk]), form, headers={"HX-Request": "true"}
    )
    assert "1 claim is being checked" in words(panel(read(response.content)))


def test_many_claims_are_named_by_a_dozen(scene: Scene) -> None:
    text = " ".join(f"Bridge {at} is safe." for at in range(40))
    article, _ = make.split_article(
        scene.room, *(make.Saying(f"Bridge {at} is safe") for at in range(40)), text=text
    )
    response = scene.client("editor").get(reverse("article-sign-off", args=[article.pk]))
    whole = words(read(response.content))
    assert "40 claims are open:" in whole and "and 28 more" in whole


def test_as_many_queries_for_many_claims_as_for_few(scene: Scene) -> None:
    counts = []
    for number in (1, 60):
        text = " ".join(f"Bridge {at} is safe." for at in range(number))
        article, _ = make.split_article(
            scene.room, *(make.Saying(f"Bridge {at} is safe") for at in range(number)), text=text
        )
        client = scene.client("editor")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("article-sign-off", args=[article.pk])).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 16


# -- signing, by what the pages hold -------------------------------------------------------------------------


def test_two_people_sign_on_the_articles_page(scene: Scene) -> None:
    done(scene)
    page = page_of(scene, "editor", "article")
    assert words(panel(page).all("span")[0]) == "Ready to sign"
    assert "Nothing blocks it." in words(panel(page))
    assert send(scene, "editor", sign_form(page)).status_code == 303
    page = page_of(scene, "checker", "article")
    assert words(panel(page).all("span")[0]) == "1 of 2 signed"
    response = scene.client("checker").post(
        sign_form(page).attributes["action"], sign_form(page).values, follow=True
    )
    shown = words(read(response.content))
    assert "Signed off" in shown and "Edie Editor, editor" in shown and "Chloe Checker, checker" in shown
    assert state_of(scene) == ArticleState.SIGNED_OFF


def test_what_changed_under_the_form_is_refused_with_the_reason(scene: Scene) -> None:
    done(scene)
    form = sign_form(page_of(scene))
    make.moved(scene.own, State.CHECKING, scene.room.checker, "Look again.")
    response = send(scene, "editor", form)
    assert response.status_code == 403
    assert "1 claim is being checked" in read(response.content).all("p", role="alert")[0].text
    assert not SignOff.objects.exists()


def test_a_form_without_its_hash_is_no_signature(scene: Scene) -> None:
    done(scene)
    for form in ({}, {"key": "k"}, {"key": "k", "sha256": "x" * 65, "seen": 1}, {"key": "k", "seen": "x"}):
        response = scene.client("editor").post(scene.address("article-sign"), form)
        assert response.status_code == 422
    assert not SignOff.objects.exists()


# -- what else can be done -----------------------------------------------------------------------------------


def act_form(page: Element, act: str) -> Element:
    return page.by_id(f"act-{act}")


def test_an_override_asks_for_its_reason_and_keeps_what_was_typed(scene: Scene) -> None:
    page = page_of(scene)
    response = send(scene, "editor", act_form(page, "override"), note="  ")
    assert response.status_code == 422
    assert "Every report prints it" in words(read(response.content))
    form = act_form(page, "override")
    scene.article.bylines.add(scene.room.editor)
    response = send(scene, "editor", form, note="It runs <b>now</b>.")
    assert response.status_code == 403
    scene.article.bylines.remove(scene.room.editor)
    assert send(scene, "editor", form, note="It runs <b>now</b>.").status_code == 303
    page = page_of(scene)
    assert "Override: It runs <b>now</b>." in words(page), "as text"
    report = words(page_of(scene, name="article-report"))
    assert "Signed off by override of Edie Editor, editor" in report and "It runs <b>now</b>." in report
    assert not page.all("b")


def test_a_refused_reason_is_still_in_its_box(scene: Scene) -> None:
    make.overridden(scene.article, scene.room.editor, "Now.")
    values = {"key": make.key(), "act": "publish", "url": "ftp://paper.example/bridge"}
    response = scene.client("editor").post(scene.address("article-step"), values)
    assert response.status_code == 403
    page = read(response.content)
    assert "https://" in page.all("p", role="alert")[0].text
    (box,) = act_form(page, "publish").all("input", name="url")
    assert box.attributes["value"] == "ftp://paper.example/bridge"


def test_published_with_its_address_and_corrected(scene: Scene) -> None:
    make.overridden(scene.article, scene.room.editor, "Now.")
    url = "https://paper.example/bridge"
    assert send(scene, "editor", act_form(page_of(scene), "publish"), url=url).status_code == 303
    page = page_of(scene)
    assert [one for one in page.all("a") if one.attributes["href"] == url]
    assert send(scene, "editor", act_form(page, "correct"), note="The year.").status_code == 303
    page = page_of(scene)
    assert "Paste the correction first" in words(page)
    assert "Sign draft 1" in words(page)
    assert state_of(scene) == ArticleState.CORRECTING


def test_one_takes_a_signature_back_on_the_page(scene: Scene) -> None:
    done(scene)
    make.signed(scene.article, scene.room.editor)
    assert not page_of(scene, "checker").all("form", id="act-revoke")
    form = act_form(page_of(scene), "revoke")
    assert send(scene, "editor", form, note="I missed a figure.").status_code == 303
    assert "Void: I missed a figure." in words(page_of(scene))


def test_who_may_do_none_of_it_is_offered_none(scene: Scene) -> None:
    for person in ("reader", "reporter"):
        assert not [
            one for one in page_of(scene, person).all("form") if "act-" in one.attributes.get("id", "")
        ]
    shown = words(page_of(scene, "checker"))
    assert "Editors of this desk do this." in shown


# -- the difference ------------------------------------------------------------------------------------------

LONG = " ".join(f"Bridge {at} is safe." for at in range(300))


def test_a_signer_is_shown_what_changed_and_signs_that(scene: Scene) -> None:
    done(scene)
    make.signed(scene.article, scene.room.editor)
    old = scene.article.drafts.get().text
    make.next_draft(scene.article, scene.room.reporter, old.replace("Three barges", "Three <b>barges</b>"))
    sign_off = page_of(scene)
    assert "Void: Draft 2 has another text" in words(sign_off)
    (link, *_) = [one for one in sign_off.all("a") if "difference" in one.attributes["href"]]
    page = read(scene.client("editor").get(link.attributes["href"]).content)
    assert [one.text for one in page.all("del")][1:] == ["barges"], "the first is the legend"
    assert [one.text for one in page.all("ins")][1:] == ["<b>barges</b>"]
    assert not [one for one in page.all("b") if "barges" in one.text]
    lost = words(page)
    assert (
        "1 claim has lost its place" not in lost or "disabled" in sign_form(page).all("button")[0].attributes
    )


def test_the_difference_can_be_signed_where_the_gate_is_open(scene: Scene) -> None:
    done(scene)
    make.signed(scene.article, scene.room.editor)
    make.next_draft(scene.article, scene.room.reporter, make.TEXT.translate(make.STRAIGHT))
    page = page_of(scene, name="article-difference", since=SignOff.objects.get().pk)
    assert [one.text for one in page.all("ins")][1:] == ['"Nobody', 'Monday,"']
    assert send(scene, "editor", sign_form(page)).status_code == 303
    assert SignOff.objects.filter(draft__number=2, revoked_at=None).get().signer == scene.room.editor


def test_shown_whole_the_difference_is_both_texts(scene: Scene) -> None:
    signed = make.void_override(scene.article, scene.room.editor)
    text = make.TEXT.replace("Mayor", "The mayor,").replace("pier", "pier and a buoy")
    make.next_draft(scene.article, scene.room.reporter, text, make.OWN)
    page = page_of(scene, "reader", "article-difference", since=signed.pk)
    shown = next(one for one in page if one.attributes.get("class") == "difference")

    def without(tag: str) -> str:
        return "".join(
            part if isinstance(part, str) else "" if part.tag == tag else part.text for part in shown.inside
        )

    assert without("ins") == make.TEXT
    assert without("del") == text


def test_long_stretches_without_a_change_are_left_out_and_counted(scene: Scene) -> None:
    article, _ = make.split_article(
        scene.room, make.Saying("Pier 0 is safe"), text=LONG.replace("Bridge 0", "Pier 0")
    )
    signed = make.void_override(article, scene.room.editor)
    make.next_draft(article, scene.room.reporter, LONG)
    address = reverse("article-difference", args=[article.pk])
    page = read(scene.client("editor").get(address, {"since": signed.pk}).content)
    (left,) = [one.text for one in page if one.attributes.get("class") == "left-out"]
    shown = next(one for one in page if one.attributes.get("class") == "difference")
    assert left.endswith("words unchanged") and int(left.split()[0]) > 1000
    assert len(shown.text) < 500


@pytest.mark.parametrize("since", ["", "0", "x", "999999"])
def test_a_signature_that_is_not_there(scene: Scene, since: str) -> None:
    response = scene.client("editor").get(
        reverse("article-difference", args=[scene.article.pk]), {"since": since}
    )
    assert response.status_code == 404


def test_a_signature_of_another_article_is_not_shown(scene: Scene) -> None:
    other, _ = make.split_article(scene.room)
    signed = make.void_override(other, scene.room.editor)
    response = scene.client("editor").get(
        scene.address("article-difference").split("?")[0], {"since": signed.pk}
    )
    assert response.status_code == 404


def test_one_editor_is_enough_where_the_desk_says_so(scene: Scene) -> None:
    scene.room.desk.signers = 1
    scene.room.desk.save()
    done(scene)
    assert "one editor's signature is enough; every report says so" in words(page_of(scene))
    send(scene, "editor", sign_form(page_of(scene)))
    assert state_of(scene) == ArticleState.SIGNED_OFF
    assert "On this desk one signature is enough." in words(page_of(scene, name="article-report"))


def test_ids_are_there_once(scene: Scene) -> None:
    scene.article.bylines.remove(scene.writer)
    make.person(Role.EDITOR, scene.room.desk)
    for person in ("editor", "checker", "reader"):
        for name in ("article", "article-sign-off"):
            page = page_of(scene, person, name)
            ids = [one.attributes["id"] for one in page if "id" in one.attributes]
            assert sorted(ids) == sorted(set(ids))

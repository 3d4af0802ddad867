"""The claim's card: what is sent is stored once, what is refused keeps what was typed."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Answer, Claim, Event, Evidence, Use
from claims.vocabulary import Copy, Said, So, State
from tests import factories as make
from tests.support.html import Element, read
from tests.views.scene import HTMX, Scene

pytestmark = pytest.mark.django_db

NOTE = "First line\nsecond “line” & <b>more</b>"


def send(
    scene: Scene, name: str, claim: Claim, person: str = "checker", *, htmx: bool = False, **data: Any
) -> HttpResponse:
    """Send a form about a claim, drawn from its present version unless `seen` says otherwise."""
    data = {"key": make.key(), "seen": make.fresh(claim).version} | data
    data = {field: value for field, value in data.items() if value is not None}
    address = reverse(f"claim-{name}", args=[claim.pk])
    return scene.client(person).post(address, data, headers=HTMX if htmx else {})  # type: ignore[return-value]


def card_of(response: HttpResponse, claim: Claim) -> Element:
    return read(response.content).by_id(f"claim-card-{claim.pk}")


def form_of(card: Element, end: str) -> Element:
    (form,) = [one for one in card.all("form") if one.attributes.get("action", "").endswith(end)]
    return form


# -- answering -----------------------------------------------------------------------------------------------


def test_the_form_that_is_drawn_can_be_sent_as_it_is(scene: Scene) -> None:
    """By hand, without a script: fields and key as the page gives them."""
    client = scene.client("checker")
    card = read(client.get(reverse("claim", args=[scene.safe.pk])).content)
    form = form_of(card, "/answer/")
    values = form.values | {"said": Said.FAIR, "so": So.CONFIRMED, "note": NOTE}
    response = client.post(form.attributes["action"], values)
    assert response.status_code == 303
    answer = Answer.objects.get()
    assert (answer.by, answer.said, answer.so, answer.note) == (
        scene.room.checker,
        Said.FAIR,
        So.CONFIRMED,
        NOTE,
    )
    assert Event.objects.filter(key=values["key"]).exists()
    page = read(client.get(response["Location"]).content)
    assert "Saved." in page.text
    assert page.by_id(f"claim-card-{scene.safe.pk}")


def test_sent_again_it_is_stored_once(scene: Scene) -> None:
    key = make.key()
    for _ in range(3):
        response = send(scene, "answer", scene.own, key=key, seen=1, so=So.CONFIRMED)
        assert response.status_code == 303
    assert Answer.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({"so": ""}, "Choose an answer first."),
        ({"so": "so-so"}, "so-so is not one of the available choices"),
        ({"so": So.NOT_CHECKABLE, "note": " "}, "why it can't be checked"),
        ({"so": So.WRONG, "copy": Copy.FIX_PROPOSED, "fix": ""}, "Write the wording that you propose"),
        ({"so": So.WRONG, "copy": Copy.STET, "note": ""}, "why the copy is kept"),
        ({"so": So.WRONG, "copy": "burn"}, "burn is not one of"),
        ({"so": So.CONFIRMED, "seen": "x"}, "Enter a whole number"),
        ({"so": So.CONFIRMED, "seen": None}, "required"),
        ({"so": So.CONFIRMED, "key": ""}, "required"),
        ({"so": So.CONFIRMED, "key": "k" * 61}, "at most 60 characters"),
        ({"so": So.CONFIRMED, "note": "x" * 10_001}, "at most 10000 characters"),
        ({"so": So.CONFIRMED, "seen": 10**30}, "changed this claim"),
    ],
)
@pytest.mark.parametrize("htmx", [False, True])
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    scene: Scene, data: dict[str, Any], why: str, htmx: bool
) -> None:
    typed = {"note": NOTE, "fix": "<i>the wording</i>"} | data
    response = send(scene, "answer", scene.own, htmx=htmx, **typed)
    assert response.status_code == (409 if "changed" in why else 422)
    assert (b"<html" in response.content) is not htmx
    card = card_of(response, scene.own)
    assert why in card.text
    kept = form_of(card, "/answer/").values
    assert kept["note"] == typed["note"] and kept["fix"] == typed["fix"]
    if data["so"] in So.values:
        assert kept["so"] == data["so"]
    assert not Answer.objects.exists()


def test_stray_controls_are_no_reason_to_refuse(scene: Scene) -> None:
    response = send(scene, "answer", scene.own, so=So.CONFIRMED, note="a\x00b\x07c\r\nd\u2028e")
    assert response.status_code == 303
    assert Answer.objects.get().note == "abc\nd\ne"


@pytest.mark.parametrize("htmx", [False, True])
def test_the_slower_of_two_gets_both_texts(scene: Scene, htmx: bool) -> None:
    send(scene, "answer", scene.own, "checker", so=So.WRONG, note="The faster one's note", copy=Copy.CUT)
    mine = {"so": So.CONFIRMED, "note": "The slower one's note", "copy": Copy.HEDGED, "fix": "My wording"}
    response = send(scene, "answer", scene.own, "second", htmx=htmx, seen=1, **mine)
    assert response.status_code == 409
    card = card_of(response, scene.own)
    assert "Somebody changed this claim while you were looking at it." in card.text
    assert "The faster one's note" in card.text and "Chloe Checker" in card.text
    assert "The slower one's note" in card.text and "My wording" in card.text
    assert Answer.objects.count() == 1


def test_a_stale_form_drawn_anew_can_be_sent_again(scene: Scene) -> None:
    """The answer to a 409 holds the present version: who has read it decides."""
    send(scene, "answer", scene.own, "checker", so=So.WRONG, note="First", copy=Copy.CUT)
    response = send(scene, "answer", scene.own, "checker", seen=1, so=So.CONFIRMED, note="Second thought")
    form = form_of(card_of(response, scene.own), "/answer/")
    again = scene.client("checker").post(form.attributes["action"], form.values)
    assert again.status_code == 303
    assert Answer.objects.latest("pk").note == "Second thought"


@pytest.mark.parametrize("htmx", [False, True])
def test_what_is_refused_keeps_what_was_typed(scene: Scene, htmx: bool) -> None:
    response = send(scene, "answer", scene.own, htmx=htmx, so=So.CONFIRMED, note=NOTE, settle="1")
    assert response.status_code == 403
    card = card_of(response, scene.own)
    assert "Attach evidence with its place" in card.text
    assert form_of(card, "/answer/").values["note"] == NOTE
    assert not Answer.objects.exists()


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize("name", ["answer", "dismiss", "evidence"])
def test_who_may_no_longer_do_it_keeps_what_was_typed(scene: Scene, name: str, htmx: bool) -> None:
    """The form was drawn, then they became a byline."""
    scene.article.bylines.add(scene.room.checker)
    data: dict[str, Any] = {"so": So.CONFIRMED, "note": NOTE}
    if name == "evidence":
        data = {"kind": "document", "title": "T", "stance": "supports", "passage": NOTE}
    response = send(scene, name, scene.own, htmx=htmx, **data)
    assert response.status_code == 403
    shown = read(response.content)
    assert "You wrote this story" in shown.text
    assert NOTE in shown.text


def test_a_stale_dismissal_keeps_its_reason(scene: Scene) -> None:
    send(scene, "dismiss", scene.own, "editor", note="Theirs")
    response = send(scene, "dismiss", scene.own, "checker", seen=1, note=NOTE)
    assert response.status_code == 409
    assert NOTE in read(response.content).text


def test_a_stale_move_keeps_its_reason(scene: Scene) -> None:
    make.settled(scene.own, scene.room.checker)
    seen = make.fresh(scene.own).version
    make.moved(scene.own, State.CHECKING, scene.room.editor, "Theirs")
    response = send(scene, "move", scene.own, "second", seen=seen, to=State.CHECKING, note=NOTE)
    assert response.status_code == 409
    assert NOTE in read(response.content).text


def test_an_answer_and_settled_in_one_go(scene: Scene) -> None:
    make.evidence(scene.own, scene.room.checker)
    response = send(scene, "answer", scene.own, so=So.CONFIRMED, settle="1")
    assert response.status_code == 303
    assert make.fresh(scene.own).state == State.SETTLED


def test_onward_leads_to_the_next_that_is_left(scene: Scene) -> None:
    make.evidence(scene.own, scene.room.checker)
    response = send(scene, "answer", scene.own, so=So.CONFIRMED, settle="1", onward="1")
    assert f"claim={scene.hurt.pk}" in response["Location"]
    held = send(scene, "answer", scene.safe, said=Said.VERBATIM, so=So.CONFIRMED, onward="1")
    assert f"claim={scene.safe.pk}" in held["Location"], "it isn't settled: nobody is led away from it"


def test_with_htmx_the_next_card_comes_at_once(scene: Scene) -> None:
    make.evidence(scene.own, scene.room.checker)
    response = send(scene, "answer", scene.own, htmx=True, so=So.CONFIRMED, settle="1", onward="1")
    assert response.status_code == 200
    shown = read(response.content)
    assert shown.by_id(f"claim-card-{scene.hurt.pk}")
    assert f"claim={scene.hurt.pk}" in response["HX-Push-Url"]
    assert "Claim 2: settled" in shown.by_id("announce").text


def test_a_second_answer_that_differs_stays_with_its_claim(scene: Scene) -> None:
    """Whoever disagrees is shown both answers and what to do, and not led on to the next claim."""
    make.settled(scene.hurt, scene.room.checker)
    data = {"said": Said.VERBATIM, "so": So.DISPUTED, "note": "One was hurt.", "settle": "1", "onward": "1"}
    response = send(scene, "answer", scene.hurt, "second", htmx=True, **data)
    assert response.status_code == 200
    card = card_of(response, scene.hurt)
    assert "One was hurt." in card.text and "Chloe Checker" in card.text
    assert Answer.objects.filter(round=2).count() == 1
    plain = send(scene, "answer", scene.hurt, "second", **data)
    assert f"claim={scene.hurt.pk}" in plain["Location"]


def test_what_comes_back_is_the_card_and_the_counters(scene: Scene) -> None:
    response = send(scene, "answer", scene.own, htmx=True, so=So.CONFIRMED)
    shown = read(response.content)
    assert shown.by_id(f"article-line-{scene.article.pk}").attributes["hx-swap-oob"] == "true"
    assert "1 in work" in shown.by_id(f"article-line-{scene.article.pk}").text
    assert not shown.all(id="article-text")
    assert scene.own.pk != scene.safe.pk
    assert not shown.all(id=f"claim-card-{scene.safe.pk}")


def test_saving_costs_as_many_queries_in_a_long_article(scene: Scene) -> None:
    counts = []
    for number in (2, 150):
        text = " ".join(f"The mayor said bridge {at} is safe." for at in range(number))
        sayings = [make.Saying(f"bridge {at} is safe") for at in range(number)]
        claim = make.split_article(scene.room, *sayings, text=text)[1][0]
        make.answered(claim, scene.room.checker)
        client = scene.client("checker")
        address = reverse("claim-answer", args=[claim.pk])
        data = {"key": make.key(), "seen": make.fresh(claim).version, "so": So.CONFIRMED}
        with CaptureQueriesContext(connection) as queries:
            assert client.post(address, data, headers=HTMX).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1], counts


@pytest.mark.parametrize("address", ["claim", "claim-card"])
def test_a_claims_own_page_is_within_12_queries(scene: Scene, address: str) -> None:
    make.settled(scene.own, scene.room.checker)
    client = scene.client("editor")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(reverse(address, args=[scene.own.pk])).status_code == 200
    assert len(queries) <= 16


# -- evidence ------------------------------------------------------------------------------------------------


def test_evidence_by_hand(scene: Scene) -> None:
    client = scene.client("checker")
    card = read(client.get(reverse("claim", args=[scene.own.pk])).content)
    form = form_of(card, "/evidence/")
    values = form.values | {
        "title": "Inspection",
        "url": "https://harbour.example/a?b=c&d",
        "locator": "p. 12",
    }
    response = client.post(form.attributes["action"], values)
    assert response.status_code == 303
    use = Use.objects.select_related("evidence").get()
    assert (use.evidence.title, use.evidence.url, use.locator) == (
        "Inspection",
        "https://harbour.example/a?b=c&d",
        "p. 12",
    )
    assert client.post(form.attributes["action"], values).status_code == 303
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({"title": ""}, "Say what the evidence is."),
        ({"title": " \x00 "}, "Say what the evidence is."),
        ({"title": "x" * 501}, "at most 500 characters"),
        ({"url": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"url": "ftp://a.example/b"}, "Enter a valid URL"),
        ({"url": "data:text/html,x"}, "Enter a valid URL"),
        ({"kind": "rumour"}, "rumour is not one of"),
        ({"stance": "perhaps"}, "perhaps is not one of"),
        ({"kind": "search", "seen_at": "yesterday"}, "Write when as"),
        ({"kind": "search"}, "Say which words you searched for."),
        ({"kind": "search", "words": "bridge"}, "Say what came of the search"),
        ({"locator": "x" * 301}, "at most 300 characters"),
    ],
)
@pytest.mark.parametrize("htmx", [False, True])
def test_evidence_that_is_wrong_keeps_what_was_typed(
    scene: Scene, data: dict[str, str], why: str, htmx: bool
) -> None:
    typed = {
        "kind": "document",
        "stance": "supports",
        "title": "The <title>",
        "passage": NOTE,
        "words": "",
    } | data
    response = send(scene, "evidence", scene.own, htmx=htmx, **typed)
    assert response.status_code == 422
    shown = read(response.content)
    assert why in shown.text
    kept = form_of(shown, "/evidence/").values
    assert kept["passage"] == NOTE
    for name in ("title", "url", "locator"):
        if name in typed:
            assert kept[name] == typed[name]
    assert not Evidence.objects.exists()


def test_a_link_in_evidence_leads_out_without_telling_where_from(scene: Scene) -> None:
    make.evidence(scene.own, scene.room.checker, url="https://harbour.example/report")
    page = read(scene.client("editor").get(reverse("claim", args=[scene.own.pk])).content)
    (link,) = page.all("a", href="https://harbour.example/report")
    assert {"noreferrer", "noopener"} <= set(link.attributes["rel"].split())


# -- moving, dismissing --------------------------------------------------------------------------------------


@pytest.mark.parametrize("htmx", [False, True])
def test_take_and_hand_back(scene: Scene, htmx: bool) -> None:
    code = 200 if htmx else 303
    assert send(scene, "move", scene.own, htmx=htmx, to=State.CHECKING).status_code == code
    assert make.fresh(scene.own).owner == scene.room.checker
    assert send(scene, "move", scene.own, htmx=htmx, to=State.OPEN).status_code == code
    assert make.fresh(scene.own).state == State.OPEN


def test_a_move_that_is_none(scene: Scene) -> None:
    assert send(scene, "move", scene.own, to="burnt").status_code == 422
    refused = send(scene, "move", scene.own, to=State.STALE)
    assert refused.status_code == 403
    assert "can't become stale" in read(refused.content).text


# Forms that do nothing as they are drawn: something is chosen or typed in them first.
TYPED_IN = ("answer", "evidence", "edges", "source", "speaker", "part", "merge")


def test_each_button_that_is_drawn_does_what_it_says(scene: Scene) -> None:
    """Every form on every card, sent as it is drawn with a reason: none is refused."""
    make.settled(scene.own, scene.room.checker)
    make.settled(scene.hurt, scene.room.checker)
    make.moved(scene.safe, State.CHECKING, scene.room.checker)
    sent = 0
    for claim in scene.claims:
        for person in ("checker", "second", "editor"):
            client = scene.client(person)
            card = read(client.get(reverse("claim", args=[claim.pk])).content)
            for form in card.by_id(f"claim-card-{claim.pk}").all("form", method="post"):
                if form.attributes["action"].split("/")[-2] in TYPED_IN:
                    continue
                from django.db import transaction

                point = transaction.savepoint()
                values = form.values | ({"note": "A reason."} if "note" in form.values else {})
                response = client.post(form.attributes["action"], values)
                assert response.status_code == 303, (
                    claim,
                    person,
                    form.text,
                    read(response.content).text[-400:],
                )
                transaction.savepoint_rollback(point)
                sent += 1
    assert sent >= 12


def test_who_may_not_check_is_drawn_no_form(scene: Scene) -> None:
    for person in ("reporter", "writer", "reader"):
        page = read(scene.client(person).get(reverse("claim", args=[scene.own.pk])).content)
        assert page.by_id(f"claim-card-{scene.own.pk}").all("form") == []


def test_a_byline_reads_why(scene: Scene) -> None:
    page = read(scene.client("writer").get(reverse("claim", args=[scene.own.pk])).content)
    assert "You wrote this story: somebody else checks it." in page.text


# -- risks, and what went stale ------------------------------------------------------------------------------


@pytest.mark.parametrize("htmx", [False, True])
def test_a_risk_is_raised(scene: Scene, htmx: bool) -> None:
    response = send(scene, "risk", scene.own, htmx=htmx, risk="legal", note="It is before a court.")
    assert response.status_code == (200 if htmx else 303)
    assert make.fresh(scene.own).risks == ["legal"]
    page = read(scene.client("checker").get(reverse("claim", args=[scene.own.pk])).content)
    assert page.all(id="lower-legal") and "Legal matter" in page.text


def test_two_lower_a_risk_with_the_forms_that_are_drawn(scene: Scene) -> None:
    address = reverse("claim", args=[scene.hurt.pk])
    client = scene.client("checker")
    form = form_of(read(client.get(address).content), "/risks/lower/")
    assert client.post(form.attributes["action"], form.values | {"note": NOTE}).status_code == 303
    page = read(client.get(address).content)
    assert "You asked to lower this risk" in page.text
    assert not [
        one for one in page.all("form") if one.attributes.get("action", "").endswith("/risks/decide/")
    ]
    second = scene.client("second")
    page = read(second.get(address).content)
    assert NOTE.splitlines()[1] in page.text
    form = form_of(page, "/risks/decide/")
    left = form.values | {"agree": "no", "note": ""}
    assert second.post(form.attributes["action"], left).status_code == 403
    assert second.post(form.attributes["action"], form.values | {"agree": "yes"}).status_code == 303
    assert make.fresh(scene.hurt).risks == []


def test_a_refused_lowering_keeps_what_was_typed(scene: Scene) -> None:
    make.lowering(scene.hurt, scene.room.second)
    response = send(scene, "risk-lower", scene.hurt, risk="casualty", note=NOTE)
    assert response.status_code == 403
    shown = read(response.content)
    assert "Sam Second asked for this already" in shown.text and NOTE in shown.text
    stale = send(scene, "risk", scene.hurt, seen=9, risk="legal", note=NOTE)
    assert stale.status_code == 409
    assert form_of(read(stale.content), "/risks/").values["note"] == NOTE


def test_the_card_shows_which_risks_are_high_on_this_desk(scene: Scene) -> None:
    scene.room.desk.high_risks = ["superlative"]
    scene.room.desk.save()
    page = read(scene.client("checker").get(reverse("claim", args=[scene.hurt.pk])).content)
    (risk,) = page.all("ul", **{"class": "risks"})
    assert not risk.all("svg")


@pytest.mark.parametrize("htmx", [False, True])
def test_a_stale_claim_says_why_and_is_confirmed_by_one_key(scene: Scene, htmx: bool) -> None:
    claim = scene.stale()
    page = read(scene.client("second").get(reverse("claim", args=[claim.pk])).content)
    card = page.by_id(f"claim-card-{claim.pk}")
    assert "Its report was withdrawn." in card.text and "Verbatim · Confirmed" in card.text
    (button,) = [one for one in card.all("button") if one.attributes.get("data-key") == "y"]
    assert button.attributes["type"] == "submit"
    assert send(scene, "confirm", claim, "second", htmx=htmx).status_code == (200 if htmx else 303)
    assert make.fresh(claim).state == State.SETTLED


def test_a_stale_claim_without_evidence_says_why_it_is_not_confirmed(scene: Scene) -> None:
    claim = scene.stale()
    claim.uses.update(withdrawn_why="A fake.")
    page = read(scene.client("second").get(reverse("claim", args=[claim.pk])).content)
    assert "Attach evidence with its place" in page.by_id(f"claim-confirm-{claim.pk}").text
    assert send(scene, "confirm", claim, "second").status_code == 403


def test_who_sent_it_back_and_why(scene: Scene) -> None:
    make.settled(scene.hurt, scene.room.checker)
    make.answered(scene.hurt, scene.room.second, so=So.DISPUTED)
    make.moved(scene.hurt, State.CHECKING, scene.room.second, "Page <4> says one was hurt.")
    page = read(scene.client("checker").get(reverse("claim", args=[scene.hurt.pk])).content)
    assert "Page <4> says one was hurt." in page.text and "second check" in page.text
    other = read(scene.client("editor").get(reverse("claim", args=[scene.hurt.pk])).content)
    assert "Page <4> says one was hurt." not in other.text

"""Evidence on its pages: attached on a page of its own, the library, a piece in full, and the right of reply."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from claims.forms.evidence_form import EvidenceForm
from claims.models import Answer, Capture, Claim, Evidence, Use
from claims.selectors.replies import replies_of
from claims.services.claim_dismiss import claim_dismiss
from claims.services.evidence_share import evidence_share
from claims.services.evidence_withdraw import evidence_withdraw
from claims.vocabulary import (
    Copy,
    EvidenceKind,
    GroundRules,
    Reached,
    Role,
    Said,
    So,
    Stance,
    State,
)
from tests import factories as make
from tests.support.hostile import MARK, SOME_HOSTILE
from tests.support.html import Element, read
from tests.views.scene import HTMX, Scene
from tests.views.test_hostile_text import harmless

pytestmark = pytest.mark.django_db

NOTE = "First line\nsecond “line” & <b>more</b>"
PICKED = {"said": Said.UNFAIR, "so": So.WRONG, "copy": Copy.FIX_PROPOSED, "fix": NOTE, "note": NOTE}


def page_of(response: HttpResponse, status: int = 200) -> Element:
    assert response.status_code == status, read(response.content).text[-600:]
    return read(response.content)


def form_to(page: Element, address: str) -> Element:
    """The form that stores something there; the search and the way back lead to the same address."""
    forms = [one for one in page.all("form") if one.attributes.get("action") == address]
    (form,) = [one for one in forms if one.attributes.get("data-keeps")] if len(forms) > 1 else forms
    return form


def call(claim: Claim, scene: Scene, **more: Any) -> Use:
    given = {
        "kind": EvidenceKind.CALL,
        "title": "Harbour board",
        "ground_rules": GroundRules.ON_RECORD,
        "reached": Reached.SPOKE,
        "right_of_reply": True,
        "seen_at": timezone.now(),
        "words": "That they knew",
        "result": "They deny it",
    }
    return make.evidence(claim, scene.room.checker, **(given | more))


# -- the form: each kind is asked for what it needs -----------------------------------------------------------


def form(**data: Any) -> EvidenceForm:
    data = {"key": "k", "stance": "supports", "locator": "x"} | data
    files = {name: data.pop(name) for name in ("upload",) if name in data}
    return EvidenceForm(data, files)


CALL = {
    "kind": "call",
    "title": "Ann Cole",
    "seen_at": "2026-03-01 09:30",
    "ground_rules": "on the record",
    "words": "Is it safe?",
    "result": "It is.",
    "reached": "spoke",
}
SEARCH = {"kind": "search", "title": "Court register", "words": "bridge", "result": "nothing"}


@pytest.mark.parametrize(
    "data",
    [
        {"kind": "web page", "url": "https://a.example/b"},
        {"kind": "document", "title": "Report"},
        {"kind": "document", "upload": SimpleUploadedFile("report.pdf", b"%PDF-1.7")},
        {"kind": "recording", "title": "Council meeting", "locator": "12:34"},
        {"kind": "dataset", "title": "Register", "locator": "row 3"},
        {"kind": "person", "title": "A neighbour"},
        {"kind": "own observation", "title": "The pier"},
        {"kind": "earlier check", "title": "Last year's"},
        CALL,
        CALL | {"reached": "waiting", "result": "", "reply_by": "2026-03-02T12:00"},
        CALL | {"reached": "declined", "result": ""},
        SEARCH,
    ],
    ids=lambda data: data["kind"],
)
def test_what_is_enough(data: dict[str, Any]) -> None:
    found = form(**data)
    assert found.is_valid(), found.errors


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"kind": "web page", "title": "A page"}, "url"),
        ({"kind": "recording", "title": "A speech", "said_there": "on"}, "url"),
        ({"kind": "document"}, "title"),
        ({"kind": "person", "title": " "}, "title"),
        (CALL | {"title": ""}, "title"),
        (CALL | {"seen_at": ""}, "seen_at"),
        (CALL | {"words": ""}, "words"),
        (CALL | {"reached": ""}, "reached"),
        (CALL | {"reached": "maybe"}, "reached"),
        (CALL | {"ground_rules": ""}, "ground_rules"),
        (CALL | {"result": ""}, "result"),
        (CALL | {"reached": "waiting"}, "reply_by"),
        (SEARCH | {"words": ""}, "words"),
        (SEARCH | {"result": ""}, "result"),
        ({"kind": "recording", "title": "Tape", "locator": "12:75"}, "locator"),
        ({"kind": "recording", "title": "Tape", "locator": "from 1:2 on"}, "locator"),
        ({"kind": "document", "title": "Report", "independent_of": ["x"]}, "independent_of"),
    ],
)
def test_what_is_missing_or_wrong(data: dict[str, Any], field: str) -> None:
    found = form(**data)
    assert not found.is_valid()
    assert list(found.errors) == [field]


@pytest.mark.parametrize(
    "locator", ["12:34", "1:02:33", "12:34–13:00", "0:59, then 61:20", "at the start", "00:00:04.120", "4.5"]
)
def test_places_in_a_recording(locator: str) -> None:
    assert form(kind="recording", title="Tape", locator=locator).is_valid()


def test_what_was_typed_for_another_kind_is_neither_stored_nor_in_the_way() -> None:
    wrong = {"url": "not a link", "reply_by": "soon", "words": "x", "right_of_reply": "on"}
    found = form(kind="person", title="A neighbour", **wrong)
    assert found.is_valid(), found.errors
    kept = {name: found.cleaned_data[name] for name in ("url", "reply_by", "words", "right_of_reply")}
    assert kept == {"url": "", "reply_by": None, "words": "", "right_of_reply": False}


# -- attached on a page of its own ----------------------------------------------------------------------------


def carried(scene: Scene, claim: Claim, **more: Any) -> dict[str, Any]:
    """What the card's answer form sends with the button that leads to the page."""
    seen = make.fresh(claim).version
    return {"key": make.key(), "seen": seen, "draw": "1", "page": "claim"} | PICKED | more


def test_what_was_picked_comes_back_when_evidence_is_attached(scene: Scene) -> None:
    client = scene.client("checker")
    card = read(client.get(reverse("claim", args=[scene.safe.pk])).content)
    address = reverse("claim-evidence", args=[scene.safe.pk])
    (button,) = card.all("button", formaction=address)
    assert button.attributes["form"] == f"claim-answer-{scene.safe.pk}"
    page = page_of(client.post(address, carried(scene, scene.safe)))
    values = form_to(page, address).values | {"kind": "document", "title": "Inspection", "locator": "p. 3"}
    values["url"] = ""
    refused = page_of(client.post(address, values | {"title": ""}), 422)
    assert form_to(refused, address).values["note"] == NOTE
    done = page_of(client.post(address, values))
    answer = form_to(done, reverse("claim-answer", args=[scene.safe.pk])).values
    assert {name: answer[name] for name in PICKED} == PICKED
    assert "Inspection, p. 3" in done.text
    again = page_of(client.post(address, values))
    assert "Inspection, p. 3" in again.text
    assert Evidence.objects.count() == 1, "the page that is loaded again stores nothing twice"
    assert not Answer.objects.exists()


def test_what_was_picked_survives_the_search_and_what_the_desk_has(scene: Scene) -> None:
    thing = make.evidence(scene.own, scene.room.second, title="Harbour log").evidence
    client = scene.client("checker")
    address = reverse("claim-evidence", args=[scene.safe.pk])
    page = page_of(client.post(address, carried(scene, scene.safe, q="harbour")))
    use = reverse("claim-evidence-use", args=[scene.safe.pk, thing.pk])
    page = page_of(client.post(use, form_to(page, use).values | {"draw": "1"}))
    values = form_to(page, use).values | {"locator": "p. 8", "stance": "context"}
    done = page_of(client.post(use, values))
    answer = form_to(done, reverse("claim-answer", args=[scene.safe.pk])).values
    assert {name: answer[name] for name in PICKED} == PICKED
    attached = Use.objects.get(claim=scene.safe)
    assert (attached.evidence, attached.locator, attached.stance) == (thing, "p. 8", Stance.CONTEXT)


def test_back_without_attaching(scene: Scene) -> None:
    client = scene.client("checker")
    address = reverse("claim-evidence", args=[scene.safe.pk])
    sent = carried(scene, scene.safe) | {"return": "1", "from": "page"}
    card = page_of(client.post(address, sent))
    assert form_to(card, reverse("claim-answer", args=[scene.safe.pk])).values["note"] == NOTE


def test_with_nothing_picked_it_leads_back_to_the_claim(scene: Scene) -> None:
    client = scene.client("checker")
    address = reverse("claim-evidence", args=[scene.own.pk])
    page = page_of(client.get(address, {"kind": "search"}))
    values = form_to(page, address).values
    assert values["kind"] == "search"
    values |= {"title": "Court register", "words": "bridge", "result": "nothing"}
    response = client.post(address, values)
    assert response.status_code == 303
    assert f"claim={scene.own.pk}" in response["Location"]
    assert Use.objects.get().evidence.words == "bridge"


def test_a_file_is_kept(scene: Scene) -> None:
    client = scene.client("checker")
    address = reverse("claim-evidence", args=[scene.own.pk])
    upload = SimpleUploadedFile("../notes.txt", b"Seven barges were counted.")
    data = scene.good("claim-evidence") | {"title": "", "upload": upload, "locator": "line 1"}
    assert client.post(address, data, headers=HTMX).status_code == 200
    capture = Capture.objects.get()
    assert (capture.name, capture.evidence.title) == ("notes.txt", "notes.txt")


def test_the_card_shows_the_kept_copy(scene: Scene) -> None:
    thing = make.evidence(scene.own, scene.room.checker).evidence
    capture = Capture.objects.create(
        evidence=thing,
        origin="uploaded",
        state="kept",
        stored="x",
        sha256="ab12" * 16,
        size=2048,
        media_type="application/pdf",
        kept_at=timezone.now(),
        by=scene.room.checker,
    )
    card = page_of(scene.client("reader").get(reverse("claim", args=[scene.own.pk])))
    line = card.by_id(f"capture-{capture.pk}")
    assert "Copy kept" in line.text and "ab12ab12" in line.text and "2.0" in line.text
    assert line.all("a", href=reverse("evidence-file", args=[capture.pk]))


def test_a_file_that_is_refused_stores_nothing(scene: Scene) -> None:
    client = scene.client("checker")
    address = reverse("claim-evidence", args=[scene.own.pk])
    data = scene.good("claim-evidence") | {"upload": SimpleUploadedFile("a.pdf", b"")}
    shown = page_of(client.post(address, data, headers=HTMX), 403)
    assert "The file is empty." in shown.text
    assert not Evidence.objects.exists()


def test_what_may_be_attached_again(scene: Scene) -> None:
    """The desk's own and what is shared, not what is withdrawn or at this claim already."""
    room = scene.room
    here = make.evidence(scene.own, room.checker, title="Here already")
    other = make.evidence(scene.safe, room.checker, title="Elsewhere in it")
    gone = make.evidence(scene.safe, room.checker, title="Withdrawn").evidence
    evidence_withdraw(evidence_id=gone.pk, by=room.checker, key=make.key(), note="Forged.")
    for title, shared in (("Foreign, shared", True), ("Foreign", False)):
        Evidence.objects.create(
            desk=room.other, kind="document", title=title, by=room.outsider, shared=shared
        )
    page = page_of(scene.client("checker").get(reverse("claim-evidence", args=[scene.own.pk])))
    titles = [one.all("span", class_="use-what")[0].text.strip() for one in page.all("li", class_="hit")]
    assert titles == ["Foreign, shared", other.evidence.title]
    assert here.evidence.title not in titles


def test_at_most_20_are_offered_and_each_word_has_to_be_in_it(scene: Scene) -> None:
    for number in range(25):
        make.evidence(scene.safe, scene.room.checker, title=f"Log {number}", words="Harbour board")
    client, address = scene.client("checker"), reverse("claim-evidence", args=[scene.own.pk])
    assert len(page_of(client.get(address)).all("li", class_="hit")) == 20
    found = page_of(client.get(address, {"q": "LOG harbour 24"}))
    assert len(found.all("li", class_="hit")) == 1
    assert page_of(client.get(address, {"q": "lagoon"})).all("li", class_="hit") == []
    assert page_of(client.get(address, {"q": "%_\0\\"})).all("li", class_="hit") == []


# -- a use, described anew ------------------------------------------------------------------------------------


def test_a_use_is_changed_by_the_form_that_is_drawn(scene: Scene) -> None:
    first = make.evidence(scene.own, scene.room.checker, title="First")
    use = make.evidence(scene.own, scene.room.checker, title="Second", independent_of=[first.pk])
    client, address = scene.client("checker"), reverse("use", args=[use.pk])
    values = form_to(page_of(client.get(address)), address).values
    assert values["independent_of"] == str(first.pk)
    response = client.post(address, values | {"locator": "p. 99", "passage": NOTE})
    assert response.status_code == 303
    use.refresh_from_db()
    assert (use.locator, use.passage, list(use.independent_of.all())) == ("p. 99", NOTE, [first])


def test_the_slower_of_two_sees_both_texts(scene: Scene) -> None:
    use = make.evidence(scene.own, scene.room.checker)
    client, address = scene.client("checker"), reverse("use", args=[use.pk])
    values = form_to(page_of(client.get(address)), address).values
    faster = scene.client("editor").post(address, values | {"key": make.key(), "locator": "p. 50"})
    assert faster.status_code == 303
    page = page_of(client.post(address, values | {"locator": "p. 60", "passage": NOTE}), 409)
    assert "p. 50" in page.text
    again = form_to(page, address).values
    assert (again["locator"], again["passage"]) == ("p. 60", NOTE)
    assert client.post(address, again).status_code == 303


@pytest.mark.parametrize("name", ["use", "use-off"])
def test_who_may_no_longer_do_it_keeps_what_was_typed(scene: Scene, name: str) -> None:
    address, data = scene.address(name), scene.good(name) | {"passage": NOTE, "note": NOTE}
    scene.article.bylines.add(scene.room.checker)
    page = page_of(scene.client("checker").post(address, data), 403)
    assert "You wrote this story" in page.text and NOTE in page.text


def test_an_editor_who_may_check_second_mends_a_use_without_learning_its_stance(scene: Scene) -> None:
    use = make.evidence(scene.hurt, scene.room.checker, stance=Stance.CONTRADICTS)
    make.answered(scene.hurt, scene.room.checker, so=So.WRONG, said=Said.VERBATIM)
    client, address = scene.client("editor"), reverse("use", args=[use.pk])
    page = page_of(client.get(address))
    assert "Contradicts" not in page.text and "stance" not in form_to(page, address).values
    assert client.post(address, form_to(page, address).values | {"locator": "p. 9"}).status_code == 303
    use.refresh_from_db()
    assert (use.locator, use.stance) == ("p. 9", Stance.CONTRADICTS)


# -- the library, and a piece in full ---------------------------------------------------------------------------


def rows(page: Element) -> list[str]:
    return [" ".join(one.all("a")[0].text.split()) for one in page.all("th", scope="row")]


def test_the_library_finds_by_word_kind_and_state(scene: Scene) -> None:
    room = scene.room
    make.evidence(scene.own, room.checker, title="Inspection", url="https://harbour.example/pier")
    make.evidence(scene.own, room.checker, kind=EvidenceKind.SEARCH, title="Archive", words="ferry")
    gone = make.evidence(scene.own, room.checker, title="Forged letter").evidence
    evidence_withdraw(evidence_id=gone.pk, by=room.checker, key=make.key(), note="Forged.")
    shared = make.evidence(scene.own, room.checker, title="Tide table").evidence
    evidence_share(evidence_id=shared.pk, by=room.editor, key=make.key(), shared=True)
    client, address = scene.client("checker"), reverse("evidence-list")

    def found(**asked: str) -> list[str]:
        return rows(page_of(client.get(address, asked)))

    assert found() == ["Tide table", "Archive", "Inspection"]
    assert found(q="PIER") == ["Inspection"] and found(q="ferry") == ["Archive"]
    assert found(kind="search") == ["Archive"]
    assert found(state="withdrawn") == ["Forged letter"] and found(state="shared") == ["Tide table"]
    assert found(kind="rumour", state="x", page="999") == ["Tide table", "Archive", "Inspection"]
    assert rows(page_of(scene.client("outsider").get(address))) == ["Tide table"]
    assert rows(page_of(scene.client("administrator").get(address))) == []


def test_how_many_claims_rest_on_it(scene: Scene) -> None:
    from claims.services.use_attach import use_attach
    from claims.services.use_withdraw import use_withdraw

    thing = make.evidence(scene.own, scene.room.checker).evidence
    uses = [
        use_attach(claim_id=claim.pk, evidence_id=thing.pk, by=scene.room.checker, key=make.key())
        for claim in (scene.safe, scene.hurt, scene.hurt)
    ]
    use_withdraw(use_id=uses[0].pk, by=scene.room.checker, key=make.key(), note="No.")
    page = page_of(scene.client("reader").get(reverse("evidence-list")))
    assert [one.text for one in page.all("td", class_="figure")] == ["2 claims rest on it"]


def test_as_many_queries_for_25_pieces_as_for_1(scene: Scene) -> None:
    counts = []
    client = scene.client("checker")
    for number in (1, 24):
        for _ in range(number):
            make.evidence(scene.own, scene.room.checker)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("evidence-list")).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 10


def test_a_piece_in_full_shows_the_claims_that_the_reader_sees(scene: Scene) -> None:
    thing = make.evidence(scene.own, scene.room.checker, words="", locator="p. 7").evidence
    evidence_share(evidence_id=thing.pk, by=scene.room.editor, key=make.key(), shared=True)
    own = page_of(scene.client("editor").get(reverse("evidence", args=[thing.pk])))
    assert "It has stood for ninety years" in own.text and "p. 7" in own.text
    assert len(own.all("form", action=reverse("evidence-share", args=[thing.pk]))) == 1
    theirs = page_of(scene.client("outsider").get(reverse("evidence", args=[thing.pk])))
    assert "It has stood" not in theirs.text and "No claim that you see." in theirs.text
    assert theirs.all("form", method="post", action=reverse("evidence-share", args=[thing.pk])) == []
    assert theirs.all("form", action=reverse("evidence-withdraw", args=[thing.pk])) == []


def test_withdrawn_by_its_form(scene: Scene) -> None:
    make.settled(scene.own, scene.room.checker)
    thing = Evidence.objects.get()
    client, address = scene.client("second"), reverse("evidence-withdraw", args=[thing.pk])
    values = form_to(page_of(client.get(reverse("evidence", args=[thing.pk]))), address).values
    refused = page_of(client.post(address, values | {"note": " "}), 422)
    assert "Give a reason." in refused.text
    assert client.post(address, values | {"note": "A forgery."}).status_code == 303
    assert make.fresh(scene.own).state == State.STALE
    page = page_of(client.get(reverse("evidence", args=[thing.pk])))
    assert "A forgery." in page.text and page.all("form", action=address) == []
    card = page_of(scene.client("editor").get(reverse("claim", args=[scene.own.pk])))
    assert "Withdrawn: A forgery." in card.text
    report = page_of(scene.client("editor").get(reverse("article-report", args=[scene.article.pk])))
    assert "Withdrawn: A forgery." in report.text


def test_sharing_is_not_taken_back_while_another_desk_rests_on_it(scene: Scene) -> None:
    from claims.services.use_attach import use_attach

    room = scene.room
    thing = make.evidence(scene.own, room.checker).evidence
    client, address = scene.client("editor"), reverse("evidence-share", args=[thing.pk])
    assert client.post(address, {"key": make.key(), "shared": "1"}).status_code == 303
    reporter = make.person(Role.REPORTER, room.other)
    other = make.Newsroom(room.other, room.desk, reporter, *[room.outsider] * 3, *[reporter] * 3)
    claim = make.split_article(other)[1][0]
    use_attach(claim_id=claim.pk, evidence_id=thing.pk, by=room.outsider, key=make.key())
    page = page_of(client.post(address, {"key": make.key()}), 403)
    assert f"Claims of {room.other.name} rest on this" in page.text
    assert Evidence.objects.get(pk=thing.pk).shared


def test_a_page_that_could_not_be_fetched_is_uploaded_instead(scene: Scene) -> None:
    thing = make.evidence(
        scene.own, scene.room.checker, kind=EvidenceKind.WEB_PAGE, url="https://a.example/"
    ).evidence
    Capture.objects.update(state="failed", error="The page answered with 404.")
    client = scene.client("checker")
    page = page_of(client.get(reverse("evidence", args=[thing.pk])))
    assert "The page answered with 404." in page.text
    address = reverse("evidence-keep", args=[thing.pk])
    again, upload = [one for one in page.all("form") if one.attributes.get("action") == address]
    assert client.post(address, again.values).status_code == 303
    file = SimpleUploadedFile("page.txt", b"What the page said.")
    assert client.post(address, upload.values | {"upload": file}).status_code == 303
    assert Capture.objects.filter(origin="uploaded", name="page.txt").count() == 1


# -- right of reply --------------------------------------------------------------------------------------------


KNEW = make.Saying("the board knew", "A foreman", "said", "a foreman", risks=("accusation",))
LIED = make.Saying("the board lied", "A foreman", "said", "a foreman", risks=("accusation",))
STOOD = make.Saying("It stood for years")
ACCUSING = "A foreman said the board knew. A foreman said the board lied. It stood for years."


def accusing(scene: Scene) -> list[Claim]:
    article, claims = make.split_article(scene.room, KNEW, LIED, STOOD, text=ACCUSING)
    scene.article = article
    return claims


@pytest.mark.parametrize(
    ("calls", "wanted"),
    [
        ([], "missing"),
        ([{"reached": Reached.SPOKE}], "replied"),
        ([{"reached": Reached.DECLINED}], "replied"),
        ([{"reached": Reached.NOT_REACHED}], "nothing"),
        ([{"reached": Reached.WAITING, "reply_by": timezone.now() + timedelta(days=1)}], "waiting"),
        ([{"reached": Reached.WAITING, "reply_by": timezone.now() - timedelta(hours=1)}], "overdue"),
        ([{"right_of_reply": False}], "missing"),
        ([{"reached": Reached.SPOKE}, {"reached": Reached.NOT_REACHED}], "replied"),
        (
            [
                {"reached": Reached.WAITING, "reply_by": timezone.now() - timedelta(hours=1)},
                {"reached": Reached.SPOKE},
            ],
            "replied",
        ),
    ],
)
def test_where_a_reply_stands(scene: Scene, calls: list[dict[str, Any]], wanted: str) -> None:
    claims = accusing(scene)
    for more in calls:
        call(claims[0], scene, **more)
    found = replies_of(scene.room.editor, scene.article)
    assert [row.claim for row in found.rows] == claims[:2]
    held = {name for name in ("missing", "replied", "waiting", "overdue") if getattr(found.rows[0], name)}
    assert held == {"overdue": {"waiting", "overdue"}, "nothing": set()}.get(wanted, {wanted})
    assert found.missing == 1 + (wanted == "missing")


def test_withdrawn_calls_are_no_reply_and_dismissed_claims_need_none(scene: Scene) -> None:
    claims = accusing(scene)
    use = call(claims[0], scene)
    evidence_withdraw(evidence_id=use.evidence_id, by=scene.room.checker, key=make.key(), note="Not them.")
    assert replies_of(scene.room.editor, scene.article).missing == 2
    for person in (scene.room.checker, scene.room.second):
        claim_dismiss(
            claim_id=claims[1].pk, seen=make.fresh(claims[1]).version, by=person, key=make.key(), note="Cut."
        )
    assert [row.claim for row in replies_of(scene.room.editor, scene.article).rows] == [claims[0]]


def test_the_page_and_its_shortcut(scene: Scene) -> None:
    claims = accusing(scene)
    address = reverse("article-replies", args=[scene.article.pk])
    client = scene.client("checker")
    page = page_of(client.get(address))
    assert page.text.count("Nobody has asked them") == 2 and "2 not asked" in page.text
    shortcut = next(one for one in page.all("a") if "Log a call" in one.text).attributes["href"]
    form = form_to(page_of(client.get(shortcut)), reverse("claim-evidence", args=[claims[0].pk]))
    assert form.values["kind"] == "call" and form.values["right_of_reply"] == "on"
    given = {name: value for name, value in CALL.items() if name != "kind"}
    response = client.post(form.attributes["action"], form.values | given)
    assert (response.status_code, response["Location"]) == (303, address)
    page = page_of(client.get(address))
    assert "They answered" in page.text and "1 of 2 replied" in page.text
    assert "Log a call" not in page_of(scene.client("reader").get(address)).text


def test_as_many_queries_for_many_accusations_as_for_one(scene: Scene) -> None:
    counts = []
    for number in (1, 20):
        text = " ".join(f"A foreman said board {at} knew." for at in range(number))
        sayings = [
            make.Saying(f"board {at} knew", "A foreman", "said", "a foreman", risks=("accusation",))
            for at in range(number)
        ]
        article, claims = make.split_article(scene.room, *sayings, text=text)
        for claim in claims:
            call(claim, scene)
        client = scene.client("checker")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("article-replies", args=[article.pk])).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 14


# -- hostile text ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", SOME_HOSTILE)
def test_hostile_text_is_text(scene: Scene, words: str) -> None:
    claim = accusing(scene)[0]
    client = scene.client("editor")
    given = {"title": words, "words": words, "result": words, "locator": words, "passage": words}
    first = call(claim, scene, **given)
    second = make.evidence(claim, scene.room.checker, title=words, url=f"https://a.example/{MARK}?%22%3E")
    addresses = [
        reverse("claim", args=[claim.pk]),
        reverse("claim-evidence", args=[claim.pk]) + "?q=" + MARK,
        reverse("claim-evidence", args=[scene.own.pk]),
        reverse("claim-evidence-use", args=[claim.pk, first.evidence_id]),
        reverse("use", args=[first.pk]),
        reverse("evidence-list"),
        reverse("evidence", args=[first.evidence_id]),
        reverse("evidence", args=[second.evidence_id]),
        reverse("article-replies", args=[scene.article.pk]),
    ]
    pages = [page_of(client.get(address)) for address in addresses]
    pages.append(page_of(client.get(reverse("evidence-list"), {"q": words, "kind": words, "state": words})))
    sent = dict.fromkeys((*given, *PICKED, "kind", "url", "q", "back", "stance"), words)
    pages.append(page_of(client.post(addresses[1], sent | {"draw": "1"})))
    pages.append(page_of(client.post(addresses[1], sent | {"from": "page", "key": "k"}), 422))
    pages.append(page_of(client.post(addresses[4], sent | {"key": "k", "seen": "x"}), 422))
    evidence_withdraw(evidence_id=first.evidence_id, by=scene.room.checker, key=make.key(), note=words)
    pages += [page_of(client.get(address)) for address in (addresses[0], addresses[6])]
    for page in pages:
        harmless(page)
        for one in page:
            assert MARK not in one.tag and not any(MARK in attribute for attribute in one.attributes)
    assert sum(MARK in page.text for page in pages) >= 10, "the words are shown, not thrown away"

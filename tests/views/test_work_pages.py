"""My queue, the board, giving claims away, deadlines and who is away: as pages, with and without a script."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from claims.models import Article, Claim, Event, User
from claims.vocabulary import EventKind, Role, State
from tests import factories as make
from tests.support.html import Element, read
from tests.views.scene import HTMX, Scene

pytestmark = pytest.mark.django_db


def get(scene: Scene, person: str, name: str, *arguments: Any, **query: str) -> Element:
    response = scene.client(person).get(reverse(name, args=arguments), query)
    assert response.status_code == 200
    return read(response.content)


def row_of(page: Element, claim: Claim) -> Element:
    return page.by_id(f"queue-row-{claim.pk}")


def form_to(page: Element, address: str) -> Element:
    (form,) = [one for one in page.all("form") if one.attributes.get("action") == address]
    return form


def send(scene: Scene, person: str, form: Element, **more: Any) -> HttpResponse:
    """What a browser would send when the form is sent, with some of its fields filled in otherwise."""
    return scene.client(person).post(form.attributes["action"], form.values | more)  # type: ignore[return-value]


# -- my queue ----------------------------------------------------------------------------------------------


def test_the_queue_shows_words_speaker_article_risk_and_deadline(scene: Scene) -> None:
    Claim.objects.filter(pk=scene.hurt.pk).update(
        deadline=timezone.now() - timedelta(hours=2), instruction="Ring the hospital."
    )
    page = get(scene, "checker", "queue")
    row = row_of(page, scene.hurt)
    assert "“Nobody was hurt on Monday,”" in row.text and "harbour spokesman" in row.text
    assert "Harbour bridge to stay open" in row.text and "Ring the hospital." in row.text
    assert "Overdue" in row.text
    assert row.all("svg", aria_label="High risk") and row.all("svg", aria_label="Open")
    assert not row_of(page, scene.own).all("svg", aria_label="High risk")
    rows = page.by_id("queue-rows").all("li")
    assert rows[0] is row, "what is overdue comes first"


def test_a_claim_is_taken_from_the_queue_without_a_script(scene: Scene) -> None:
    page = get(scene, "checker", "queue", of="pool")
    form = form_to(page, reverse("queue-take", args=[scene.own.pk]))
    response = send(scene, "checker", form)
    assert (response.status_code, response["Location"]) == (
        303,
        f"{reverse('queue')}?of=pool#queue-row-{scene.own.pk}",
    )
    assert make.fresh(scene.own).owner == scene.room.checker
    page = get(scene, "checker", "queue", of="mine")
    assert not row_of(page, scene.own).all("form")


def test_with_htmx_the_row_alone_comes_back(scene: Scene) -> None:
    form = form_to(get(scene, "checker", "queue"), reverse("queue-take", args=[scene.own.pk]))
    response = scene.client("checker").post(form.attributes["action"], form.values, headers=HTMX)
    part = read(response.content)
    assert response.status_code == 200 and not part.all("html")
    assert "Checking" in row_of(part, scene.own).text
    assert "Taken" in part.by_id("announce").text


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_who_is_slower_sees_who_has_it(scene: Scene, headers: dict[str, str]) -> None:
    form = form_to(get(scene, "checker", "queue"), reverse("queue-take", args=[scene.own.pk]))
    make.moved(scene.own, State.CHECKING, scene.room.second)
    response = scene.client("checker").post(form.attributes["action"], form.values, headers=headers)
    assert response.status_code == 409
    page = read(response.content)
    assert "Somebody changed this claim" in page.text
    assert make.fresh(scene.own).owner == scene.room.second
    if headers:
        assert "Sam Second" in row_of(page, scene.own).text


def test_a_take_without_its_version_is_refused(scene: Scene) -> None:
    response = scene.client("checker").post(reverse("queue-take", args=[scene.own.pk]), {"key": make.key()})
    assert response.status_code == 422
    assert make.fresh(scene.own).state == State.OPEN


def test_an_empty_queue_says_what_comes_there(scene: Scene) -> None:
    assert "Nothing waits for you." in get(scene, "reader", "queue").text
    assert "Nothing here." in get(scene, "checker", "queue", of="second").text


@pytest.mark.parametrize("query", [{"page": "x"}, {"page": "9" * 30}, {"of": "nothing"}, {"page": "0"}])
def test_any_page_of_the_queue_is_answered(scene: Scene, query: dict[str, str]) -> None:
    assert get(scene, "checker", "queue", **query)


# -- the board ---------------------------------------------------------------------------------------------


def test_the_board_shows_who_has_what_and_who_is_away(scene: Scene) -> None:
    make.moved(scene.safe, State.CHECKING, scene.room.checker)
    Claim.objects.filter(pk=scene.safe.pk).update(deadline=timezone.now() - timedelta(hours=2))
    back = timezone.localdate() + timedelta(days=5)
    User.objects.filter(pk=scene.room.second.pk).update(away_until=back)
    page = get(scene, "editor", "desk-board", scene.room.desk.pk)
    mine = page.by_id(f"load-{scene.room.checker.pk}")
    assert "1 in work" in mine.text and "1 overdue" in mine.text
    gone = page.by_id(f"load-{scene.room.second.pk}")
    assert f"away until {back.day}" in gone.text and "is-away" in gone.attributes["class"]
    assert page.all("a", href=reverse("article-assign", args=[scene.article.pk]))
    assert "3 open, 1 in work" in page.text


def test_a_reader_sees_the_board_and_no_forms(scene: Scene) -> None:
    make.moved(scene.safe, State.CHECKING, scene.room.checker)
    page = get(scene, "reader", "desk-board", scene.room.desk.pk)
    address = reverse("desk-hand-over", args=[scene.room.desk.pk])
    assert not [one for one in page.all("form") if one.attributes.get("action") == address]
    assert not page.all("a", href=reverse("article-assign", args=[scene.article.pk]))


def test_an_editor_hands_over_what_somebody_has(scene: Scene) -> None:
    make.moved(scene.safe, State.CHECKING, scene.room.checker)
    board = reverse("desk-board", args=[scene.room.desk.pk])
    form = form_to(read(scene.client("editor").get(board).content), board.replace("board", "hand-over"))
    response = send(scene, "editor", form, to=str(scene.room.second.pk))
    assert (response.status_code, response["Location"]) == (303, board)
    assert make.fresh(scene.safe).owner == scene.room.second


def test_a_hand_over_that_is_refused_says_why(scene: Scene) -> None:
    make.moved(scene.safe, State.CHECKING, scene.room.checker)
    address = reverse("desk-hand-over", args=[scene.room.desk.pk])
    given = {"key": make.key(), "of": scene.room.checker.pk}
    client = scene.client("editor")
    response = client.post(address, given | {"to": scene.writer.pk})
    assert response.status_code == 403
    assert "Wim Writer wrote the story" in response.content.decode()
    response = client.post(address, given | {"to": scene.room.reader.pk})
    assert response.status_code == 422
    assert make.fresh(scene.safe).owner == scene.room.checker


# -- one claim ---------------------------------------------------------------------------------------------


def test_an_editor_assigns_from_the_card(scene: Scene) -> None:
    address = reverse("claim-assign", args=[scene.own.pk])
    card = get(scene, "editor", "claim", scene.own.pk)
    assert card.all("a", href=f"{address}?page=claim")
    form = form_to(get(scene, "editor", "claim-assign", scene.own.pk, page="claim"), address)
    response = send(
        scene,
        "editor",
        form,
        to=str(scene.room.checker.pk),
        deadline="2050-01-02T15:20",
        instruction="Ask the port.",
    )
    assert (response.status_code, response["Location"]) == (303, reverse("claim", args=[scene.own.pk]))
    claim = make.fresh(scene.own)
    assert (claim.owner, claim.instruction, claim.state) == (
        scene.room.checker,
        "Ask the port.",
        State.CHECKING,
    )
    card = get(scene, "reader", "claim", scene.own.pk)
    assert "Ask the port." in card.text and "by 2 Jan 2050" in card.text


def test_the_list_shows_whose_it_is_and_a_deadline_that_is_near(scene: Scene) -> None:
    make.moved(scene.own, State.CHECKING, scene.room.checker)
    Claim.objects.filter(pk=scene.own.pk).update(deadline=timezone.now() + timedelta(hours=1))
    Claim.objects.filter(pk=scene.hurt.pk).update(deadline=timezone.now() + timedelta(days=40))
    page = get(scene, "reader", "article", scene.article.pk)
    row = page.by_id(f"claim-row-{scene.own.pk}")
    assert row.all("span", title="Chloe Checker") and row.all("span", class_="near")
    assert "late" not in row.text
    assert not page.by_id(f"claim-row-{scene.hurt.pk}").all("span", class_="near")
    Claim.objects.filter(pk=scene.own.pk).update(deadline=timezone.now() - timedelta(hours=1))
    page = get(scene, "reader", "article", scene.article.pk)
    assert page.by_id(f"claim-row-{scene.own.pk}").all("span", class_="near")[0].text.startswith("late ")


def test_the_owner_hands_on_and_others_have_no_link(scene: Scene) -> None:
    make.moved(scene.own, State.CHECKING, scene.room.checker)
    address = reverse("claim-assign", args=[scene.own.pk])
    linked = {
        person: bool(get(scene, person, "claim", scene.own.pk).all("a", href=f"{address}?page=claim"))
        for person in ("checker", "second", "writer", "reader", "reporter", "editor")
    }
    assert linked == dict.fromkeys(linked, False) | {"checker": True, "editor": True}
    page = get(scene, "checker", "claim-assign", scene.own.pk)
    assert "deadline" not in form_to(page, address).values
    response = send(scene, "checker", form_to(page, address), to="pool")
    assert response.status_code == 303
    assert (make.fresh(scene.own).state, make.fresh(scene.own).owner) == (State.OPEN, None)


def test_what_was_typed_stays_when_it_is_refused(scene: Scene) -> None:
    address = reverse("claim-assign", args=[scene.own.pk])
    form = form_to(get(scene, "editor", "claim-assign", scene.own.pk), address)
    typed = {"to": str(scene.writer.pk), "instruction": "Ask the port <now>.", "deadline": "2050-01-02T15:20"}
    response = send(scene, "editor", form, **typed)
    assert response.status_code == 403
    page = read(response.content)
    assert "Wim Writer wrote this story" in page.text
    assert {name: form_to(page, address).values[name] for name in typed} == typed
    response = send(scene, "editor", form, **typed | {"deadline": "soon"})
    assert response.status_code == 422
    assert "Write the deadline as" in read(response.content).text


def test_a_claim_that_moved_on_is_shown_as_it_is(scene: Scene) -> None:
    address = reverse("claim-assign", args=[scene.own.pk])
    form = form_to(get(scene, "editor", "claim-assign", scene.own.pk), address)
    make.moved(scene.own, State.CHECKING, scene.room.second)
    response = send(scene, "editor", form, to=str(scene.room.checker.pk), instruction="Mine.")
    assert response.status_code == 409
    page = read(response.content)
    assert "Sam Second" in form_to(page, address).text
    again = form_to(page, address)
    assert again.values["instruction"] == "Mine."
    assert send(scene, "editor", again).status_code == 303, "looked at, and sent again"
    assert make.fresh(scene.own).owner == scene.room.checker


# -- many --------------------------------------------------------------------------------------------------


def assign(scene: Scene, **given: Any) -> HttpResponse:
    address = reverse("article-assign", args=[scene.article.pk])
    form = form_to(get(scene, "editor", "article-assign", scene.article.pk), address)
    return send(scene, "editor", form, **given)


def owners(scene: Scene) -> list[User | None]:
    return [make.fresh(one).owner for one in scene.claims]


def test_those_that_are_ticked(scene: Scene) -> None:
    to = scene.room.checker
    response = assign(scene, which="ticked", claim=[scene.safe.pk, scene.barges.pk], to=str(to.pk))
    assert response.status_code == 303
    assert owners(scene) == [to, None, None, None]


def test_what_was_done_is_said(scene: Scene) -> None:
    client = scene.client("editor")
    address = reverse("article-assign", args=[scene.article.pk])
    form = form_to(read(client.get(address).content), address)
    ticked = {"which": "ticked", "claim": [scene.safe.pk, scene.barges.pk], "to": str(scene.room.checker.pk)}
    page = read(client.post(address, form.values | ticked, follow=True).content)
    assert "1 assigned, 1 left: suggested" in page.text


def test_all_that_is_left_all_of_a_speaker_all_of_a_risk(scene: Scene) -> None:
    room = scene.room
    speaker = scene.safe.attribution.speakers.get()  # type: ignore[union-attr]
    assert assign(scene, which="speaker", speaker=speaker.pk, to=str(room.checker.pk)).status_code == 303
    assert assign(scene, which="risk", risk="casualty", to=str(room.second.pk)).status_code == 303
    assert assign(scene, which="left", to=str(room.editor.pk)).status_code == 303
    assert owners(scene) == [room.checker, room.editor, room.second, None]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"which": "ticked"}, "Tick at least one claim."),
        ({"which": "speaker"}, "Choose a speaker."),
        ({"which": "risk"}, "Choose a risk."),
        ({"which": "ticked", "claim": "999999"}, "there any more"),
        ({"to": "999999"}, "Choose a checker or an editor of this desk"),
        ({"to": ""}, "Say who is to have it"),
    ],
)
def test_a_form_that_is_not_in_order(scene: Scene, given: dict[str, str], why: str) -> None:
    response = assign(scene, **{"which": "left", "to": str(scene.room.checker.pk)} | given)
    assert response.status_code == 422
    assert why in read(response.content).text
    assert owners(scene) == [None] * 4


def test_who_is_away_or_wrote_it_is_offered_as_such(scene: Scene) -> None:
    back = timezone.localdate() + timedelta(days=5)
    User.objects.filter(pk=scene.room.second.pk).update(away_until=back)
    page = get(scene, "editor", "article-assign", scene.article.pk)
    off = {one.text for one in page.all("option") if "disabled" in one.attributes}
    assert {words.split(" · ")[0] for words in off} == {"Sam Second", "Wim Writer"}
    response = assign(scene, which="left", to=str(scene.room.second.pk))
    assert response.status_code == 403
    assert "Sam Second is away until" in read(response.content).text


def test_settled_claims_are_not_offered(scene: Scene) -> None:
    make.settled(scene.own, scene.room.checker)
    page = get(scene, "editor", "article-assign", scene.article.pk)
    offered = {one.attributes["value"] for one in page.all("input", name="claim")}
    assert offered == {str(one.pk) for one in (scene.safe, scene.hurt, scene.barges)}


# -- deadlines, and who is away ----------------------------------------------------------------------------


def test_an_editor_sets_the_articles_deadline_from_its_menu(scene: Scene) -> None:
    address = reverse("article-deadline", args=[scene.article.pk])
    form = form_to(get(scene, "editor", "article", scene.article.pk), address)
    response = send(scene, "editor", form, deadline="2050-01-02T15:20")
    assert response.status_code == 303
    assert Article.objects.get(pk=scene.article.pk).deadline is not None
    assert Event.objects.filter(article=scene.article, claim=None, what=EventKind.ASSIGNED).exists()
    form = form_to(get(scene, "editor", "article", scene.article.pk), address)
    assert form.values["deadline"] == "2050-01-02T15:20"
    assert send(scene, "editor", form, deadline="tomorrow").status_code == 403
    assert send(scene, "editor", form, deadline="").status_code == 303
    assert Article.objects.get(pk=scene.article.pk).deadline is None


def test_who_is_offered_the_deadline(scene: Scene) -> None:
    def offered(person: str) -> bool:
        page = get(scene, person, "article", scene.article.pk)
        address = reverse("article-deadline", args=[scene.article.pk])
        return any(one.attributes.get("action") == address for one in page.all("form"))

    assert [offered(one) for one in ("editor", "reporter", "checker", "reader")] == [True, True, False, False]
    Article.objects.filter(pk=scene.article.pk).update(deadline=timezone.now())
    assert not offered("reporter")


def test_away_and_back(scene: Scene) -> None:
    address = reverse("away")
    form = form_to(get(scene, "checker", "away"), address)
    assert send(scene, "checker", form, until="2050-01-02").status_code == 303
    scene.room.checker.refresh_from_db()
    assert str(scene.room.checker.away_until) == "2050-01-02"
    form = form_to(get(scene, "checker", "away"), address)
    assert form.values["until"] == "2050-01-02"
    response = send(scene, "checker", form, until="next week")
    assert response.status_code == 422 and "Write the day as" in response.content.decode()
    assert send(scene, "checker", form, until="").status_code == 303
    scene.room.checker.refresh_from_db()
    assert scene.room.checker.away_until is None


@pytest.mark.parametrize(
    ("who", "code"), [("editor", 200), ("second", 403), ("outsider", 404), ("reporter", 403)]
)
def test_whose_days_one_may_set(scene: Scene, who: str, code: int) -> None:
    query = {"person": str(scene.room.checker.pk)}
    assert scene.client(who).get(reverse("away"), query).status_code == code


# -- how many queries --------------------------------------------------------------------------------------


def test_as_many_queries_for_many_claims_as_for_few(scene: Scene) -> None:
    addresses = [
        reverse("queue"),
        reverse("desk-board", args=[scene.room.desk.pk]),
        reverse("desk"),
    ]

    def count() -> list[int]:
        client, numbers = scene.client("editor"), []
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            numbers.append(len(queries))
        return numbers

    make.moved(scene.safe, State.CHECKING, scene.room.editor)
    before = count()
    for _ in range(10):
        claims = make.split_article(scene.room)[1]
        make.moved(claims[0], State.CHECKING, scene.room.editor)
        make.settled(claims[2], scene.room.second)
        make.person(Role.CHECKER, scene.room.desk)
    assert count() == before
    assert max(before) <= 15


def test_the_assign_page_asks_as_often_for_many_claims_as_for_few(scene: Scene) -> None:
    def count(article: Article) -> int:
        client, address = scene.client("editor"), reverse("article-assign", args=[article.pk])
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    few = count(make.split_article(scene.room, make.SAFE)[0])
    make.person(Role.CHECKER, scene.room.desk)
    assert count(scene.article) == few <= 12

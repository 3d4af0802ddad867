"""Questions and notes on their pages and in the open claim: with a script, and without one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim, Event, Note, Question, User
from claims.services.note_edit import note_edit
from claims.services.question_answer import question_answer
from claims.services.question_withdraw import question_withdraw
from claims.vocabulary import EventKind, So, State
from tests import factories as make
from tests.support.hostile import MARK, SOME_HOSTILE
from tests.support.html import Element, read
from tests.views.scene import HTMX, Scene
from tests.views.test_hostile_text import harmless

pytestmark = pytest.mark.django_db

TYPED = "First line\nsecond “line” & <b>more</b>"


def form_of(page: Element, end: str) -> Element:
    (form,) = [one for one in page.all("form") if one.attributes.get("action", "").endswith(end)]
    return form


def page_of(client: Client, name: str, *args: Any, **headers: str) -> Element:
    response = client.get(reverse(name, args=args), headers=headers)
    assert response.status_code == 200
    return read(response.content)


def card(client: Client, claim: Claim) -> Element:
    return page_of(client, "claim", claim.pk).by_id(f"claim-card-{claim.pk}")


def send(scene: Scene, person: str, name: str, pk: int, *, htmx: bool = False, **data: Any) -> HttpResponse:
    data = {"key": make.key()} | ({"seen": 0} if name == "note-edit" else {}) | data
    return scene.client(person).post(reverse(name, args=[pk]), data, headers=HTMX if htmx else {})  # type: ignore[return-value]


@pytest.fixture
def taken(scene: Scene) -> Claim:
    """The scene's own-voice claim, taken by the checker."""
    return make.moved(scene.own, State.CHECKING, scene.room.checker)


# -- asking and answering, by hand ---------------------------------------------------------------------------


def test_the_way_of_a_question_without_a_script(scene: Scene, taken: Claim) -> None:
    checker, asked = scene.client("checker"), scene.client("colleague")
    (link,) = card(checker, taken).all("a", id=f"claim-ask-{taken.pk}")
    page = read(checker.get(link.attributes["href"]).content)
    assert page.all("mark")[0].text == "It has stood for ninety years"
    form = page.by_id(f"ask-form-{taken.pk}")
    by = timezone.localtime() + timedelta(hours=5)
    values = form.values | {
        "to": str(scene.colleague.pk),
        "text": TYPED,
        "answer_by": f"{by:%Y-%m-%dT%H:%M}",
        "blocking": "on",
    }
    response = checker.post(form.attributes["action"], values)
    assert response.status_code == 303
    shown = read(checker.get(response["Location"]).content)
    assert "Asked." in shown.text
    section = shown.by_id(f"claim-questions-{taken.pk}")
    assert TYPED.splitlines()[1] in section.text
    for words in ("Chloe Checker", "Cora Colleague", f"{by:%H:%M}", "blocks sign-off", "1 open"):
        assert words in section.text
    assert make.fresh(taken).state == State.AWAITING
    (line,) = page_of(asked, "questions").all("li")
    (link,) = line.all("a")
    form = form_of(read(asked.get(link.attributes["href"]).content), "/answer/")
    response = asked.post(form.attributes["action"], form.values | {"answer": TYPED})
    assert (response.status_code, response["Location"]) == (303, reverse("questions"))
    shown = read(asked.get(response["Location"]).content)
    assert "Answered." in shown.text and "Nobody waits for an answer of yours." in shown.text
    assert make.fresh(taken).state == State.CHECKING
    assert Question.objects.get().answer == TYPED
    assert "Cora Colleague" in card(checker, taken).by_id(f"claim-questions-{taken.pk}").text


def test_who_is_asked_sees_the_question_and_nothing_else(scene: Scene) -> None:
    make.evidence(scene.own, scene.room.checker, title="Canary report")
    make.answered(scene.own, scene.room.checker, so=So.WRONG, copy="cut", note="Canary note")
    make.noted(scene.own, scene.room.checker, "Canary remark")
    make.asked(scene.own, scene.room.checker, scene.room.reporter, text="Canary question")
    mine = make.asked(scene.own, scene.room.checker, scene.colleague, text="Since when does it stand?")
    client = scene.client("colleague")
    for name in ("article", "article-notes", "article-history"):
        assert client.get(reverse(name, args=[scene.article.pk])).status_code == 404
    for name in ("claim", "claim-card", "claim-ask", "claim-note"):
        assert client.get(reverse(name, args=[scene.own.pk])).status_code == 404
    for page in (page_of(client, "question", mine.pk), page_of(client, "questions")):
        page = page.by_id("main")
        assert "Since when does it stand?" in page.text and "Chloe Checker" in page.text
        for secret in ("Canary", "Wrong", "Harbour bridge", "Nobody was hurt", "Cut"):
            assert secret not in page.text
        assert not [one for one in page.all("a") if "claim" in one.attributes["href"]]
    shown = page_of(client, "question", mine.pk)
    assert shown.all("blockquote")[0].text.strip() == (
        "Mayor Ann Cole said the bridge is safe. It has stood for ninety years."
    )
    assert "The claim in the article" not in shown.text
    other = Question.objects.get(text="Canary question")
    assert client.get(reverse("question", args=[other.pk])).status_code == 404


def test_a_source_s_answer_is_recorded_by_a_checker(scene: Scene, taken: Claim) -> None:
    question = make.asked(taken, scene.room.checker, source="Ilse Vantongeren")
    client = scene.client("second")
    section = card(client, taken).by_id(f"claim-questions-{taken.pk}")
    (link,) = section.all("a", id=f"question-answer-{question.pk}")
    assert link.text == "Record the answer"
    form = form_of(read(client.get(link.attributes["href"]).content), "/answer/")
    response = client.post(form.attributes["action"], form.values | {"answer": "Since 1934."})
    assert response.status_code == 303 and f"claim={taken.pk}" in response["Location"]
    section = card(client, taken).by_id(f"claim-questions-{taken.pk}")
    assert "Since 1934." in section.text and "Sam Second for Ilse Vantongeren" in " ".join(
        section.text.split()
    )


def test_what_is_overdue_stands_out(scene: Scene, taken: Claim) -> None:
    question = make.asked(taken, scene.room.checker, scene.colleague)
    passed = timezone.now() - timedelta(minutes=3)
    Question.objects.filter(pk=question.pk).update(answer_by=passed)
    for client, name, pk in (
        (scene.client("colleague"), "questions", []),
        (scene.client("colleague"), "question", [question.pk]),
        (scene.client("checker"), "claim", [taken.pk]),
    ):
        (late,) = page_of(client, name, *pk).all("span", class_="overdue")
        assert late.text.startswith("Overdue since")


def test_readers_and_bylines_read_and_are_drawn_no_way_to_ask(scene: Scene, taken: Claim) -> None:
    make.asked(taken, scene.room.checker, scene.colleague)
    for person in ("reader", "reporter", "writer"):
        section = card(scene.client(person), taken).by_id(f"claim-questions-{taken.pk}")
        assert "Who counted them?" in section.text
        assert not section.all("a") and not section.all("form")


# -- what is wrong, refused, or too late ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({"text": " "}, "Write the question first."),
        ({"text": "x" * 10_001}, "at most 10000 characters"),
        ({"to": ""}, "This field is required."),
        ({"to": "0"}, "They aren't on this desk any more."),
        ({"to": "source", "source": ""}, "Name the source."),
        ({"to": "source", "source": "x" * 301}, "at most 300 characters"),
        ({"answer_by": "tomorrow"}, "Write the time as"),
        ({"answer_by": "2020-01-01T10:00"}, "has passed already"),
        ({"key": ""}, "required"),
    ],
)
@pytest.mark.parametrize("htmx", [False, True])
def test_a_question_that_is_wrong_keeps_what_was_typed(
    scene: Scene, taken: Claim, data: dict[str, str], why: str, htmx: bool
) -> None:
    given = {"to": str(scene.colleague.pk), "text": TYPED, "source": "A <source>", "blocking": "on"} | data
    response = send(scene, "checker", "claim-ask", taken.pk, htmx=htmx, **given)
    assert response.status_code == (403 if "passed" in why else 422)
    assert (b"<html" in response.content) is not htmx
    if htmx:
        assert response["HX-Retarget"] == f"#claim-ask-{taken.pk}"
        assert response["HX-Reswap"] == "outerHTML"
    page = read(response.content)
    assert why in page.by_id(f"claim-ask-{taken.pk}").text
    values = form_of(page, f"/about/{taken.pk}/").values
    assert values["blocking"] == "on"
    for name in ("text", "source"):
        assert values[name] == given[name].strip() if given[name].strip() else True
    assert not Question.objects.exists()


@pytest.mark.parametrize("htmx", [False, True])
def test_who_may_no_longer_ask_keeps_the_question(scene: Scene, taken: Claim, htmx: bool) -> None:
    response = send(scene, "writer", "claim-ask", taken.pk, htmx=htmx, to=scene.colleague.pk, text=TYPED)
    assert response.status_code == 403
    assert "You wrote this story" in read(response.content).text
    assert form_of(read(response.content), f"/about/{taken.pk}/").values["text"] == TYPED


@pytest.mark.parametrize("htmx", [False, True])
def test_an_empty_answer_is_none(scene: Scene, htmx: bool) -> None:
    question = scene.question()
    response = send(scene, "colleague", "question-answer", question.pk, htmx=htmx, answer=" ")
    assert response.status_code == 422
    assert "Write the answer first." in read(response.content).by_id(f"question-answer-{question.pk}").text


@pytest.mark.parametrize("htmx", [False, True])
def test_the_slower_of_two_answers_gets_both_texts(scene: Scene, taken: Claim, htmx: bool) -> None:
    question = make.asked(taken, scene.room.checker)
    send(scene, "checker", "question-answer", question.pk, answer="The faster one's words")
    response = send(scene, "second", "question-answer", question.pk, htmx=htmx, answer=TYPED)
    assert response.status_code == 409
    page = read(response.content)
    assert (
        "Chloe Checker has answered this already" in page.text and "second “line” & <b>more</b>" in page.text
    )
    if not htmx:
        assert "The faster one's words" in page.text
    assert Question.objects.get().answer == "The faster one's words"


def test_an_answer_to_what_was_withdrawn_is_shown_back(scene: Scene) -> None:
    question = scene.question()
    question_withdraw(question_id=question.pk, by=scene.room.checker, key=make.key())
    response = send(scene, "colleague", "question-answer", question.pk, answer=TYPED)
    assert response.status_code == 409
    page = read(response.content)
    assert "Withdrawn by Chloe Checker" in page.text and "second “line” & <b>more</b>" in page.text


def test_withdrawing_what_is_answered_shows_the_card_as_it_is(scene: Scene, taken: Claim) -> None:
    question = make.asked(taken, scene.room.checker, scene.colleague)
    question_answer(question_id=question.pk, by=scene.colleague, key=make.key(), answer="The coastguard.")
    for htmx in (False, True):
        response = send(scene, "checker", "question-withdraw", question.pk, htmx=htmx)
        assert response.status_code == 403
        page = read(response.content)
        assert "This question is no longer open." in page.text and "The coastguard." in page.text


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("claim-ask", {"text": TYPED, "source": "Ilse Vantongeren"}),
        ("question-answer", {"answer": TYPED}),
        ("claim-note", {"text": TYPED}),
        ("article-notes", {"text": TYPED}),
        ("note-edit", {"text": TYPED}),
    ],
)
def test_what_was_typed_is_there_when_the_session_has_ended(
    scene: Scene, name: str, typed: dict[str, str]
) -> None:
    response = Client().post(scene.address(name), {"key": make.key()} | typed)
    assert response.status_code == 401
    boxes = [one.text.removeprefix("\n") for one in read(response.content).all("textarea")]
    assert sorted(boxes) == sorted(typed.values())


# -- with htmx -----------------------------------------------------------------------------------------------


def test_the_forms_come_into_the_card_and_the_card_comes_back(scene: Scene, taken: Claim) -> None:
    checker = scene.client("checker")
    part = page_of(checker, "claim-ask", taken.pk, **HTMX)
    assert part.by_id(f"claim-ask-{taken.pk}").tag == "details" and not part.all("html")
    asked = send(
        scene, "checker", "claim-ask", taken.pk, htmx=True, to=scene.room.second.pk, text="Who says so?"
    )
    assert asked.status_code == 200
    shown = read(asked.content)
    assert "Who says so?" in shown.by_id(f"claim-questions-{taken.pk}").text
    assert shown.by_id(f"claim-row-{taken.pk}").attributes["class"].startswith("row awaiting")
    assert shown.by_id("announce").text.startswith("Asked")
    question = Question.objects.get()
    part = page_of(scene.client("second"), "question", question.pk, **HTMX)
    assert form_of(part, "/answer/").attributes["hx-target"] == "#open-claim"
    answered = send(scene, "second", "question-answer", question.pk, htmx=True, answer="The log does.")
    assert "The log does." in read(answered.content).by_id(f"claim-card-{taken.pk}").text
    withdrawn = make.asked(taken, scene.room.checker)
    back = send(scene, "checker", "question-withdraw", withdrawn.pk, htmx=True)
    assert "Withdrawn by Chloe Checker" in read(back.content).by_id(f"claim-questions-{taken.pk}").text


def test_a_note_brings_its_thread_and_leaves_the_rest_of_the_card(scene: Scene) -> None:
    part = page_of(scene.client("checker"), "claim-note", scene.own.pk, **HTMX)
    assert part.by_id(f"claim-note-{scene.own.pk}").tag == "details" and not part.all("html")
    saved = send(scene, "checker", "claim-note", scene.own.pk, htmx=True, text=TYPED)
    shown = read(saved.content)
    assert [one.attributes["id"] for one in shown.inside if isinstance(one, Element)] == [
        f"claim-notes-{scene.own.pk}",
        "announce",
        "undo",
    ]
    note = Note.objects.get()
    part = page_of(scene.client("checker"), "note-edit", note.pk, **HTMX)
    assert form_of(part, f"/{note.pk}/").values["text"] == TYPED
    saved = send(scene, "checker", "note-edit", note.pk, htmx=True, text="Other words")
    thread = read(saved.content).by_id(f"claim-notes-{scene.own.pk}")
    (earlier,) = thread.all("details")
    assert "edited" in earlier.text and TYPED in earlier.text
    failed = send(scene, "checker", "note-edit", note.pk, htmx=True, text=" ")
    assert (failed.status_code, failed["HX-Retarget"]) == (422, f"#note-edit-{note.pk}")


# -- notes, by hand ------------------------------------------------------------------------------------------


def test_a_note_without_a_script(scene: Scene) -> None:
    User.objects.filter(pk=scene.room.second.pk).update(initials="SS")
    client = scene.client("checker")
    (link,) = card(client, scene.own).all("a", id=f"claim-note-{scene.own.pk}")
    form = form_of(read(client.get(link.attributes["href"]).content), f"/about/{scene.own.pk}/")
    response = client.post(form.attributes["action"], form.values | {"text": "@ss, look:\n<b>here</b>"})
    assert response.status_code == 303 and f"claim={scene.own.pk}" in response["Location"]
    section = card(client, scene.own).by_id(f"claim-notes-{scene.own.pk}")
    assert "Sam Second, look:\n<b>here</b>" in section.text
    (mention,) = section.all("b", class_="mention")
    assert mention.text == "Sam Second"
    (link,) = [one for one in section.all("a") if one.text == "Change"]
    form = read(client.get(link.attributes["href"]).content).by_id(f"note-edit-{Note.objects.get().pk}")
    assert form.values["text"] == "@ss, look:\n<b>here</b>"
    response = client.post(form.attributes["action"], form.values | {"text": "Never mind"})
    assert response.status_code == 303
    section = card(scene.client("reader"), scene.own).by_id(f"claim-notes-{scene.own.pk}")
    assert "Never mind" in section.text and "look:" in section.all("details")[0].text
    assert not section.all("form") and not section.all("a")
    assert Event.objects.filter(what=EventKind.NOTE_EDITED).count() == 1


def test_the_articles_thread(scene: Scene) -> None:
    client = scene.client("reporter")
    menu = page_of(client, "article", scene.article.pk).by_id(f"article-line-{scene.article.pk}")
    (link,) = [one for one in menu.all("a") if one.text == "Notes"]
    form = form_of(read(client.get(link.attributes["href"]).content), "/notes/")
    response = client.post(form.attributes["action"], form.values | {"text": "Legal has read it."})
    assert response.status_code == 303
    page = read(client.get(response["Location"]).content)
    assert "Legal has read it." in page.by_id(f"article-notes-{scene.article.pk}").text
    section = card(client, scene.own).by_id(f"claim-notes-{scene.own.pk}")
    assert "Legal has read it." not in section.text and "1 on the article" in section.text
    assert not page_of(scene.client("reader"), "article-notes", scene.article.pk).all("textarea")
    empty = send(scene, "checker", "article-notes", scene.article.pk, text=" ")
    assert empty.status_code == 422 and "Write the note first." in read(empty.content).text
    late = send(scene, "reader", "article-notes", scene.article.pk, text=TYPED)
    assert late.status_code == 403
    assert "write notes" in read(late.content).text and TYPED in read(late.content).text


# -- what it costs -------------------------------------------------------------------------------------------


def queries(client: Client, name: str, pk: int) -> list[str]:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(reverse(name, args=[pk])).status_code == 200
    return [one["sql"] for one in seen]


def about_talk(statements: list[str]) -> int:
    """How many read questions and notes with who said them; gate and guards ask besides whether one is open."""
    words = ('"claims_question"."text"', '"claims_note"."text"')
    said = [one for one in statements if 'JOIN "claims_user"' in one]
    return sum(any(one in statement for one in words) for statement in said)


@pytest.mark.parametrize("name", ["claim", "claim-card"])
def test_questions_and_notes_cost_a_card_two_queries(scene: Scene, taken: Claim, name: str) -> None:
    client = scene.client("editor")
    empty = queries(client, name, taken.pk)
    assert about_talk(empty) == 2
    for number in range(4):
        question = make.asked(taken, scene.room.checker, scene.colleague)
        note = make.noted(taken, scene.room.checker, f"@{scene.room.second.username} {number}")
        note_edit(note_id=note.pk, by=scene.room.checker, key=make.key(), text=f"Other words {number}")
        question_answer(question_id=question.pk, by=scene.colleague, key=make.key(), answer="x")
    make.asked(taken, scene.room.checker)
    question_withdraw(question_id=Question.objects.latest("pk").pk, by=scene.room.checker, key=make.key())
    full = queries(client, name, taken.pk)
    assert about_talk(full) == 2
    assert len(full) == len(empty)


def test_a_page_without_a_card_asks_for_neither(scene: Scene) -> None:
    assert about_talk(queries(scene.client("editor"), "article", scene.failed.pk)) == 0


def test_the_list_of_questions_costs_the_same_however_long(scene: Scene, taken: Claim) -> None:
    client, counts = scene.client("colleague"), []
    for number in (1, 8):
        for _ in range(number):
            make.asked(taken, scene.room.checker, scene.colleague)
        done = make.asked(taken, scene.room.checker, scene.colleague)
        question_answer(question_id=done.pk, by=scene.colleague, key=make.key(), answer="x")
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse("questions")).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]


# -- hostile text --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", SOME_HOSTILE)
def test_on_every_surface_it_is_text(scene: Scene, words: str) -> None:
    checker = scene.room.checker
    for person, end in ((checker, "a"), (scene.room.second, "b")):
        User.objects.filter(pk=person.pk).update(name=f"{' '.join(words.split())} {end}")
    named = f"{words} @{scene.room.second.username}"
    open_one = make.asked(scene.own, checker, source=words, text=words)
    done = make.asked(scene.own, checker, scene.colleague, text=words)
    question_answer(question_id=done.pk, by=scene.colleague, key=make.key(), answer=words)
    make.asked(scene.own, checker, scene.colleague, text=words)
    note = make.noted(scene.own, checker, words)
    note_edit(note_id=note.pk, by=checker, key=make.key(), text=named)
    make.noted(scene.article, checker, named)
    client, asked, sent = scene.client("checker"), scene.client("colleague"), {"text": words, "source": words}
    sent |= {"answer": words, "to": words, "answer_by": words, "key": "", "by": words, "page": words}
    addresses = [
        reverse(name, args=[scene.own.pk]) for name in ("claim", "claim-card", "claim-ask", "claim-note")
    ]
    addresses += [reverse("question", args=[one.pk]) for one in (open_one, done)]
    addresses += [reverse("article-notes", args=[scene.article.pk]), reverse("note-edit", args=[note.pk])]
    addresses += [reverse(name, args=[scene.own.pk]) for name in ("claim-history",)]
    posted = [reverse(name, args=[scene.own.pk]) for name in ("claim-ask", "claim-note")]
    posted += [reverse("question-answer", args=[open_one.pk]), reverse("note-edit", args=[note.pk])]
    posted += [reverse("article-notes", args=[scene.article.pk])]
    contents = [
        asked.get(reverse("questions")).content,
        asked.get(reverse("question", args=[done.pk])).content,
    ]
    for headers in ({}, HTMX):
        contents += [client.get(one, headers=headers).content for one in addresses]
        for one in posted:
            refused = client.post(one, sent, headers=headers)
            assert refused.status_code == 422
            contents.append(refused.content)
    contents.append(Client().post(posted[0], sent).content)
    shown = 0
    for content in contents:
        page = read(content)
        harmless(page)
        shown += MARK in page.text
        for one in page:
            assert MARK not in one.tag and not any(MARK in attribute for attribute in one.attributes)
    assert shown == len(contents) - 2, "the empty forms for htmx hold nothing of anybody's"


def test_a_note_that_was_changed_in_another_tab_shows_both(scene: Scene) -> None:
    note = make.noted(scene.own, scene.room.checker, "The first words.")
    send(scene, "checker", "note-edit", note.pk, text="The second words.")
    stale = send(scene, "checker", "note-edit", note.pk, text="The third words.")
    assert stale.status_code == 403
    page = read(stale.content)
    assert "The second words." in page.text and "The third words." in page.text
    form = page.by_id(f"note-edit-{note.pk}").values
    assert (
        send(scene, "checker", "note-edit", note.pk, **(form | {"text": "The third words."})).status_code
        == 303
    )
    note.refresh_from_db()
    assert note.text == "The third words."

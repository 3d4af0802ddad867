"""What a person was told of: the list, the count in the top line, and what comes by e-mail."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Article, MailChoice, Membership, Notice, User
from claims.selectors.notices import UNREAD_AT_MOST
from claims.vocabulary import MAIL_DEFAULTS, MailWhen, NoticeKind
from tests import factories as make
from tests.support.database import everything
from tests.support.html import Element, read
from tests.views.scene import HTMX, Scene

pytestmark = pytest.mark.django_db


def page_of(scene: Scene, person: str, name: str = "notices", **query: Any) -> Element:
    response = scene.client(person).get(reverse(name), query)
    assert response.status_code == 200
    return read(response.content)


def rows_of(page: Element) -> list[str]:
    (rows,) = page.all("ul", class_="notice-rows")
    return [" ".join(one.text.split()) for one in rows.all("li")]


def count_of(page: Element) -> str:
    return " ".join(page.by_id("notices-count").text.split())


@pytest.mark.parametrize("by_somebody", [True, False])
@pytest.mark.parametrize("kind", NoticeKind)
def test_each_kind_is_a_sentence_with_its_way_there(
    scene: Scene, kind: NoticeKind, by_somebody: bool
) -> None:
    notice = make.told(scene.room.checker, scene.own, kind, by=scene.room.editor if by_somebody else None)
    page = page_of(scene, "checker")
    (row,) = rows_of(page)
    (link,) = page.all("a", href=reverse("notice", args=[notice.pk]))
    assert link.text == kind.label or (by_somebody and link.text.startswith("Edie Editor "))
    assert "It has stood for ninety years" in row
    assert scene.article.title in row
    assert row.startswith("New ")


@pytest.mark.parametrize("kind", NoticeKind)
def test_the_way_leads_to_what_it_is_about_and_is_read_then(scene: Scene, kind: NoticeKind) -> None:
    client = scene.client("checker")
    question = make.asked(scene.own, scene.room.editor, scene.room.checker)
    Notice.objects.all().delete()
    notice = make.told(scene.room.checker, scene.own, kind, question_id=question.pk)
    assert count_of(page_of(scene, "checker")) == "Notices: 1 unread"
    response = client.get(reverse("notice", args=[notice.pk]), follow=True)
    assert response.status_code == 200
    asked = kind == NoticeKind.ASKED
    way = reverse("question", args=[question.pk]) if asked else reverse("article", args=[scene.article.pk])
    assert response.request["PATH_INFO"] == way
    assert count_of(read(client.get(reverse("notices")).content)) == "Notices"
    (row,) = rows_of(read(client.get(reverse("notices")).content))
    assert not row.startswith("New")


def test_an_article_of_its_own(scene: Scene) -> None:
    notice = make.told(scene.room.checker, scene.own, by=scene.room.editor, claim_id=None)
    assert "Edie Editor gave you several claims" in rows_of(page_of(scene, "checker"))[0]
    response = scene.client("checker").get(reverse("notice", args=[notice.pk]))
    assert response["Location"] == reverse("article", args=[scene.article.pk])


def test_without_a_session_the_way_leads_through_the_door(scene: Scene) -> None:
    notice = make.told(scene.room.checker, scene.own)
    address = reverse("notice", args=[notice.pk])
    response = scene.client("anonymous").get(address)
    assert response["Location"] == f"{reverse('account_login')}?next={address}"
    notice.refresh_from_db()
    assert notice.seen_at is None


def test_newest_first_and_the_older_ones_on_the_next_page(scene: Scene) -> None:
    told = [make.told(scene.room.checker, scene.own) for _ in range(52)]
    first, second = (page_of(scene, "checker", page=number) for number in (1, 2))
    assert (len(rows_of(first)), len(rows_of(second))) == (50, 2)
    assert first.all("a", href=reverse("notice", args=[told[-1].pk]))
    assert second.all("a", href=reverse("notice", args=[told[0].pk]))


def test_nothing_yet(scene: Scene) -> None:
    page = page_of(scene, "reader")
    assert "Nobody has told you of anything yet" in rows_of(page)[0]
    assert count_of(page) == "Notices"
    assert not page.all("form", action=reverse("notices-read"))


def test_all_are_read_but_those_that_came_after_the_page(scene: Scene) -> None:
    client = scene.client("checker")
    for _ in range(3):
        make.told(scene.room.checker, scene.own)
    theirs = make.told(scene.room.second, scene.own)
    (form,) = read(client.get(reverse("notices")).content).all("form", action=reverse("notices-read"))
    later = make.told(scene.room.checker, scene.own)
    response = client.post(reverse("notices-read"), form.values)
    assert (response.status_code, response["Location"]) == (303, reverse("notices"))
    assert set(Notice.objects.filter(seen_at=None)) == {later, theirs}


@pytest.mark.parametrize("newest", ["", "x", "-1", "0", str(10**30)])
def test_a_form_that_no_page_has_sent_reads_nothing(scene: Scene, newest: str) -> None:
    make.told(scene.room.checker, scene.own)
    client = scene.client("checker")
    before = everything()
    client.post(reverse("notices-read"), {"key": make.key(), "newest": newest})
    assert everything() == before


def test_the_count_is_asked_for_and_silent_while_nothing_changed(scene: Scene) -> None:
    client, address = scene.client("checker"), reverse("notices-count")
    assert client.get(address, {"have": "0"}).status_code == 204
    make.told(scene.room.checker, scene.own)
    response = client.get(address, {"have": "0"}, headers=HTMX)
    assert (response.status_code, b"<html" in response.content) == (200, False)
    link = read(response.content).by_id("notices-count")
    assert (link.attributes["data-unread"], link.attributes["href"]) == ("1", reverse("notices"))
    assert client.get(address, {"have": "1"}).status_code == 204
    assert client.get(address, {"have": "junk"}).status_code == 200
    assert scene.client("anonymous").get(address, headers=HTMX).status_code == 401


@pytest.mark.parametrize("name", ["article", "claim"])
def test_where_queries_are_dear_the_count_comes_later(scene: Scene, name: str) -> None:
    make.told(scene.room.checker, scene.own)
    client = scene.client("checker")
    with CaptureQueriesContext(connection) as queries:
        page = read(client.get(scene.address(name)).content)
    assert page.by_id("notices-count").attributes["data-unread"] == ""
    assert [one for one in queries.captured_queries if "claims_notice" in one["sql"]] == []


def test_a_count_stops_at_a_hundred(scene: Scene) -> None:
    for _ in range(UNREAD_AT_MOST + 2):
        make.told(scene.room.checker, scene.own)
    assert count_of(page_of(scene, "checker")) == "Notices: 99+ unread"


def test_the_count_is_one_query(scene: Scene) -> None:
    counts = []
    for number in (1, 30):
        for _ in range(number):
            make.told(scene.room.checker, scene.own)
        client = scene.client("checker")
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("notices-count"), {"have": str(number if number == 1 else 31)})
        counts.append(len([one for one in queries.captured_queries if "claims_notice" in one["sql"]]))
    assert counts == [1, 1]


def test_as_many_queries_for_40_as_for_1(scene: Scene) -> None:
    counts = []
    for number in (1, 39):
        for at in range(number):
            make.told(scene.room.checker, scene.claims[at % 4], by=scene.room.editor)
        client = scene.client("checker")
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("notices"))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 8


def test_what_is_no_longer_theirs_is_left_out_everywhere(scene: Scene) -> None:
    notice = make.told(scene.room.checker, scene.own)
    Membership.objects.filter(user=scene.room.checker).delete()
    page = page_of(scene, "checker")
    assert "Nobody has told you" in rows_of(page)[0]
    assert (count_of(page), scene.article.title in page.text) == ("Notices", False)
    assert scene.client("checker").get(reverse("notice", args=[notice.pk])).status_code == 404
    notice.refresh_from_db()
    assert notice.seen_at is None


def test_who_is_asked_about_anothers_story_learns_nothing_of_it(scene: Scene) -> None:
    scene.question()
    page = page_of(scene, "colleague")
    assert "Chloe Checker asked you a question" in rows_of(page)[0]
    assert scene.article.title not in page.text
    assert "ninety years" not in page.text


def test_hostile_words_stay_words(scene: Scene) -> None:
    words = "<img src=x onerror=alert(1)>"
    Article.objects.filter(pk=scene.article.pk).update(title=words)
    User.objects.filter(pk=scene.room.editor.pk).update(name=words)
    make.told(scene.room.checker, scene.own, by=User.objects.get(pk=scene.room.editor.pk))
    page = page_of(scene, "checker")
    assert page.text.count(words) == 2
    assert not page.all("img")


# -- what comes by e-mail ----------------------------------------------------------------------------------


@pytest.fixture
def mails(settings: Any) -> None:
    settings.EMAIL_URL, settings.SITE_URL = "smtp://mail.example.org", "https://desk.example.org"


def choices_form(scene: Scene, person: str = "checker") -> Element:
    (form,) = page_of(scene, person, "notice-choices").all("form", action=reverse("notice-choices"))
    return form


def test_the_form_shows_what_holds(scene: Scene) -> None:
    MailChoice.objects.create(user=scene.room.checker, kind=NoticeKind.READY, when=MailWhen.NEVER)
    sent = choices_form(scene).values
    assert {kind: sent[kind] for kind in NoticeKind} == MAIL_DEFAULTS | {NoticeKind.READY: MailWhen.NEVER}
    assert sent["hour"] == "8"


def test_what_is_chosen_is_shown_again(scene: Scene) -> None:
    client = scene.client("checker")
    sent = choices_form(scene).values | {"hour": "17", NoticeKind.ASSIGNED: MailWhen.DIGEST}
    response = client.post(reverse("notice-choices"), sent, follow=True)
    assert response.redirect_chain == [(reverse("notice-choices"), 303)]
    assert "Saved." in read(response.content).text
    now = choices_form(scene).values
    assert (now["hour"], now[NoticeKind.ASSIGNED]) == ("17", MailWhen.DIGEST)
    assert choices_form(scene, "editor").values["hour"] == "8"


@pytest.mark.parametrize("wrong", [{"hour": "24"}, {"hour": ""}, {"asked": "sometimes"}, {"stale": ""}])
def test_a_form_that_is_wrong_changes_nothing(scene: Scene, wrong: dict[str, str]) -> None:
    sent = choices_form(scene).values | {"ready": "never"} | wrong
    client = scene.client("checker")
    before = everything()
    response = client.post(reverse("notice-choices"), sent)
    assert (response.status_code, everything() == before) == (422, True)
    page = read(response.content)
    assert page.all("p", class_="problem")
    assert page.all("form", action=reverse("notice-choices"))[0].values["ready"] == "never"


def test_where_mail_goes_is_said(scene: Scene, mails: None) -> None:
    User.objects.filter(pk=scene.room.checker.pk).update(email="chloe@example.org")
    assert "Mail goes to chloe@example.org" in page_of(scene, "checker", "notice-choices").text
    assert "You have no e-mail address" in page_of(scene, "second", "notice-choices").text


def test_a_newsroom_without_mail_says_so(scene: Scene) -> None:
    assert "sends no e-mail" in page_of(scene, "checker", "notice-choices").text


@pytest.mark.parametrize("name", ["notices-read", "notice-choices"])
def test_a_form_without_its_token_is_refused(scene: Scene, name: str) -> None:
    client = scene.client("checker", enforce_csrf_checks=True)
    before = everything()
    assert client.post(reverse(name), scene.good(name)).status_code == 403
    assert everything() == before

"""Reports: chosen, previewed, made, taken away, shared."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from claims.exports.formats import FORMATS
from claims.exports.snapshot import report_in
from claims.models import Claim, Event, Report, ReportFile, ReportOpening, ReportShare
from claims.selectors.report import ReportChoice
from claims.services import report_file_run as making
from claims.services.report_file_run import file_of, report_file_run
from claims.vocabulary import CaptureState, Copy, EventKind, So
from tests import factories as make
from tests.support.html import read, words
from tests.support.reports import HEADER
from tests.support.taken import made, taken
from tests.views.scene import Scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def checked(scene: Scene) -> Scene:
    make.settled(scene.safe, scene.room.checker)
    make.answered(scene.own, scene.room.checker, so=So.WRONG, copy=Copy.FIX_PROPOSED, fix="eighty years")
    return scene


def page(scene: Scene, name: str, *args: Any, person: str = "editor", **query: str) -> Any:
    return scene.client(person).get(reverse(name, args=args), query)


def test_a_preview_says_what_the_report_would(checked: Scene) -> None:
    shown = words(read(page(checked, "article-report", checked.article.pk).content))
    for said in (
        "Ann Cole",
        "Mayor",
        "the bridge is safe",
        "Settled",
        "Verbatim",
        "Inspection report",
        "eighty years",
    ):
        assert said in shown
    assert checked.article.drafts.get().sha256 in shown
    assert not Report.objects.exists()


def test_what_is_chosen_is_in_the_preview_and_stays_chosen(checked: Scene) -> None:
    answer = page(
        checked, "article-report", checked.article.pk, only="so:wrong", order="verdict", audience="legal"
    )
    shown = read(answer.content)
    assert "It has stood for ninety years" in words(shown) and "1 of 4 claims" in words(shown)
    chosen = {one.attributes["value"] for one in shown.all("option") if "selected" in one.attributes}
    assert {"so:wrong", "verdict", "legal"} <= chosen
    assert (
        page(checked, "article-report", checked.article.pk, only="so:nonsense", zone="Mars").status_code
        == 200
    )


def test_a_report_is_frozen_numbered_and_told(checked: Scene) -> None:
    client = checked.client("editor")
    first, second = made(client, checked.article), made(client, checked.article, only="high", order="speaker")
    assert (first.number, second.number) == (1, 2)
    before = first.content
    make.answered(checked.barges, checked.room.second, so=So.CONFIRMED)
    first.refresh_from_db()
    assert first.content == before and report_in(before.encode()).number == 1
    events = Event.objects.filter(what=EventKind.EXPORTED).order_by("number")
    assert [one.payload.after["sha256"] for one in events] == [first.sha256, second.sha256]
    shown = words(read(client.get(reverse("report", args=[first.pk])).content))
    assert first.sha256 in shown and "Report 1" in shown
    assert "Report 2" in words(read(client.get(checked.address("article-report")).content))


def test_the_table(checked: Scene) -> None:
    client = checked.client("editor")
    report = made(client, checked.article)
    address = reverse("report-file", args=[report.pk, "csv"])
    assert client.get(address).status_code == 404
    file = taken(client, report).decode("utf-8-sig")
    response = client.get(address)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith('attachment; filename="harbour-bridge-to-stay-open')
    found = list(csv.reader(io.StringIO(file, newline=""), strict=True))
    assert tuple(found[0]) == HEADER
    assert [row[0] for row in found[1:]] == ["1", "2", "3", "4"]
    assert ReportFile.objects.get().state == CaptureState.KEPT
    assert taken(client, report) == response.content


def test_while_a_worker_makes_a_file_the_page_asks_and_then_stops(checked: Scene) -> None:
    report = make.report(checked.article, checked.room.editor)
    file = ReportFile.objects.create(report=report, format="pdf")
    asking = {"hx-trigger": "every 1s", "hx-get": reverse("report-files", args=[report.pk])}
    for name in ("report", "report-files"):
        formats = read(page(checked, name, report.pk).content).by_id(f"report-files-{report.pk}")
        assert asking.items() <= formats.attributes.items() and "A worker is making it" in words(formats)
    report_file_run(file.pk)
    formats = read(page(checked, "report-files", report.pk).content).by_id(f"report-files-{report.pk}")
    assert "hx-trigger" not in formats.attributes
    assert formats.all("a", href=reverse("report-file", args=[report.pk, "pdf"]))


def test_a_file_that_cannot_be_made_at_once_is_a_workers_and_no_broken_page(
    checked: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(report: Any) -> bytes:
        raise ValueError("no ink")

    monkeypatch.setattr(making, "FORMATS", {"csv": replace(FORMATS["csv"], render=broken)})
    report = make.report(checked.article, checked.room.editor)
    answer = checked.client("editor").post(
        reverse("report-file", args=[report.pk, "csv"]), {"key": make.key()}
    )
    assert (answer.status_code, answer["Location"]) == (303, reverse("report", args=[report.pk]))
    assert ReportFile.objects.get().state == CaptureState.QUEUED
    assert "A worker is making it" in words(read(page(checked, "report", report.pk).content))


@pytest.mark.parametrize(
    "title", ["عاجل قال", '"; filename=evil.exe', "a/../../b", "x" * 300, "line\nbreak here", "👩‍🔬 only"]
)
def test_the_files_name_is_harmless(scene: Scene, title: str) -> None:
    article, _ = make.split_article(scene.room, text=f"{title}\n\n{make.TEXT}")
    client = scene.client("editor")
    report = made(client, article)
    taken(client, report)
    response = client.get(reverse("report-file", args=[report.pk, "csv"]))
    name = response["Content-Disposition"].removeprefix('attachment; filename="').removesuffix('"')
    assert name.isascii() and name.endswith(".csv") and len(name) < 100
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_.")
    assert ".." not in name


def test_a_draft_without_claims(scene: Scene) -> None:
    shown = words(read(page(scene, "article-report", scene.failed.pk).content))
    assert "No claim was found in this text." in shown
    assert taken(scene.client("editor"), made(scene.client("editor"), scene.failed))


def test_a_reporter_and_a_reader_make_them_for_outside_alone(checked: Scene) -> None:
    inside = make.report(checked.article, checked.room.editor)
    for person in ("reporter", "reader"):
        client = checked.client(person)
        form = {"key": make.key(), "audience": "full"}
        assert client.post(checked.address("article-report"), form).status_code == 403
        report = made(client, checked.article, audience="outside")
        assert b"eighty years" not in taken(client, report)
        assert client.get(reverse("report", args=[inside.pk])).status_code == 404


def test_whoever_may_be_the_second_sees_no_report_that_tells_the_first_answers(scene: Scene) -> None:
    make.answered(scene.hurt, scene.room.checker, so=So.DISPUTED)
    report = make.report(scene.article, scene.room.checker, ReportChoice(audience="outside"))
    for person, status in (("checker", 200), ("editor", 404), ("reader", 200)):
        assert page(scene, "report", report.pk, person=person).status_code == status, person
    listed = words(read(page(scene, "article-report", scene.article.pk).content))
    assert "Report 1" not in listed
    Claim.objects.filter(pk=scene.hurt.pk).update(high_risk=False)  # nobody has to be the second any more
    assert page(scene, "report", report.pk).status_code == 200


def link_of(answer: Any) -> str:
    (said,) = [one.text.strip() for one in read(answer.content).all("p", class_="staff-link")]
    return said.replace("http://testserver", "")


def test_a_link_is_shown_once_opens_without_an_account_and_is_counted(checked: Scene) -> None:
    client = checked.client("editor")
    report = made(client, checked.article, audience="outside")
    form = {"key": make.key(), "to": "Counsel", "days": "7"}
    link = link_of(client.post(reverse("report-share", args=[report.pk]), form))
    again = client.post(reverse("report-share", args=[report.pk]), form)
    assert "It was shown already" in words(read(again.content)) and ReportShare.objects.count() == 1
    stranger = Client()
    shown = stranger.get(link)
    assert shown.status_code == 200 and "the bridge is safe" in words(read(shown.content))
    assert stranger.post(f"{link}csv/").content.startswith(b"\xef\xbb\xbf")
    assert list(ReportOpening.objects.values_list("took", flat=True)) == ["", "csv"]
    told = words(read(client.get(reverse("report", args=[report.pk])).content))
    assert "Counsel" in told and "2 times" in told
    share = ReportShare.objects.get()
    assert link.strip("/").rsplit("/", 1)[1] not in repr(vars(share)) + repr(
        list(Event.objects.values_list("payload__after", "payload__note"))
    )


def test_who_asks_again_while_a_worker_is_at_it_takes_it_once(
    checked: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "is_large", lambda *_: True)
    report = make.report(checked.article, checked.room.editor, ReportChoice(audience="outside"))
    link = reverse("shared-file", args=[make.shared(report, checked.room.editor).token, "csv"])
    assert [Client().post(link).status_code for _ in range(3)] == [202] * 3
    report_file_run(ReportFile.objects.get().pk)
    assert Client().post(link).status_code == 200
    assert list(ReportOpening.objects.values_list("took", flat=True)) == ["csv"]


def test_the_pictures_stand_below_the_article_and_alone(checked: Scene) -> None:
    client = checked.client("editor")
    later = read(client.get(checked.address("article")).content)
    later = later.by_id(f"article-glance-{checked.article.pk}")
    assert later.attributes["hx-trigger"] == "intersect once"
    address = checked.address("article-glance")
    for headers in ({}, {"HX-Request": "true"}):
        shown = client.get(address, headers=headers).content.decode()
        assert ("<html" in shown) != bool(headers)
        assert all(f"picture-{name}" in shown for name in ("strip", "who", "progress"))
        assert "a tick for each claim." in shown and "1 settled" in shown


def test_a_link_that_ended_or_was_revoked_opens_nothing(checked: Scene) -> None:
    report = make.report(checked.article, checked.room.editor, ReportChoice(audience="outside"))
    ended, revoked = (make.shared(report, checked.room.editor) for _ in range(2))
    ReportShare.objects.filter(pk=ended.share.pk).update(expires=timezone.now() - timedelta(seconds=1))
    client = checked.client("editor")
    client.post(reverse("report-unshare", args=[revoked.share.pk]), {"key": make.key()})
    for token in (ended.token, revoked.token, "made-up", "x" * 500):
        for answer in (
            Client().get(reverse("shared", args=[token])),
            Client().post(reverse("shared-file", args=[token, "csv"])),
        ):
            assert answer.status_code == 404 and "the bridge is safe" not in answer.content.decode()
    assert not ReportOpening.objects.exists()
    assert list(Event.objects.filter(what=EventKind.UNSHARED).values_list("by", flat=True)) == [
        checked.room.editor.pk
    ]


def test_a_checker_shares_what_is_for_outside_alone(checked: Scene) -> None:
    client = checked.client("checker")
    inside, outside = made(client, checked.article), made(client, checked.article, audience="outside")
    form = {"to": "Counsel", "days": "1"}
    for report, status in ((inside, 403), (outside, 200)):
        answer = client.post(reverse("report-share", args=[report.pk]), form | {"key": make.key()})
        assert answer.status_code == status


@pytest.mark.parametrize("wrong", [{"to": " "}, {"days": "8"}, {"days": ""}, {"to": "x" * 201}])
def test_a_wrong_form_makes_no_link_and_keeps_what_was_typed(checked: Scene, wrong: dict[str, str]) -> None:
    form = {"key": make.key(), "to": "Counsel", "days": "7"} | wrong
    answer = checked.client("editor").post(checked.address("report-share"), form)
    assert answer.status_code == 422 and not ReportShare.objects.exists()
    assert f'value="{form["to"]}"' in answer.content.decode() or not form["to"].strip()


def test_an_expired_report_says_so_and_keeps_its_hash(checked: Scene) -> None:
    report = make.report(checked.article, checked.room.editor)
    share = make.shared(report, checked.room.editor)
    file_of(report, "csv")
    Report.objects.update(content="")
    ReportFile.objects.update(stored="")
    shown = words(read(page(checked, "report", report.pk).content))
    assert "has been erased" in shown and report.sha256 in shown
    assert page(checked, "report-file", report.pk, "csv").status_code == 404
    address = reverse("report-file", args=[report.pk, "csv"])
    assert checked.client("editor").post(address, {"key": make.key()}).status_code == 403
    assert Client().get(reverse("shared", args=[share.token])).status_code == 404


@pytest.mark.parametrize("name", ["article-report", "report"])
def test_as_many_queries_for_100_claims_as_for_1(scene: Scene, name: str) -> None:
    counts = []
    for number in (1, 100):
        text = " ".join(f"Bridge {at} is safe." for at in range(number))
        sayings = [make.Saying(f"Bridge {at} is safe") for at in range(number)]
        article, claims = make.split_article(scene.room, *sayings, text=text)
        make.settled(claims[0], scene.room.checker)
        pk = make.report(article, scene.room.editor).pk if name == "report" else article.pk
        client = scene.client("editor")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name, args=[pk])).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 26

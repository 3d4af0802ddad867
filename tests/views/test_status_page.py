"""How the newsroom runs: each trouble by its line, with what to do; nothing of desks that aren't one's own to see."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now
from django.urls import reverse

from claims.models import Capture, Desk, Heartbeat, Notice, ReportFile, SearchDue, Split, Upkeep, User
from claims.selectors.status import Line, status_lines, status_page
from claims.services.heartbeat_store import heartbeat_store
from claims.vocabulary import SWEEPS, CaptureState, Role, SplitState, UpkeepKind
from tests import factories as make
from tests.support.api import deliver, hooked, integrated
from tests.support.html import read, words
from tests.views.scene import Scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def fine(scene: Scene, broker: Any, settings: Any) -> Scene:
    """A newsroom in which all is as it should be."""
    settings.EMAIL_URL = "smtp://mail.example.org"
    Split.objects.exclude(state=SplitState.DONE).delete()
    Notice.objects.all().delete()
    heartbeat_store(name="worker@city", queues="split, sweep")
    heartbeat_store(name=SWEEPS)
    for kind in UpkeepKind:
        Upkeep.objects.create(kind=kind, good=True, size=5_000_000, began=Now(), name="newsroom-1")
    assert [line for line in status_lines(scene.room.editor) if not line.good] == []
    return scene


def wrong(user: User) -> list[Line]:
    return [line for line in status_lines(user) if line.good is False]


def silence() -> None:
    Heartbeat.objects.exclude(name=SWEEPS).update(at=Now() - timedelta(minutes=4))


def no_sweep() -> None:
    Heartbeat.objects.filter(name=SWEEPS).update(at=Now() - timedelta(minutes=4))


def full_disk() -> None:
    Heartbeat.objects.update(free=1 << 30, total=1 << 40)


def old_backup() -> None:
    Upkeep.objects.filter(kind=UpkeepKind.BACKUP).update(ended=Now() - timedelta(hours=27))


def no_drill() -> None:
    Upkeep.objects.filter(kind=UpkeepKind.DRILL).delete()


def bad_backup() -> None:
    lost = "2 files of the evidence store are missing or changed."
    Upkeep.objects.create(kind=UpkeepKind.BACKUP, good=False, trouble=lost, began=Now())


def late_draft() -> None:
    room = make.newsroom()
    make.pasted(room)
    Split.objects.filter(state=SplitState.QUEUED).update(created=Now() - timedelta(minutes=2))


def late_copy() -> None:
    room = make.newsroom()
    copy = make.page_kept(room.checker, room.desk, state=CaptureState.QUEUED)
    Capture.objects.filter(pk=copy.pk).update(at=Now() - timedelta(minutes=11))


def late_index() -> None:
    article = make.pasted(make.newsroom())
    SearchDue.objects.filter(article=article).update(since=Now() - timedelta(minutes=11), published=None)


def untold() -> None:
    room = make.newsroom()
    told = integrated(room.administrator, room.desk)
    hooked(told.integration, room.administrator)
    deliver(told.integration, make.pasted(room))


def refused_mail() -> None:
    room = make.newsroom()
    make.told(room.checker, make.split_article(room)[1][0])
    Notice.objects.update(mail_attempts=2, mail_due=Now() + timedelta(minutes=5))


@pytest.mark.parametrize(
    ("break_it", "name", "said"),
    [
        (silence, "Workers", "No worker is at work: none since"),
        (no_sweep, "Sweep", "Nothing looks for what was left lying."),
        (full_disk, "Disk", "1.1 GB of 1,099.5 GB are free"),
        (old_backup, "Backup", "That is too long ago."),
        (bad_backup, "Backup", "went wrong. 2 files of the evidence store"),
        (no_drill, "Restore drill", "There has been no drill yet."),
        (late_draft, "Reading drafts", "1 draft waits, the oldest since"),
        (late_copy, "Kept copies", "1 copy waits, the oldest since"),
        (late_index, "Search", "Not taken in yet: "),
        (untold, "Other systems", "Of the last day, 1 message to other systems came to nothing."),
        (refused_mail, "Mail", "The mail server didn’t take the mail to"),
    ],
)
def test_each_trouble_has_its_line_and_what_to_do(
    fine: Scene, break_it: Callable[[], None], name: str, said: str
) -> None:
    break_it()
    (line,) = wrong(fine.room.editor)
    assert (line.name, said in line.words, bool(line.todo)) == (name, True, True), line
    page = words(read(fine.client("editor").get(reverse("status")).content).by_id("main"))
    assert "One thing is wrong." in page and line.todo in page


def test_nothing_is_expected_where_that_is_set(fine: Scene, settings: Any) -> None:
    settings.BACKUP_EXPECTED_HOURS = settings.DRILL_EXPECTED_DAYS = 0
    Upkeep.objects.all().delete()
    assert wrong(fine.room.editor) == []


def test_a_draft_that_could_not_be_read_is_shown_and_tried_again(fine: Scene) -> None:
    article = make.pasted(fine.room)
    Split.objects.filter(draft__article=article).update(state=SplitState.FAILED, error="It took too long.")
    client = fine.client("editor")
    page = read(client.get(reverse("status")).content)
    assert "1 draft couldn’t be read." in words(page.by_id("main")) and "It took too long." in words(
        page.by_id("main")
    )
    retry = reverse("article-retry", args=[article.pk])
    (form,) = [one for one in page.all("form") if one.attributes.get("action") == retry]
    client.post(retry, form.values)
    assert "couldn’t be read" not in client.get(reverse("status")).content.decode()
    assert Split.objects.filter(draft__article=article, state=SplitState.QUEUED).count() == 1


def test_what_is_hidden_from_them_they_neither_see_nor_count(fine: Scene) -> None:
    """A confidential desk's trouble is its own people's; an ordinary desk's is counted for others, and not named."""
    secret = Desk.objects.create(name="Inquiries", confidential=True)
    inside = make.person(Role.EDITOR, secret)
    member = make.person(Role.REPORTER, secret)
    before = {who: status_page(fine.person(who)).stamp for who in ("editor", "outsider", "administrator")}
    article = make.article_paste(desk_id=secret.pk, by=member, key=make.key(), text=make.TEXT)
    Split.objects.filter(draft__article=article).update(state=SplitState.FAILED)
    other = make.page_kept(inside, secret, state=CaptureState.QUEUED)
    Capture.objects.filter(pk=other.pk).update(at=Now() - timedelta(hours=1))
    assert {who: status_page(fine.person(who)).stamp for who in before} == before
    assert [one.article for one in status_page(inside).failed] == [article]
    assert {line.name for line in wrong(inside)} == {"Reading drafts", "Kept copies"}
    open_one = make.pasted(fine.room)
    Split.objects.filter(draft__article=open_one).update(state=SplitState.FAILED)
    outside = status_page(fine.person("outsider"))
    assert (outside.failed, [line.name for line in wrong(fine.person("outsider"))]) == (
        [],
        ["Reading drafts"],
    )


def test_files_of_reports_wait_too(fine: Scene) -> None:
    file = fine.report_file()
    ReportFile.objects.filter(pk=file.pk).update(state=CaptureState.QUEUED, at=Now() - timedelta(hours=1))
    assert [line.name for line in wrong(fine.room.editor)] == ["Files of reports"]
    ReportFile.objects.filter(pk=file.pk).update(state=CaptureState.FAILED)
    (line,) = [one for one in status_lines(fine.room.editor) if one.name == "Files of reports"]
    assert line.good and "1 file failed: where they belong it says why" in line.words


def test_an_archive_may_wait(fine: Scene) -> None:
    late_draft()
    Split.objects.filter(state=SplitState.QUEUED).update(behind=True)
    assert wrong(fine.room.editor) == []


def test_a_frozen_broker_is_told_within_two_seconds(fine: Scene, services: Any) -> None:
    if services.valkey is None:
        pytest.skip("The broker is somebody else's: it isn't frozen.")
    client = fine.client("editor")
    services.valkey.child.freeze()
    try:
        began = time.monotonic()
        page = client.get(reverse("status")).content.decode()
        assert time.monotonic() - began < 2
    finally:
        services.valkey.child.thaw()
    assert "Doesn’t answer." in page


def test_it_asks_for_itself_and_is_answered_with_nothing_while_nothing_changed(fine: Scene) -> None:
    client = fine.client("editor")
    shown = read(client.get(reverse("status")).content).by_id("status-now")
    ask = {"have": shown.attributes["data-have"]}
    assert client.get(shown.attributes["data-asks"], ask).status_code == 204
    assert client.get(reverse("status-sign"), {"have": "0"}).status_code == 204
    silence()
    assert b"No worker is at work" in client.get(shown.attributes["data-asks"], ask).content
    sign = read(client.get(reverse("status-sign"), {"have": "0"}).content).by_id("status-sign")
    assert "1 thing wrong" in words(sign) and "hidden" not in sign.attributes


def test_the_sign_is_for_who_sees_the_status(fine: Scene) -> None:
    def has(who: str) -> bool:
        return "status-sign" in fine.client(who).get(reverse("desk")).content.decode()

    assert {who: has(who) for who in ("editor", "administrator", "checker", "reporter", "reader")} == {
        "editor": True,
        "administrator": True,
        "checker": False,
        "reporter": False,
        "reader": False,
    }

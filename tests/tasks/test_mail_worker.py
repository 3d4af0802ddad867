"""Mail by a real worker, a real broker and a real mail server: once, however the worker or the broker end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.db.models.functions import Now

from claims.models import Claim, Notice, User
from claims.tasks import send_mail
from claims.vocabulary import NoticeKind
from newsroom.celery import publish
from tests import factories as make
from tests.support.mail_server import MailServer
from tests.support.processes import wait_until

pytestmark = pytest.mark.django_db(transaction=True)

SETTINGS = {"MAIL_FROM": "desk@example.org", "SITE_URL": "https://desk.example.org"}


@pytest.fixture
def server() -> Iterator[MailServer]:
    running = MailServer()
    running.start()
    yield running
    running.stop()


@pytest.fixture(autouse=True)
def newsroom_sends_mail(settings: Any) -> None:
    """For the process that tells people; the workers have it from their environment."""
    settings.EMAIL_URL = "smtp://mail.example.org"


@pytest.fixture
def mailer(new_worker: Callable[..., Any], server: MailServer) -> Callable[[], Any]:
    """Starts a worker that sends its mail to the server."""
    return lambda: new_worker("slow,sweep", EMAIL_URL=server.url, **SETTINGS)


class Room:
    def __init__(self) -> None:
        room = make.newsroom()
        User.objects.update(email="")
        User.objects.filter(pk=room.checker.pk).update(email="chloe@example.org")
        self.checker = User.objects.get(pk=room.checker.pk)
        _, claims = make.split_article(room)
        self.claim: Claim = claims[0]
        Notice.objects.all().delete()

    def tell(self, kind: NoticeKind = NoticeKind.ASSIGNED) -> Notice:
        return make.told(self.checker, self.claim, kind)


@pytest.fixture
def room(broker: Any, transactional_db: None) -> Room:
    return Room()


def mailed() -> bool:
    return not Notice.objects.filter(mailed_at=None).exists()


def test_who_is_told_has_a_mail(room: Room, mailer: Any, server: MailServer) -> None:
    mailer()
    with transaction.atomic():
        notice = room.tell()
    wait_until(mailed, 20, "the mail")
    (got,) = server.got
    assert got.to == ["chloe@example.org"]
    assert f"https://desk.example.org/notices/{notice.pk}/" in got.text


def test_what_is_undone_is_not_mailed(room: Room, mailer: Any, server: MailServer) -> None:
    mailer()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        room.tell()
        raise ZeroDivisionError
    room.tell()
    wait_until(mailed, 20, "the mail")
    assert len(server.got) == 1


def test_two_workers_and_many_messages_make_one_mail(room: Room, mailer: Any, server: MailServer) -> None:
    workers = [mailer(), mailer()]
    room.tell()
    for _ in range(8):
        publish(send_mail, room.checker.pk)
    done = "claims.tasks.send_mail["
    wait_until(lambda: sum(one.text().count(done) for one in workers) >= 18, 30, "all nine")
    assert mailed()
    assert len(server.got) == 1


def test_a_flushed_broker_loses_no_mail(
    room: Room, mailer: Any, server: MailServer, broker: Any, beat: Any
) -> None:
    room.tell()
    broker.flushdb()
    mailer()
    wait_until(mailed, 30, "the sweep to ask for the mail")
    assert len(server.got) == 1


def test_a_daily_mail_comes_when_its_hour_has_come(
    room: Room, mailer: Any, server: MailServer, beat: Any
) -> None:
    for _ in range(3):
        room.tell(NoticeKind.STALE)
    mailer().wait_for("claims.tasks.sweep")
    assert server.got == []
    Notice.objects.update(mail_due=Now())
    wait_until(mailed, 30, "the daily mail")
    (got,) = server.got
    assert "Settled by you, stale now: 3" in got.text


def test_a_worker_killed_while_the_server_has_the_mail(
    room: Room, mailer: Any, server: MailServer, beat: Any
) -> None:
    """It can't be known whether it was taken: it comes again, later, under the same Message-ID, and not before."""
    server.waits = True
    notice = room.tell()
    first = mailer()
    wait_until(lambda: server.got, 20, "the mail to be on its way")
    first.kill_group()
    server.waits = False
    second = mailer()
    publish(send_mail, room.checker.pk)
    second.wait_for("claims.tasks.send_mail")
    time.sleep(1)
    assert len(server.got) == 1, "it is still the first worker's"
    Notice.objects.filter(pk=notice.pk).update(mail_due=Now())
    wait_until(mailed, 30, "the mail to be sent again")
    before, after = server.got
    assert before.message["Message-ID"] == after.message["Message-ID"]
    notice.refresh_from_db()
    assert notice.mail_attempts == 2


def test_a_server_that_is_back_gets_what_waited(
    room: Room, mailer: Any, server: MailServer, beat: Any
) -> None:
    server.refuses = True
    notice = room.tell()
    worker = mailer()
    worker.wait_for("was not sent")
    assert "chloe@" not in worker.text(), "no address in the log"
    server.refuses = False
    Notice.objects.filter(pk=notice.pk).update(mail_due=Now())
    wait_until(mailed, 30, "the second attempt")
    assert len(server.got) == 1


def test_a_folder_of_files_as_up_has_it(room: Room, new_worker: Any, tmp_path: Path) -> None:
    new_worker("slow", EMAIL_URL=f"file://{tmp_path}/mail%20box", **SETTINGS)
    room.tell()
    wait_until(mailed, 20, "the mail")
    (file,) = (tmp_path / "mail box").iterdir()
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert (mail["To"], mail["Subject"]) == ("chloe@example.org", "A claim was given to you")

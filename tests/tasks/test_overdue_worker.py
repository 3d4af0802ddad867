"""What is overdue is told by a real worker, once, however often it is asked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from claims.models import Claim, Notice
from claims.tasks import tell_overdue
from claims.vocabulary import NoticeKind, State
from newsroom.celery import publish
from tests import factories as make
from tests.support.processes import wait_until


def told() -> int:
    return Notice.objects.filter(kind=NoticeKind.OVERDUE).count()


def test_the_worker_tells_who_is_late_once(transactional_db: None, worker: Any) -> None:
    room = make.newsroom()
    first, second = make.split_article(room)[1][:2]
    late = {"deadline": timezone.now() - timedelta(hours=1)}
    make.moved(first, State.CHECKING, room.checker)
    Claim.objects.filter(pk=first.pk).update(**late)
    for _ in range(3):
        assert publish(tell_overdue)
    wait_until(lambda: told() == 1, 30, "the notice")
    make.moved(second, State.CHECKING, room.second)
    Claim.objects.filter(pk=second.pk).update(**late)
    assert publish(tell_overdue)
    wait_until(lambda: told() == 2, 30, "the other one's notice")
    assert {one.to for one in Notice.objects.filter(kind=NoticeKind.OVERDUE)} == {room.checker, room.second}

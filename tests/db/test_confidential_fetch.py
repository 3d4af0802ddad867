"""No page is fetched for a confidential desk, unless a proxy is set for it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from claims.capture.door import PUBLIC
from claims.errors import Refused
from claims.models import Capture, Claim, Desk
from claims.services.capture_run import capture_run
from claims.services.evidence_keep import evidence_keep
from claims.vocabulary import CaptureState, EvidenceKind
from tests import factories as make
from tests.support.evidence import share
from tests.support.proxy import proxy
from tests.support.web import web

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(room: make.Newsroom) -> Claim:
    return make.split_article(room)[1][1]


def close(room: make.Newsroom) -> None:
    Desk.objects.filter(pk=room.desk.pk).update(confidential=True)


def attached(claim: Claim, room: make.Newsroom, url: str) -> Any:
    return make.evidence(claim, room.checker, kind=EvidenceKind.WEB_PAGE, title="", url=url).evidence


def test_a_link_is_stored_and_not_fetched(room: make.Newsroom, claim: Claim) -> None:
    close(room)
    evidence = attached(claim, room, "https://port.example/log")
    assert evidence.title == "port.example/log"
    assert not Capture.objects.exists()
    with pytest.raises(Refused, match="confidential: no page is fetched"):
        evidence_keep(evidence_id=evidence.pk, by=room.checker, key=make.key())


def test_what_was_asked_for_before_is_not_fetched_any_more(room: make.Newsroom, claim: Claim) -> None:
    with web() as site:
        site.page("/log", b"<p>Hello</p>")
        attached(claim, room, site.url("/log"))
        close(room)
        capture = Capture.objects.get()
        capture_run(capture.pk, site.door())
        assert site.asked == []
    capture.refresh_from_db()
    assert capture.state == CaptureState.FAILED and "confidential" in capture.error


def test_by_its_proxy_it_is_fetched_and_other_desks_never_use_it(
    room: make.Newsroom, claim: Claim, settings: Any
) -> None:
    with web() as site, proxy(site.port) as by:
        site.page("/log", b"<html><title>Log</title><p>Hello there, and more.</p></html>")
        settings.CONFIDENTIAL_FETCH_PROXY = by.url
        attached(claim, room, site.url("/log"))
        capture_run(Capture.objects.latest("pk").pk, site.door())
        assert by.asked == [] and len(site.asked) == 1
        close(room)
        attached(claim, room, site.url("/log", "nowhere.invalid"))
        door = replace(PUBLIC, ports=PUBLIC.ports | {site.port})
        capture_run(Capture.objects.latest("pk").pk, door)
        assert len(by.asked) == 1
    assert Capture.objects.latest("pk").state == CaptureState.KEPT


def test_nothing_of_it_is_shared(room: make.Newsroom, claim: Claim) -> None:
    evidence = make.evidence(claim, room.checker).evidence
    close(room)
    with pytest.raises(Refused, match="nothing of it is shared"):
        share(evidence, room.editor)

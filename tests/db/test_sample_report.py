"""The sample's checked story: made by the real services, at plausible times, once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from claims.exports.snapshot import report_in
from claims.models import Event, User
from claims.selectors.report import report_of
from claims.services.history_check import Tally, check_history
from claims.services.sample_newsroom import sample_newsroom
from claims.services.sample_report import sample_report
from claims.vocabulary import EvidenceKind, So

pytestmark = pytest.mark.django_db


def test_the_story_is_checked_signed_and_reported_on_once() -> None:
    sample_newsroom()
    made = sample_report(report_of)
    report = report_in(made.content.encode())
    assert (report.state, report.draft, len(report.signatures)) == ("signed off", 2, 2)
    assert report.counts.settled + report.counts.dismissed == report.counts.total >= 12
    assert not report.counts.unseen
    claims = report.claims
    assert {claim.so for claim in claims if claim.so} == set(So)
    assert {claim.copy for claim in claims} >= {"stet", "fixed", "hedged"}
    assert sum(bool(claim.second_by) for claim in claims) > 3
    things = [one for claim in claims for one in claim.evidence]
    assert {one.kind for one in things} >= {EvidenceKind.DATASET, EvidenceKind.RECORDING, EvidenceKind.CALL}
    assert any(one.sha256 for one in things) and sum(one.said_there for one in things) == 1
    assert [one.answer for claim in claims for one in claim.questions if one.answer]
    assert not list(check_history(Tally()))
    told = Event.objects.filter(article=made.article).order_by("number")
    times = list(told.values_list("at", flat=True))
    assert times == sorted(times) and times[-1] - times[0] > timedelta(hours=4)
    assert times[-1] < timezone.now() - timedelta(hours=1)
    reader = Client()
    reader.force_login(User.objects.get(username="imre"))
    for page in (f"/articles/{made.article_id}/", f"/reports/{made.pk}/"):
        assert reader.get(page).status_code == 200
    assert sample_report(report_of) == made and told.count() == len(times)

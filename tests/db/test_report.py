"""The report: what is in it, for whom, and at what price."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.exports.report import Report, ReportClaim
from claims.exports.table import render_csv
from claims.exports.wording import Wording
from claims.models import Article, Claim, Evidence, Place, Use, User
from claims.selectors.report import report_of
from claims.services.claim_dismiss import claim_dismiss
from claims.vocabulary import Copy, EvidenceKind, So, Stance
from tests import factories as make
from tests.support.reports import HEADER

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(room: make.Newsroom) -> Article:
    """One claim settled, one answered, one waiting for its second check, one dismissed."""
    article, (safe, own, hurt, barges) = make.split_article(room)
    make.evidence(safe, room.checker, primary=True, passage="no defects", stance=Stance.SUPPORTS)
    make.answered(safe, room.checker, settle=True, note="Read it.")
    make.answered(own, room.second, so=So.WRONG, copy=Copy.FIX_PROPOSED, fix="eighty years")
    make.settled(hurt, room.checker)
    claim_dismiss(claim_id=barges.pk, seen=1, by=room.editor, key=make.key(), note="No claim.")
    return article


def the(report: Report, number: int) -> ReportClaim:
    return next(claim for claim in report.claims if claim.number == number)


def test_what_it_says(room: make.Newsroom, article: Article) -> None:
    report = report_of(article, room.checker)
    draft = article.drafts.get()
    assert (report.article, report.desk, report.state) == (article.title, room.desk.name, "checking")
    assert (report.draft, report.sha256, report.text) == (1, draft.sha256, draft.text)
    assert (report.bylines, report.made_by) == (("Rob Reporter",), "Chloe Checker")
    assert report.made.tzinfo is not None
    counts = report.counts
    assert (counts.total, counts.settled, counts.dismissed, counts.in_work) == (4, 1, 1, 2)
    assert (counts.left, counts.stale, counts.unseen) == (0, 0, 1)
    assert [claim.words for claim in report.claims] == [saying.words for saying in make.SAYINGS]
    for claim in report.claims:
        assert " … ".join(report.text[start:end] for start, end in claim.spans) == claim.words


def test_a_settled_claim(room: make.Newsroom, article: Article) -> None:
    claim = the(report_of(article, room.editor), 1)
    assert (claim.state, claim.own_voice) == ("settled", False)
    assert (claim.speaker, claim.title, claim.source, claim.cue) == (
        "Ann Cole",
        "Mayor",
        "Mayor Ann Cole",
        "said",
    )
    assert (claim.said, claim.so, claim.note) == ("verbatim", "confirmed", "Read it.")
    assert claim.checked_by == "Chloe Checker" and claim.checked_at is not None
    (source,) = claim.evidence
    assert (source.kind, source.title, source.locator) == ("document", "Inspection report", "p. 12")
    assert (source.passage, source.stance, source.primary) == ("no defects", "supports", True)


def test_the_others(room: make.Newsroom, article: Article) -> None:
    report = report_of(article, room.reader)
    own, hurt, barges = the(report, 2), the(report, 3), the(report, 4)
    assert (own.own_voice, own.speaker, own.source, own.said) == (True, "", "", "")
    assert (own.so, own.copy, own.fix) == ("wrong", "fix proposed", "eighty years")
    assert hurt.high_risk and hurt.risks == ("casualty",)
    assert (barges.state, barges.dismissed_why) == ("dismissed", "No claim.")


def test_a_claim_that_lost_its_place_is_listed_as_lost(room: make.Newsroom, article: Article) -> None:
    Place.objects.filter(claim=Claim.objects.filter(article=article).order_by("pk")[0]).delete()
    lost = the(report_of(article, room.editor), 4)
    assert (lost.words, lost.spans, lost.state, lost.lost) == ("", (), "settled", True)


def test_answers_for_another_wording_are_not_this_ones(room: make.Newsroom, article: Article) -> None:
    Claim.objects.filter(article=article).update(wording="0" * 64)
    assert {claim.so for claim in report_of(article, room.reader).claims} == {""}


def test_confidential_evidence_is_in_no_report(room: make.Newsroom, article: Article) -> None:
    Evidence.objects.update(confidential=True)
    assert Use.objects.exists()
    for person in (room.editor, room.checker, room.reader):
        assert b"Inspection" not in render_csv(report_of(article, person))


@pytest.mark.parametrize("name", ["outsider", "administrator"])
def test_whoever_may_not_see_the_article_gets_none(room: make.Newsroom, article: Article, name: str) -> None:
    with pytest.raises(Article.DoesNotExist):
        report_of(article, getattr(room, name))


def test_the_table_of_a_real_article(room: make.Newsroom, article: Article) -> None:
    file = render_csv(report_of(article, room.reader)).decode("utf-8-sig")
    rows = [dict(zip(HEADER, row, strict=True)) for row in csv.reader(io.StringIO(file, newline=""))][1:]
    assert [(row["No."], row["Is it so?"], row["Source"]) for row in rows] == [
        ("1", "Confirmed", "Inspection report"),
        ("2", "Wrong", ""),
        ("3", "Confirmed", "Inspection report"),
        ("4", "", ""),
    ]


def test_as_many_queries_for_300_claims_as_for_1(room: make.Newsroom) -> None:
    counts = []
    for number in (1, 300):
        text = " ".join(f"Mayor Ann Cole said bridge {at} is safe." for at in range(number))
        sayings = [
            make.Saying(f"bridge {at} is safe", "Mayor Ann Cole", "said", "Ann Cole", "Mayor")
            for at in range(number)
        ]
        article, claims = make.split_article(room, *sayings, text=text)
        for claim in claims[:: max(1, number // 4)]:
            make.evidence(claim, room.checker, kind=EvidenceKind.SEARCH)
            make.answered(claim, room.checker)
        reader = User.objects.get(pk=room.editor.pk)  # as each request has its own
        with CaptureQueriesContext(connection) as queries:
            report = report_of(article, reader)
            render_csv(report)
        assert len(report.claims) == number
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 19, counts


def test_it_says_who_stands_for_it(room: make.Newsroom) -> None:
    article = make.signable(room)
    assert list(Wording(report_of(article, room.editor)).signed()) == ["Nobody has signed draft 1."]
    for person in (room.editor, room.checker):
        make.signed(article, person)
    report = report_of(article, room.reader)
    assert [(one.name, one.role, one.draft, one.sha256) for one in report.signatures] == [
        ("Edie Editor", "editor", 1, report.sha256),
        ("Chloe Checker", "checker", 1, report.sha256),
    ]
    assert not report.one_enough and report.state == "signed off"


def test_it_says_where_one_was_enough(room: make.Newsroom) -> None:
    room.desk.signers = 1
    room.desk.save()
    article = make.signable(room)
    make.signed(article, room.editor)
    room.desk.signers = 2
    room.desk.save()
    assert report_of(article, room.editor).one_enough


def test_an_override_is_in_every_report_until_it_is_taken_back(room: make.Newsroom, article: Article) -> None:
    make.overridden(article, room.editor, "It runs at six.")
    report = report_of(article, room.checker)
    assert report.signatures[0].override == "It runs at six."
    assert "It runs at six." in render_csv(report).decode()
    make.next_draft(article, room.reporter, make.TEXT + " More.")
    assert report_of(article, room.checker).signatures == ()

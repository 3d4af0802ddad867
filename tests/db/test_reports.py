"""Reports as they are made and kept: numbered, frozen, told, made twice to the same bytes, expiring, erased."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from claims.errors import Refused
from claims.exports.formats import FORMATS, is_large
from claims.exports.snapshot import report_in
from claims.models import Article, Event, EventPayload, Evidence, LeftFile, Report, ReportFile
from claims.selectors.report import ReportChoice, narrowed, report_of
from claims.services import report_file_run
from claims.services.article_erase import article_erase
from claims.services.capture_store import evidence_files
from claims.services.capture_tidy import capture_tidy
from claims.services.jobs import ATTEMPTS
from claims.services.report_file_sweep import report_file_sweep
from claims.services.report_make import report_make
from claims.services.retention_set import retention_set
from claims.services.retention_sweep import retention_sweep
from claims.vocabulary import CaptureState, EventKind, EvidenceKind, GroundRules, So
from tests import factories as make
from tests.support.database import at_once

OUTSIDE = ReportChoice(audience="outside")


@pytest.fixture
def article(room: make.Newsroom) -> Article:
    article, (safe, own, _, _) = make.split_article(room)
    make.settled(safe, room.checker)
    make.answered(own, room.second, so=So.WRONG, note="Asked desk@paper.example.")
    return article


def files_kept() -> list[str]:
    return [
        one.stored for one in ReportFile.objects.all() if one.stored and evidence_files().exists(one.stored)
    ]


@pytest.mark.django_db
class TestMaking:
    def test_a_key_that_comes_again_makes_no_second(self, room: make.Newsroom, article: Article) -> None:
        key = make.key()

        def draw(article: Article, number: int) -> Any:
            return report_of(article, room.editor, number=number)

        made = [
            report_make(article_id=article.pk, by=room.editor, key=key, audience="full", draw=draw)
            for _ in range(2)
        ]
        assert made[0] == made[1] == Report.objects.get()
        assert Event.objects.filter(what=EventKind.EXPORTED).count() == 1
        with pytest.raises(Refused):
            report_make(article_id=article.pk, by=room.second, key=key, audience="full", draw=draw)

    def test_it_comes_back_from_what_is_kept(self, room: make.Newsroom, article: Article) -> None:
        kept = report_in(make.report(article, room.editor).content.encode())
        again = report_of(article, room.editor, number=1)
        assert replace(kept, made=again.made, chain=again.chain) == again
        last = Event.objects.get(what=EventKind.EXPORTED)
        before = Event.objects.get(article=article, number=last.number - 1)
        assert kept.chain is not None and (kept.chain.number, kept.chain.hash) == (
            before.number,
            before.chain,
        )

    def test_each_choice_of_claims(self, room: make.Newsroom, article: Article) -> None:
        whole = report_of(article, room.editor)
        found = {
            only: [claim.number for claim in narrowed(whole, only).claims]
            for only in (
                "",
                "decided",
                "open",
                "high",
                "problems",
                "so:wrong",
                "speaker:Ann Cole",
                "speaker:Nobody",
            )
        }
        high = [claim.number for claim in whole.claims if claim.high_risk]
        assert found == {
            "": [1, 2, 3, 4],
            "decided": [1],
            "open": [2, 3, 4],
            "high": high,
            "problems": [2],
            "so:wrong": [2],
            "speaker:Ann Cole": [1],
            "speaker:Nobody": [],
        }
        assert narrowed(whole, "open").counts == whole.counts

    def test_progress_follows_the_moves(self, room: make.Newsroom, article: Article) -> None:
        assert [(one.decided, one.total) for one in report_of(article, room.editor).progress] == [(1, 4)]

    def test_lawyers_have_history_and_nobody_else(self, room: make.Newsroom, article: Article) -> None:
        legal = report_of(article, room.editor, ReportChoice(audience="legal"))
        assert [one.number for one in legal.history] == list(range(1, Event.objects.count() + 1))
        assert not report_of(article, room.editor).history


@pytest.mark.django_db
class TestOutside:
    def test_what_only_the_desk_may_know_is_not_in_it(self, room: make.Newsroom, article: Article) -> None:
        claim = article.claims.order_by("pk")[1]
        make.noted(claim, room.checker)
        make.asked(claim, room.checker, room.reporter)
        whole, cut = report_of(article, room.editor), report_of(article, room.editor, OUTSIDE)
        assert any(one.notes and one.questions and one.note for one in whole.claims)
        assert not any(
            one.notes or one.questions or one.note or one.fix or one.dismissed_why for one in cut.claims
        )
        assert not cut.notes and not cut.history and cut.deadline is None
        assert (cut.text, [one.words for one in cut.claims]) == (
            whole.text,
            [one.words for one in whole.claims],
        )
        assert [one.so for one in cut.claims] == [one.so for one in whole.claims]

    def test_who_is_confidential_or_spoke_off_the_record_is_not_named(
        self, room: make.Newsroom, article: Article
    ) -> None:
        claim = article.claims.order_by("pk")[1]
        secret = make.confidential_evidence(claim, room.editor)
        for rules in (GroundRules.BACKGROUND, GroundRules.OFF):
            use = make.evidence(
                claim, room.second, kind=EvidenceKind.CALL, title="Quentin Moss", locator="02:10"
            )
            Evidence.objects.filter(pk=use.evidence_id).update(result="Qqq", ground_rules=rules)
        kept = make.report(article, room.editor, OUTSIDE).content
        assert "Quentin" not in kept and "Qqq" not in kept and "02:10" not in kept
        assert secret.pseudonym not in kept
        assert kept.count('"confidential":true') == 3


@pytest.mark.django_db
class TestFiles:
    def test_the_same_report_gives_the_same_bytes(self, room: make.Newsroom, article: Article) -> None:
        report = make.report(article, room.editor)
        snapshot = report_in(report.content.encode())
        for name, known in FORMATS.items():
            if not is_large(snapshot, name):
                file = report_file_run.file_of(report, name)
                with evidence_files().open(file.stored) as kept:
                    assert kept.read() == known.render(report_in(report.content.encode())), name
        assert len(files_kept()) == len(FORMATS)

    def test_asking_twice_makes_one_file(self, room: make.Newsroom, article: Article) -> None:
        report = make.report(article, room.editor)
        assert report_file_run.file_of(report, "csv") == report_file_run.file_of(report, "csv")
        report_file_run.report_file_run(ReportFile.objects.get().pk)
        assert ReportFile.objects.get().attempts == 1

    def test_a_large_one_waits_for_a_worker_and_is_tried_three_times(
        self, room: make.Newsroom, article: Article, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(report_file_run, "is_large", lambda report, format: True)
        report = make.report(article, room.editor)
        file = report_file_run.file_of(report, "csv")
        assert file.state == CaptureState.QUEUED

        def broken(report: Any) -> bytes:
            raise ValueError("no ink")

        monkeypatch.setattr(
            report_file_run,
            "FORMATS",
            {"csv": replace(FORMATS["csv"], render=broken), "json": FORMATS["json"]},
        )
        for attempt in range(1, ATTEMPTS + 1):
            with pytest.raises(ValueError, match="no ink"):
                report_file_run.report_file_run(file.pk)
            file.refresh_from_db()
            last = attempt == ATTEMPTS
            assert (file.attempts, file.state) == (
                attempt,
                CaptureState.FAILED if last else CaptureState.QUEUED,
            )
        assert file.error == "The attempt ended with an error (ValueError)."
        monkeypatch.setattr(report_file_run, "FORMATS", FORMATS)
        assert report_file_run.file_of(report, "csv").attempts == 0
        report_file_run.report_file_run(file.pk)
        assert ReportFile.objects.get().state == CaptureState.KEPT

    def test_one_whose_worker_died_is_taken_up(self, room: make.Newsroom, article: Article) -> None:
        report = make.report(article, room.editor)
        long_ago = timezone.now() - timedelta(hours=1)
        file = ReportFile.objects.create(
            report=report, format="csv", state=CaptureState.RUNNING, attempts=1, heartbeat=long_ago
        )
        report_file_sweep()
        file.refresh_from_db()
        assert (file.state, file.error) == (CaptureState.QUEUED, "Its worker ended without a word.")

    def test_what_is_kept_is_not_tidied_away(self, room: make.Newsroom, article: Article) -> None:
        report_file_run.file_of(make.report(article, room.editor), "csv")
        capture_tidy()
        assert len(files_kept()) == 1


@pytest.mark.django_db
class TestVerifying:
    @pytest.fixture
    def file(self, room: make.Newsroom, article: Article, tmp_path: Path) -> Path:
        made = report_file_run.file_of(make.report(article, room.editor), "csv")
        with evidence_files().open(made.stored) as kept:
            (tmp_path / "report.csv").write_bytes(kept.read())
        return tmp_path / "report.csv"

    def test_ours(self, file: Path) -> None:
        out = StringIO()
        call_command("verify_report", file, stdout=out)
        assert "report 1 of article" in out.getvalue() and "unchanged" in out.getvalue()

    def test_a_changed_one(self, file: Path) -> None:
        file.write_bytes(file.read_bytes().replace(b"Confirmed", b"Wrong"))
        with pytest.raises(CommandError, match="No report that was made here has these bytes"):
            call_command("verify_report", file)

    def test_one_whose_row_was_changed_behind_our_back(self, file: Path) -> None:
        report = Report.objects.get()
        Report.objects.update(content=report.content.replace("confirmed", "wrong"))
        with pytest.raises(CommandError, match="was changed behind the application"):
            call_command("verify_report", file)

    def test_one_of_which_the_history_tells_something_else(self, file: Path) -> None:
        EventPayload.objects.filter(event__what=EventKind.EXPORTED).update(
            after={"report": 1, "sha256": "00"}
        )
        with pytest.raises(CommandError, match="another report by this number"):
            call_command("verify_report", file)

    def test_no_file(self, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match="can't be read"):
            call_command("verify_report", tmp_path / "none")


@pytest.mark.django_db
class TestEnding:
    def test_retention_takes_words_and_files_and_keeps_hashes(
        self, room: make.Newsroom, article: Article, django_capture_on_commit_callbacks: Callable[..., Any]
    ) -> None:
        report = make.report(article, room.editor)
        report_file_run.file_of(report, "csv")
        days = dict.fromkeys(("article_days", "files_days", "notices_days", "typing_days")) | {
            "reports_days": 30
        }
        retention_set(desk_id=room.desk.pk, by=room.administrator, key=make.key(), days=days)
        type(room.desk.retention).objects.update(since=timezone.now() - timedelta(days=2))
        assert retention_sweep() == 0
        Report.objects.update(at=timezone.now() - timedelta(days=31))
        with django_capture_on_commit_callbacks(execute=True):
            assert retention_sweep() == 1
        kept = Report.objects.get()
        assert kept.expired and kept.sha256 == report.sha256 and not files_kept()
        assert ReportFile.objects.get().sha256
        assert retention_sweep() == 0
        with pytest.raises(Refused, match="expired"):
            report_file_run.file_of(kept, "csv")

    def test_erasing_the_story_takes_all_of_them(
        self, room: make.Newsroom, article: Article, django_capture_on_commit_callbacks: Callable[..., Any]
    ) -> None:
        report = make.report(article, room.editor)
        stored = report_file_run.file_of(report, "csv").stored
        make.shared(report, room.editor)
        with django_capture_on_commit_callbacks(execute=True):
            article_erase(article_id=article.pk, by=room.administrator, key=make.key(), note="A court.")
        assert not Report.objects.exists() and not evidence_files().exists(stored)
        assert not LeftFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_at_once_have_two_numbers(room: make.Newsroom) -> None:
    article, _ = make.split_article(room)
    done = at_once([partial(make.report, article, one) for one in (room.editor, room.second, room.checker)])
    assert sorted(one.number for one in done) == [1, 2, 3]

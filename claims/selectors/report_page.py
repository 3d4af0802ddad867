"""The page on which a report is chosen, and the page of one that was made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Max
from django.utils import timezone

from claims.errors import Verdict
from claims.exports.formats import FORMATS
from claims.exports.report import Report as Snapshot
from claims.exports.snapshot import report_in
from claims.models import Article, Report, ReportFile, ReportShare, User
from claims.permissions import (
    may_revoke_share,
    may_share_report,
    reports_visible_to,
    shares_visible_to,
)
from claims.selectors.report import ONLY, ReportChoice, narrowed, report_of
from claims.vocabulary import CAPTURE_UNFINISHED, CaptureState, ReportFormat, So


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A preview by what was chosen, what may be chosen, and the reports that were made before."""

    preview: Snapshot
    only: Sequence[tuple[str, str]]
    made: Sequence[Report]


@dataclass(frozen=True, slots=True)
class FileShown:
    """A format of a report, and how far its file is."""

    format: ReportFormat
    file: ReportFile | None

    @property
    def name(self) -> str:
        """The format's first words: a row of buttons holds them."""
        return str(self.format.label).partition(",")[0]

    @property
    def kept(self) -> bool:
        return self.file is not None and self.file.state == CaptureState.KEPT

    @property
    def working(self) -> bool:
        return self.file is not None and self.file.state in CAPTURE_UNFINISHED

    @property
    def failed(self) -> bool:
        return self.file is not None and self.file.state == CaptureState.FAILED


@dataclass(frozen=True, slots=True)
class FilesShown:
    """A report's formats."""

    report: Report
    formats: Sequence[FileShown]

    @property
    def working(self) -> bool:
        """Whether a worker is still at one of them."""
        return any(one.working for one in self.formats)

    def file(self, format: str) -> ReportFile | None:
        """The file in this format, if it is there to be taken."""
        found = (one.file for one in self.formats if one.format == format and one.kept)
        return next((file for file in found if file and file.stored), None)


@dataclass(frozen=True, slots=True)
class ShareShown:
    """A link: whether it opens now, how often it was opened and when last, and whether this person may end it."""

    share: ReportShare
    opens: bool
    may_revoke: Verdict


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report that was made. `snapshot` is None once it has expired."""

    report: Report
    snapshot: Snapshot | None
    files: FilesShown
    shares: Sequence[ShareShown]
    may_share: Verdict


def report_page(user: User, article: Article, choice: ReportChoice) -> ReportPage:
    whole = report_of(article, user, choice)
    made = reports_visible_to(user).filter(article=article).select_related("by", "draft")
    return ReportPage(
        preview=narrowed(whole, choice.only),
        only=only_choices(whole),
        made=list(made.defer("content", "draft__text")),
    )


def only_choices(report: Snapshot) -> list[tuple[str, str]]:
    """Which claims one may choose: each with the words for it."""
    found = {claim.so for claim in report.claims if claim.so}
    speakers = sorted({one.name for claim in report.claims for one in claim.speakers})
    return [
        ("", "All"),
        *ONLY.items(),
        *((f"so:{so.value}", f"Found: {so.label.lower()}") for so in So if so in found),
        *((f"speaker:{name}", f"Said by {name}") for name in speakers),
    ]


def kept_report(user: User, report: Report) -> KeptReport:
    """A report that the person sees, with its article and desk; four queries."""
    shares = (
        shares_visible_to(user).filter(report=report).select_related("by", "revoked_by", "report__article")
    )
    counted = shares.annotate(times=Count("openings"), last=Max("openings__at"))
    now = timezone.now()
    return KeptReport(
        report=report,
        snapshot=report_in(report.content.encode()) if report.content else None,
        files=files_of(report),
        shares=[
            ShareShown(one, one.revoked_at is None and one.expires > now, may_revoke_share(user, one))
            for one in counted
        ],
        may_share=may_share_report(user, report),
    )


def files_of(report: Report) -> FilesShown:
    """Each format, whether anybody has asked for it or not."""
    found = {file.format: file for file in ReportFile.objects.filter(report=report)}
    return FilesShown(report, [FileShown(one, found.get(one)) for one in ReportFormat if one in FORMATS])

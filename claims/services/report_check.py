"""Say whether a file is a report of ours, and whether the history says so too."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from claims.models import Event, Report, ReportFile
from claims.services.history import payload_digest
from claims.vocabulary import EventKind


@dataclass(frozen=True, slots=True)
class Checked:
    """What a file turned out to be. `report` is None where it is none of ours; `trouble` says in words what doesn't
    fit, "" where all of it does. `format` is "json" for the snapshot itself."""

    report: Report | None
    format: str
    trouble: str


def report_check(content: bytes) -> Checked:
    """Compare a file's bytes with the reports that were made, what is kept of them, and the events in the chain.

    The chain itself is `verify_history`'s to walk.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    file = ReportFile.objects.filter(sha256=sha256).select_related("report__article").order_by("pk").first()
    report = file.report if file else Report.objects.filter(sha256=sha256).select_related("article").first()
    if report is None:
        return Checked(
            None, "", "No report that was made here has these bytes: it is another's, or it was changed."
        )
    return Checked(report, file.format if file else "json", _trouble(report))


def _trouble(report: Report) -> str:
    if report.content and hashlib.sha256(report.content.encode()).hexdigest() != report.sha256:
        return "What is kept of the report was changed behind the application."
    made = Event.objects.filter(article=report.article_id, what=EventKind.EXPORTED).select_related("payload")
    for event in made:
        if not hasattr(event, "payload"):
            continue
        payload = event.payload
        if payload.after.get("report") == report.number:
            whole = payload_digest(payload.salt, payload.before, payload.after, payload.note) == event.digest
            same = payload.after.get("sha256") == report.sha256
            return "" if whole and same else "The history tells of another report by this number."
    return "The history doesn't tell of this report, or what it told is erased."

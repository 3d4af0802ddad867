"""Reports that were made for outside the desk, by the API."""

from __future__ import annotations

import msgspec
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from claims.api import shapes
from claims.api.articles import of_report
from claims.api.door import Caller, endpoint
from claims.api.problems import Problem
from claims.exports.formats import FORMATS
from claims.models import Report
from claims.permissions import reports_visible_to
from claims.selectors.report_page import FileShown, files_of
from claims.services.report_file_run import file_of
from claims.views.reports import sent
from claims.vocabulary import Scope


def _report(caller: Caller, pk: int) -> Report:
    """Raises Http404, Problem (410 where retention has taken it)."""
    reports = reports_visible_to(caller.user).select_related("article", "draft")
    found = get_object_or_404(reports.defer("draft__text"), pk=pk)
    if found.expired:
        raise Problem(410, "This report has expired: only its number and its hash are kept.")
    return found


def _file(report: Report, one: FileShown) -> shapes.FileOut:
    state = one.file.state if one.file else ""
    url = reverse("api-report-file", args=[report.pk, one.format.value])
    return shapes.FileOut(format=one.format.value, state=state, url=url)


@endpoint(shapes.ReportOut, scope=Scope.REPORTS, fails=(404, 410))
def report(caller: Caller, pk: int) -> shapes.ReportOut:
    """A report as it was made, and its files."""
    found = _report(caller, pk)
    return shapes.ReportOut(
        **of_report(found),
        article=found.article_id,
        files=[_file(found, one) for one in files_of(found).formats],
        report=msgspec.Raw(found.content.encode()),
    )


@endpoint(shapes.FileOut, scope=Scope.REPORTS, fails=(404, 410))
def file_ask(caller: Caller, pk: int, format: str) -> shapes.FileOut:
    """Ask for a report's file. It is made at once, or by a worker: ask again until its state is "kept"."""
    found = _report(caller, pk)
    if format not in FORMATS:
        raise Problem(404, f"There is no such format. There are {', '.join(FORMATS)}.")
    file_of(found, format)
    shown = next(one for one in files_of(found).formats if one.format == format)
    return _file(found, shown)


@endpoint(bytes, scope=Scope.REPORTS, fails=(404, 410))
def file(caller: Caller, pk: int, format: str) -> HttpResponse:
    """A report's file, once it was asked for and is kept."""
    found = _report(caller, pk)
    if (kept := files_of(found).file(format)) is None:
        raise Problem(404, "This file isn't there yet: ask for it by POST first.")
    return sent(found, kept)

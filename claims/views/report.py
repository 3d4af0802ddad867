"""The article's report: as a page to print, and as a table."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from claims.exports.table import render_csv
from claims.permissions import may_export
from claims.selectors.report import report_of
from claims.views.access import allowed, article_or_404, signed_in
from claims.views.types import AuthedRequest


@require_safe
@signed_in
def report(request: AuthedRequest, pk: int) -> HttpResponse:
    article = article_or_404(request.user, pk)
    allowed(may_export(request.user, article))
    return render(
        request, "claims/report.html", {"article": article, "report": report_of(article, request.user)}
    )


@require_safe
@signed_in
def report_csv(request: AuthedRequest, pk: int) -> HttpResponse:
    article = article_or_404(request.user, pk)
    allowed(may_export(request.user, article))
    response = HttpResponse(
        render_csv(report_of(article, request.user)), content_type="text/csv; charset=utf-8"
    )
    name = slugify(article.title)[:60] or "article"
    response["Content-Disposition"] = f'attachment; filename="{name}-{article.pk}.csv"'
    response["X-Content-Type-Options"] = "nosniff"
    return response

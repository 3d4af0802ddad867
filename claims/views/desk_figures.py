"""A desk's figures, for its editors."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.exports.table import csv_of
from claims.permissions import may_see_figures
from claims.selectors.desk_figures import PERIODS, DeskFigures, desk_figures, period, rows_of
from claims.views.access import allowed, desk_or_404, signed_in
from claims.views.types import AuthedRequest


@require_safe
@signed_in
def figures(request: AuthedRequest, pk: int) -> HttpResponse:
    shown = _shown(request, pk)
    return render(request, "claims/desk_figures.html", {"shown": shown, "periods": PERIODS})


@require_safe
@signed_in
def as_csv(request: AuthedRequest, pk: int) -> HttpResponse:
    """The same numbers as a table."""
    shown = _shown(request, pk)
    header = ("What", "Which", "Number", "Median, seconds", "Nine in ten within, seconds")
    response = HttpResponse(csv_of(header, rows_of(shown)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="desk-{pk}-{shown.days}-days.csv"'
    return response


def _shown(request: AuthedRequest, pk: int) -> DeskFigures:
    desk = desk_or_404(request.user, pk)
    allowed(may_see_figures(request.user, desk.pk))
    return desk_figures(request.user, desk, period(request.GET.get("days", "")))

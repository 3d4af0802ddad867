"""A reporter's own backing sheet becomes evidence: the file, a look at its rows, and those that are taken."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from claims.errors import TextRefused
from claims.forms.backing_form import SheetForm, TakeForm, rows_carried
from claims.incoming.backing_match import Known, Placed, place
from claims.incoming.backing_sheet import BackingRow
from claims.models import Article, Use
from claims.permissions import may_check
from claims.selectors.backing import ClaimsToBack, claims_to_back
from claims.services.backing_take import backing_read, backing_take
from claims.views.access import allowed, article_or_404, signed_in
from claims.views.attempt import attempt
from claims.views.types import AuthedRequest


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def sheet(request: AuthedRequest, pk: int) -> HttpResponse:
    """Choose the file; look at its rows; take those that are ticked."""
    article = article_or_404(request.user, pk)
    allowed(may_check(request.user, article))
    if request.method != "POST":
        return _show(request, article, SheetForm())
    return _take(request, article) if "rows" in request.POST else _read(request, article)


def _read(request: AuthedRequest, article: Article) -> HttpResponse:
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, article, form, status=422)
    try:
        found = backing_read(form.cleaned_data["file"])
    except TextRefused as error:
        return _show(request, article, form, problem=str(error), status=422)
    return _rows(request, article, found.rows, unread=found.unread)


def _take(request: AuthedRequest, article: Article) -> HttpResponse:
    form = TakeForm(request.POST)
    if not form.is_valid():
        rows = form.cleaned_data.get("rows")
        if rows is None:
            return _show(request, article, SheetForm(), problem=form.problems[0], status=422)
        return _rows(request, article, rows, problem=form.problems[0], status=422)
    ticked = form.cleaned_data["take"]
    claims = claims_to_back(request.user, article)
    placed = [one for one in _placed(claims, form.cleaned_data["rows"]) if one.row.line in ticked]
    if moved := [str(one.row.line) for one in placed if one.claim != ticked[one.row.line]]:
        problem = (
            f"Other claims stand where these rows belong by now: {', '.join(moved)}. Nothing was attached."
        )
        return _rows(request, article, form.cleaned_data["rows"], problem=problem, status=409)

    def take(*, key: str, **_: object) -> list[Use]:
        return backing_take(by=request.user, key=key, placed=placed)

    tried = attempt(form, take, "A claim")
    if tried.done is None:
        return _rows(request, article, form.cleaned_data["rows"], problem=tried.problem, status=tried.status)
    number = len(tried.done)
    messages.success(request, f"{number} piece{'' if number == 1 else 's'} of evidence attached.")
    return HttpResponseRedirect(reverse("article", args=[article.pk]), status=303)


def _placed(claims: ClaimsToBack, rows: Iterable[BackingRow]) -> tuple[Placed, ...]:
    return place(rows, claims.text, [Known(*one) for one in claims.known])


def _rows(
    request: AuthedRequest, article: Article, rows: tuple[BackingRow, ...], **more: Any
) -> HttpResponse:
    """Each row beside the claim that it is for, or with what is wrong."""
    claims = claims_to_back(request.user, article)
    by_id = {one[0]: {"pk": one[0], "number": one[1], "words": one[2]} for one in claims.known}
    placed = _placed(claims, rows)
    good = [one for one in placed if one.claim is not None]
    context: dict[str, Any] = {
        "placed": [
            {"row": one.row, "claim": by_id.get(one.claim or 0), "near": one.near, "errors": one.errors}
            for one in placed
        ],
        "good": len(good),
        "carried": rows_carried(tuple(one.row for one in good)),
    }
    return _show(request, article, SheetForm(), **context, **more)


def _show(
    request: AuthedRequest, article: Article, form: SheetForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"article": article, "form": form, **more}
    return render(request, "claims/backing_sheet.html", context, status=status)

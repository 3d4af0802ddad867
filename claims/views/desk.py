"""The Desk: what is mine to do, and how each article stands."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.selectors.desk import article_rows, desk_articles, desks_to_paste_on, desks_with_a_board
from claims.selectors.queue import queue_in_short
from claims.views.access import signed_in
from claims.views.types import AuthedRequest

ARTICLES_ON_A_PAGE = 30


@require_safe
@signed_in
def desk(request: AuthedRequest) -> HttpResponse:
    shown = Paginator(desk_articles(request.user), ARTICLES_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "queue": queue_in_short(request.user),
        "shown": shown,
        "articles": article_rows(list(shown.object_list)),
        "pastes_on": desks_to_paste_on(request.user),
        "boards": desks_with_a_board(request.user),
    }
    return render(request, "claims/desk.html", context)

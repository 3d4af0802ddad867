"""Searching: everything that the person may see, by words and filters that stand in the address."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.selectors.search import search_page
from claims.selectors.search_asked import STATES, read_asked
from claims.views.access import signed_in
from claims.views.types import AuthedRequest
from claims.vocabulary import EntryKind, So


@require_safe
@signed_in
def search(request: AuthedRequest) -> HttpResponse:
    """The page; while somebody types, what is found alone, and the address that shows the same."""
    asked = read_asked(request.GET.dict())
    context = {
        "page": search_page(request.user, asked),
        "kinds": EntryKind.choices,
        "states": [(name, label) for name, (label, _) in STATES.items()],
        "verdicts": So.choices,
    }
    if not request.htmx:
        return render(request, "claims/search.html", context)
    response = render(request, "claims/_search_found.html", context)
    query = replace(asked, after="").query
    response["HX-Replace-Url"] = f"{reverse('search')}?{query}" if query else reverse("search")
    return response

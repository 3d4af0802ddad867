"""A desk's house rules: editors set them, its other people read them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from claims.errors import Refused
from claims.forms.rules_form import RulesForm
from claims.selectors.rules import RulesPage, rules_page, with_typed
from claims.services import desk_rules as service
from claims.views.access import allowed, desk_or_404, signed_in
from claims.views.types import AuthedRequest


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def desk_rules(request: AuthedRequest, pk: int) -> HttpResponse:
    page = rules_page(request.user, desk_or_404(request.user, pk))
    if request.method != "POST":
        return _show(request, page)
    allowed(page.may_set)
    form = RulesForm(request.POST)
    if not form.is_valid():
        return _show(request, _typed(request, page), problem=" ".join(form.problems), status=422)
    try:
        service.desk_rules(desk_id=pk, by=request.user, **form.cleaned_data)
    except Refused as error:
        return _show(request, _typed(request, page), problem=str(error), status=409)
    messages.success(request, "The rules are saved.")
    return redirect("desk-rules", pk=pk)


def _typed(request: AuthedRequest, page: RulesPage) -> RulesPage:
    """The page with what the form came with in the place of what is stored."""
    post = request.POST
    return with_typed(
        page,
        high=post.getlist("high"),
        signers=1 if post.get("signers") == "1" else 2,
        spellings=post.get("spellings", ""),
    )


def _show(request: AuthedRequest, page: RulesPage, *, problem: str = "", status: int = 200) -> HttpResponse:
    return render(request, "claims/desk_rules.html", {"page": page, "problem": problem}, status=status)

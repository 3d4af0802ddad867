"""What a person was told of: the list, the count in the top line, and what comes by e-mail."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.forms.notice_forms import ChoicesForm, ReadForm
from claims.models import Notice
from claims.selectors.notices import newest, notice_choices, notice_rows, notices_of, unread
from claims.services.notice_choose import notice_choose
from claims.services.notice_read import notice_read, notices_read
from claims.templatetags.desk import claim_address
from claims.views.access import gone, signed_in
from claims.views.types import AuthedRequest
from claims.vocabulary import NoticeKind

NOTICES_ON_A_PAGE = 50


@require_safe
@signed_in
def notices(request: AuthedRequest) -> HttpResponse:
    shown = Paginator(notices_of(request.user), NOTICES_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"shown": shown, "rows": notice_rows(list(shown.object_list)), "newest": newest(request.user)}
    return render(request, "claims/notices.html", context)


@require_safe
@signed_in
def notices_count(request: AuthedRequest) -> HttpResponse:
    """Asked every half minute: nothing while nothing changed."""
    if request.GET.get("have") == str(unread(request.user)):
        return HttpResponse(status=204)
    return render(request, "claims/_notices_count.html")


@require_safe
@signed_in
def notice(request: AuthedRequest, pk: int) -> HttpResponse:
    """The way from a notice, in the page or in a mail, to what it is about; who goes it has read it."""
    try:
        found = notice_read(notice_id=pk, by=request.user)
    except ObjectDoesNotExist as error:
        raise gone("What you were told of") from error
    return HttpResponseRedirect(_address(found))


@require_POST
@signed_in
def read(request: AuthedRequest) -> HttpResponse:
    form = ReadForm(request.POST)
    if form.is_valid():
        notices_read(by=request.user, newest=form.cleaned_data["newest"])
    return HttpResponseRedirect(reverse("notices"), status=303)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def choices(request: AuthedRequest) -> HttpResponse:
    form = ChoicesForm(
        request.POST if request.method == "POST" else None,
        initial=notice_choices(request.user) | {"hour": request.user.digest_hour},
    )
    if form.is_valid():
        found = form.cleaned_data
        notice_choose(by=request.user, choices=found["choices"], hour=found["hour"])
        messages.success(request, "Saved.")
        return HttpResponseRedirect(reverse("notice-choices"), status=303)
    context = {"form": form, "sends": bool(settings.EMAIL_URL), "zone": settings.TIME_ZONE}
    status = 422 if form.is_bound else 200
    return render(request, "claims/notices_choices.html", context, status=status)


def _address(found: Notice) -> str:
    """The question for who is asked it, which may be all that they see; the claim, or else the article."""
    if found.question_id and found.kind == NoticeKind.ASKED:
        return reverse("question", args=[found.question_id])
    if found.claim_id:
        return claim_address(found.article_id, found.claim_id)
    return reverse("article", args=[found.article_id])

"""Invitations: made and taken back by administrators, used by whoever has the link."""

from __future__ import annotations

from typing import cast

from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.forms.fields import KeyedForm
from claims.forms.people_forms import InvitationForm, JoinForm
from claims.permissions import desks_administered_by, invitations_visible_to
from claims.selectors.people import invitation_holds, invited_by
from claims.services.invitation_again import invitation_again
from claims.services.invitation_link import Invited, digest_of, invitation_mail
from claims.services.invitation_make import invitation_make
from claims.services.invitation_use import invitation_use
from claims.services.invitation_withdraw import invitation_withdraw
from claims.views.access import administering
from claims.views.attempt import attempt
from claims.views.types import AuthedRequest

WHAT = "This invitation"
INVITED = "invited"  # in the session: the hash of an open link


@require_http_methods(["GET", "HEAD", "POST"])
@administering
def invitation_new(request: AuthedRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = InvitationForm(data, desks=desks_administered_by(request.user))
    tried = attempt(form, invitation_make, WHAT, by=request.user) if form.is_bound else None
    if tried is None or tried.done is None:
        context = {"form": form, "problem": tried.problem if tried else ""}
        return render(request, "claims/invitation_new.html", context, status=tried.status if tried else 200)
    return _link(request, tried.done)


@require_POST
@administering
def again(request: AuthedRequest, pk: int) -> HttpResponse:
    """A new link in the place of the old one."""
    tried = attempt(KeyedForm(request.POST), invitation_again, WHAT, invitation_id=pk, by=request.user)
    return _link(request, tried.done) if tried.done else _refused(request, tried.problem, tried.status)


@require_POST
@administering
def withdraw(request: AuthedRequest, pk: int) -> HttpResponse:
    get_object_or_404(invitations_visible_to(request.user), pk=pk)
    tried = attempt(KeyedForm(request.POST), invitation_withdraw, WHAT, invitation_id=pk, by=request.user)
    if tried.done is None:
        return _refused(request, tried.problem, tried.status)
    messages.success(request, "The invitation is withdrawn.")
    return HttpResponseRedirect(reverse("people"), status=303)


def _refused(request: AuthedRequest, problem: str, status: int) -> HttpResponse:
    why = problem or "The form was incomplete. Load the page again."
    return render(request, "403.html", {"exception": why}, status=status)


def _link(request: AuthedRequest, came: Invited) -> HttpResponse:
    """The link, shown in this answer alone, and mailed where that is possible."""
    path = reverse("invitation", args=[came.token]) if came.token else ""
    link = request.build_absolute_uri(path) if path else ""
    mailed = bool(link) and invitation_mail(invitation=came.invitation, link=link)
    context = {"invitation": came.invitation, "link": link, "mailed": mailed}
    return render(request, "claims/invitation_link.html", context)


@require_safe
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Open a link: what it holds goes into the session, as its hash, and out of the address, which logs keep."""
    digest = digest_of(token)
    if (closed := _closed(request, digest)) is not None:
        return closed
    request.session[INVITED] = digest
    return redirect("join")


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Join by the link that was opened in this browser."""
    digest = request.session.get(INVITED, "")
    if (closed := _closed(request, digest)) is not None:
        return closed
    form = JoinForm(request.POST if request.method == "POST" else None)
    tried = attempt(form, invitation_use, WHAT, digest=digest) if form.is_bound else None
    if tried is not None and tried.done is not None:
        del request.session[INVITED]
        return cast(HttpResponse, perform_login(request, tried.done))
    context = {"form": form, "problem": tried.problem if tried else "", **invited_by(digest)}
    return render(request, "claims/join.html", context, status=tried.status if tried else 200)


def _closed(request: HttpRequest, digest: str) -> HttpResponse | None:
    """The page for a link that doesn't hold, which tells nobody whether it ever did, nor whose it was; and for
    somebody who is here already. None where the person may join."""
    holds = invitation_holds(digest)
    if holds and not request.user.is_authenticated:
        return None
    return render(request, "claims/invitation_closed.html", {"holds": holds}, status=409 if holds else 404)

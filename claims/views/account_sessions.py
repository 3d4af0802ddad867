"""Out, and where a person is signed in."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.views import LogoutView
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from claims.selectors.sessions import sessions_of
from claims.services.session_end import session_end
from claims.views.access import signed_in
from claims.views.types import AuthedRequest

sign_out = LogoutView.as_view(http_method_names=["post"])


@require_safe
@signed_in
def sessions(request: AuthedRequest) -> HttpResponse:
    """Each browser in which the person is signed in."""
    found = sessions_of(request.user, request.session.session_key)
    return render(request, "account/sessions.html", {"sessions": found})


@require_safe
@signed_in
def no_password(request: AuthedRequest) -> HttpResponse:
    """Where allauth leads somebody who signs in elsewhere and asks for another password."""
    if request.user.has_usable_password():
        return HttpResponseRedirect(reverse("account_change_password"))
    return render(request, "account/password_none.html")


@require_POST
@signed_in
def end(request: AuthedRequest, pk: int) -> HttpResponse:
    """Sign out there."""
    session_end(session_id=pk, by=request.user)
    messages.success(request, "Signed out there.")
    return HttpResponseRedirect(reverse("account-sessions"), status=303)

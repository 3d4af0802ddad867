"""The keys that somebody works with: which they are, and whether they are on."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from claims.forms.keys_form import KeysForm, SwitchForm
from claims.services.keys_choose import keys_choose
from claims.views.access import signed_in
from claims.views.attempt import attempt
from claims.views.types import AuthedRequest


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def keys(request: AuthedRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = KeysForm(data, own=request.user.own_keys, on=request.user.single_keys)
    tried = attempt(form, keys_choose, "You", by=request.user) if form.is_bound else None
    if tried is None or tried.done is None:
        status = tried.status if tried else 200
        return render(request, "claims/keys.html", {"form": form}, status=status)
    messages.success(request, "Saved.")
    return HttpResponseRedirect(reverse("keys"), status=303)


@require_POST
@signed_in
def keys_switch(request: AuthedRequest) -> HttpResponse:
    """On or off, from the list of keys: the page that stands there stays as it is."""
    tried = attempt(SwitchForm(request.POST), keys_choose, "You", by=request.user)
    if request.htmx:
        return HttpResponse(status=204 if tried.done else 422)
    return HttpResponseRedirect(reverse("keys"), status=303)

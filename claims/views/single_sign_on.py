"""To the provider of single sign-on, and back: django-allauth's views, behind what our pages promise."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import cast

from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.openid_connect import views as openid
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe
from requests import RequestException

log = logging.getLogger(__name__)


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, provider_id: str) -> HttpResponse:
    """From the button on the sign-in page to the provider.

    The answer is a page that goes on by itself, not a redirection: a form of ours may lead to ourselves alone
    (form-action), and stays so. What the address adds is dropped: it isn't the browser's to say what is asked for.
    """
    if request.method != "POST":
        return redirect("account_login")
    request.GET = QueryDict()
    answer = _asked(openid.login, request, provider_id)
    if answer.status_code != 302:
        return answer
    return render(request, "account/single_sign_on_onward.html", {"address": answer["Location"]})


@require_safe
def back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Whoever comes back from the provider: in, or told why not."""
    return _asked(openid.callback, request, provider_id)


def _asked(view: Callable[..., object], request: HttpRequest, provider_id: str) -> HttpResponse:
    """allauth's answer; a provider that can't be reached, or answers nonsense, is a page of ours."""
    try:
        return cast(HttpResponse, view(request, provider_id))
    except (RequestException, ValueError, KeyError, TypeError) as error:
        log.warning("Single sign-on failed: %s", type(error).__name__)
        return cast(HttpResponse, render_authentication_error(request, None))

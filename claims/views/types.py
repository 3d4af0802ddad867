"""A request as the views know it: somebody is signed in, and htmx may have sent it."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from claims.models import User


class AuthedRequest(HttpRequest):
    user: User
    htmx: HtmxDetails

"""What the newsroom has stored about the person who asks."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from claims.selectors.person_data import person_archive
from claims.views.access import signed_in
from claims.views.types import AuthedRequest


@require_safe
@signed_in
def account_data(request: AuthedRequest) -> HttpResponse:
    """A zip file of JSON."""
    response = HttpResponse(person_archive(request.user), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="my-data.zip"'
    return response

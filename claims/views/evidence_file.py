"""Kept copies of evidence: how far one is, its text, and the file itself. None is ever shown as what it is."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import IO

from asgiref.sync import sync_to_async
from csp.decorators import csp_update
from django.core.handlers.asgi import ASGIRequest
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from claims.models import Capture, User
from claims.permissions import captures_visible_to
from claims.selectors.captures import capture_shown, capture_text, download_name, download_type
from claims.services.capture_store import BLOCK, evidence_files
from claims.views.access import signed_in
from claims.views.types import AuthedRequest


@require_safe
@signed_in
def capture(request: AuthedRequest, pk: int) -> HttpResponse:
    """Asked every second while a copy is under way: nothing while nothing changed. Without htmx, its page."""
    found = capture_or_404(request.user, pk)
    if not request.htmx:
        return redirect("evidence-text", pk=pk)
    if request.GET.get("have") == capture_shown(found).step:
        return HttpResponse(status=204)
    return render(request, "claims/_capture_swap.html", {"capture": found})


@require_safe
@signed_in
def evidence_text(request: AuthedRequest, pk: int) -> HttpResponse:
    """What could be read in a copy, as text, with the passages marked that claims rely on."""
    found = capture_or_404(request.user, pk)
    context = {"capture": found, "evidence": found.evidence, "read": capture_text(request.user, found)}
    return render(request, "claims/evidence_text.html", context)


@require_safe
@csp_update({"sandbox": ["allow-downloads"]})  # type: ignore[arg-type]  # its stub knows no numbers in paths
@signed_in
def evidence_file(request: AuthedRequest, pk: int) -> HttpResponse:
    """The file as it was kept, to be saved and never to be shown in the page."""
    found = capture_or_404(request.user, pk)
    if not capture_shown(found).kept:
        raise Http404("There is no copy of it.")
    if request.method == "HEAD":
        return _named(HttpResponse(), found)
    try:
        file = evidence_files().open(found.stored)
    except FileNotFoundError as error:
        raise Http404("The file is no longer in the store.") from error
    response = FileResponse(file)
    if isinstance(request, ASGIRequest):
        response.streaming_content = _blocks(file)
    return _named(response, found)


def capture_or_404(user: User, pk: int) -> Capture:
    return get_object_or_404(captures_visible_to(user).select_related("evidence__desk", "by"), pk=pk)


def _named(response: HttpResponseBase, found: Capture) -> HttpResponse:
    response["Content-Type"] = download_type(found)
    response["Content-Disposition"] = content_disposition_header(True, download_name(found)) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response  # type: ignore[return-value]  # a streamed one is as good to the caller


async def _blocks(file: IO[bytes]) -> AsyncIterator[bytes]:
    """The file, block by block, so that a large one is never held whole."""
    while block := await sync_to_async(file.read, thread_sensitive=False)(BLOCK):
        yield block

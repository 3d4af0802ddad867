"""Copy on its way into the box: a file that comes with the form, or what a script takes from the clipboard."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from claims.errors import TextRefused
from claims.forms.copy_box import Box, notes_from
from claims.incoming.types import Incoming, NoteInCopy
from claims.selectors.desk import desks_to_paste_on
from claims.services.copy_read import name_of, pasted_read, upload_read
from claims.views.access import NotAllowed, signed_in
from claims.views.types import AuthedRequest

CHOOSE = "Choose a file first."


def files_of(request: AuthedRequest) -> list[UploadedFile[bytes]]:
    return [one for one in request.FILES.getlist("file") if one]


def wants_reading(request: AuthedRequest) -> bool:
    """Whether a file is to be put into the box: asked for, or brought with an empty box."""
    return "read" in request.POST or bool(files_of(request) and not request.POST.get("text", "").strip())


def box_of(request: AuthedRequest, *, reading: bool) -> Box:
    """The box as the form brings it. `reading`: with the one file that comes along put below what stands in it."""
    box, files = Box(request.POST.get("text", ""), _notes(request)), files_of(request)
    if not reading or len(files) > 1:
        return box
    if not files:
        return Box(box.text, box.notes, problem=CHOOSE)
    try:
        return _with(box, upload_read(files[0]), name_of(files[0]))
    except TextRefused as error:
        return Box(box.text, box.notes, problem=f"{name_of(files[0])}: {error}")


def _with(box: Box, incoming: Incoming, came: str) -> Box:
    parts = (box.text.rstrip(), incoming.text)
    return Box("\n\n".join(filter(None, parts)), box.notes + incoming.notes, incoming.dropped, came=came)


def _notes(request: AuthedRequest) -> tuple[NoteInCopy, ...]:
    """Those that the form carries; none where they are spoilt, of which the form itself tells."""
    try:
        return notes_from(request.POST.get("notes", ""))
    except ValidationError:
        return ()


@require_POST
@signed_in
def copy_read(request: AuthedRequest) -> HttpResponse:
    """What a script puts into the box at the cursor, with what was dropped and the notes. Nothing is stored."""
    if not desks_to_paste_on(request.user):
        raise NotAllowed("Reporters, checkers and editors bring copy.")
    notes, files = _notes(request), files_of(request)
    try:
        incoming = (
            upload_read(files[0])
            if files
            else pasted_read(request.POST.get("html", ""), request.POST.get("plain", ""))
        )
    except TextRefused as error:
        context = {"box": Box(notes=notes, problem=str(error))}
        return render(request, "claims/_copy_read.html", context, status=422)
    came = name_of(files[0]) if files else ""
    return render(
        request, "claims/_copy_read.html", {"box": _with(Box(notes=notes), incoming, came), "part": True}
    )

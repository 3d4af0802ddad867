"""Keep a copy of evidence: of the page that it links to, or a file that somebody has."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from claims.errors import Refused
from claims.models import Capture, User
from claims.permissions import evidence_visible_to
from claims.services.capture_fetch import capture_fetch
from claims.services.capture_upload import capture_upload


@transaction.atomic
def evidence_keep(
    *, evidence_id: int, by: User, key: str, upload: UploadedFile[Any] | None = None
) -> Capture:
    """Keep the file, or ask for a copy of the page where there is none; the copy's row is the record of it.

    The copy is told to the stories that rest on the evidence once it is kept. Raises Evidence.DoesNotExist, Refused.
    Sent twice, the copy that is on its way, or the same file's, is returned.
    """
    evidence = evidence_visible_to(by).get(pk=evidence_id)
    if evidence.withdrawn_why:
        raise Refused("This was withdrawn: no more copies of it are kept.")
    if upload is not None:
        return capture_upload(evidence=evidence, upload=upload, by=by)
    return capture_fetch(evidence=evidence, by=by)

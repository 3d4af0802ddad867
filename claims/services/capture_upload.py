"""Keep a file that somebody brings."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from claims.capture.errors import NotKept
from claims.capture.kinds import Kind, uploaded_kind
from claims.capture.names import shown_name
from claims.errors import Refused
from claims.models import Capture, Evidence, User
from claims.permissions import may_keep
from claims.services.capture_fetch import queue
from claims.services.capture_store import digest_of, store_file
from claims.vocabulary import CAPTURE_UNFINISHED, CaptureOrigin, CaptureState

UPLOAD_BYTES = 25_000_000
INSTEAD = "A file was uploaded instead."


@transaction.atomic
def capture_upload(*, evidence: Evidence, upload: UploadedFile[bytes], by: User) -> Capture:
    """Store a file as a copy of the evidence; a worker reads its text once this is committed.

    What it is, is told by its bytes, and nothing is unpacked here. A page that is still being fetched is given up for
    it. Raises Refused (too large, of no kind that is kept, its name says something else, not theirs). The same file
    a second time is the copy that is there already.
    """
    Evidence.objects.select_for_update(no_key=True).get(pk=evidence.pk)
    may_keep(by, evidence).or_refuse()
    name = shown_name(upload.name or "")
    kind = kind_of_upload(upload, name)
    _, sha256 = digest_of(upload)
    uploads = evidence.captures.filter(origin=CaptureOrigin.UPLOADED)
    if same := uploads.filter(sha256=sha256).exclude(state=CaptureState.FAILED).first():
        return same
    if uploads.filter(state__in=CAPTURE_UNFINISHED).exists():
        raise Refused("The file before this one is still being read. Try again in a moment.")
    evidence.captures.filter(state__in=CAPTURE_UNFINISHED).update(state=CaptureState.FAILED, error=INSTEAD)
    stored = store_file(upload)
    capture = Capture.objects.create(
        evidence=evidence,
        origin=CaptureOrigin.UPLOADED,
        stored=stored.name,
        name=name,
        media_type=kind.media_type,
        size=stored.size,
        sha256=stored.sha256,
        by=by,
    )
    queue(capture)
    return capture


def kind_of_upload(upload: UploadedFile[bytes], name: str) -> Kind:
    """What a file is, by its bytes. Raises Refused: empty, too large, of no kind that is kept."""
    if not upload.size:
        raise Refused("The file is empty.")
    if upload.size > UPLOAD_BYTES:
        raise Refused(f"The file is larger than {UPLOAD_BYTES // 1_000_000} MB.")
    try:
        return uploaded_kind(upload, name)
    except NotKept as error:
        raise Refused(str(error)) from error

"""Take rows of a backing sheet as evidence at their claims."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date

from claims.capture.errors import NotKept
from claims.errors import TextRefused
from claims.incoming import reading
from claims.incoming.backing_match import Placed
from claims.incoming.backing_sheet import BackingSheet
from claims.models import Use, User
from claims.services.evidence_attach import evidence_attach
from claims.vocabulary import EvidenceKind, Stance


def backing_read(upload: UploadedFile[bytes]) -> BackingSheet:
    """The rows of a sheet that was uploaded, read in a process of its own. Raises TextRefused with a sentence."""
    upload.seek(0)
    try:
        return reading.read_backing_sheet(upload.read())
    except NotKept as error:
        raise TextRefused(str(error)) from error


@transaction.atomic
def backing_take(*, by: User, key: str, placed: Sequence[Placed]) -> list[Use]:
    """Attach each row's source to its claim, with an event each: all or none. Rows without a claim are left.

    What a link leads to is asked for, as ever. A key that was used before returns the first uses. Raises
    Claim.DoesNotExist, Refused.
    """
    return [
        evidence_attach(
            claim_id=one.claim,
            by=by,
            key=f"{key}:{one.row.line}",
            kind=EvidenceKind[one.row.kind],
            title=one.row.title,
            url=one.row.url,
            seen_at=_noon(one.row.seen),
            locator=one.row.locator,
            passage=one.row.passage,
            stance=Stance[one.row.stance] if one.row.stance else Stance.SUPPORTS,
            primary=one.row.primary,
        )
        for one in placed
        if one.claim is not None
    ]


def _noon(day: str) -> datetime | None:
    """The middle of a day in the newsroom's zone: a sheet tells no hour."""
    found = parse_date(day) if day else None
    return timezone.make_aware(datetime.combine(found, time(12))) if found else None

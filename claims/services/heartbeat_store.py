"""A worker's sign of life, or the sweep's, in its row."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.db.models.functions import Now

from claims.models import Heartbeat
from claims.services.capture_store import evidence_files

FORGOTTEN_AFTER = timedelta(days=1)


@transaction.atomic
def heartbeat_store(*, name: str, queues: str = "") -> None:
    """Store that this worker is alive now, by the database's clock, and how full the disk of the evidence store is.

    One row a name; rows that have been silent for a day go. A second run stores a later moment.
    """
    free, total = _disk()
    row = Heartbeat(name=name[:200], queues=queues[:200], free=free, total=total, at=Now())
    Heartbeat.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["name"], update_fields=["queues", "free", "total", "at"]
    )
    Heartbeat.objects.filter(at__lt=Now() - FORGOTTEN_AFTER).delete()


def _disk() -> tuple[int | None, int | None]:
    """Bytes free and in all, where the store is a folder."""
    location = getattr(evidence_files(), "location", "")
    folder = Path(str(location)) if getattr(evidence_files(), "base_location", None) else None
    while folder and not folder.exists() and folder != folder.parent:
        folder = folder.parent
    if not folder:
        return None, None
    found = shutil.disk_usage(folder)
    return found.free, found.total

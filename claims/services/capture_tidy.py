"""Take away what lies in the evidence store and belongs to nothing: files of transactions that never were."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from claims.models import Capture, ConfidentialSource, ReportFile
from claims.services.capture_store import evidence_files, folder_of

# So old that no transaction can still be about to name it, whatever a machine's clock says.
LEFT_OVER_AFTER = timedelta(days=1)
DAYS_LOOKED_AT = 10


def capture_tidy() -> int:
    """Delete files older than a day that no row names; how many. Running twice is harmless.

    Looks at the folders of the last days only, so that it costs the same however much is kept.
    """
    today = datetime.now(UTC).date()
    days = [folder_of(today - timedelta(days=number)) for number in range(DAYS_LOOKED_AT + 1)]
    return sum(_tidy(day) for day in days)


def _tidy(folder: str) -> int:
    files = evidence_files()
    try:
        names = [f"{folder}/{name}" for name in files.listdir(folder)[1]]
    except FileNotFoundError:
        return 0
    here = {"stored__startswith": f"{folder}/"}
    known: set[str] = set()
    for model in (Capture, ConfidentialSource, ReportFile):
        known |= set(model._default_manager.filter(**here).values_list("stored", flat=True))
    oldest = timezone.now() - LEFT_OVER_AFTER
    left_over = [name for name in names if name not in known and files.get_modified_time(name) < oldest]
    for name in left_over:
        files.delete(name)
    return len(left_over)

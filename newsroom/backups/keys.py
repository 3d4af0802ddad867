"""The keys, which are never in a backup: who has both has everything."""

from __future__ import annotations

import json
from pathlib import Path

from django.conf import settings

from newsroom.backups.errors import NoBackup
from newsroom.services.folder import KEYS, write_private


def write_keys(place: Path, backups: Path) -> None:
    """Write SECRET_KEY, HISTORY_KEY and SECRETS_KEYS into a file that its owner alone reads.

    Raises NoBackup where that lies among the backups, or is there already with other keys. The same again is harmless.
    """
    if place.resolve().is_relative_to(backups.resolve()):
        raise NoBackup(
            "The keys don't belong among the backups: who has both has everything. Name another place."
        )
    keys = {
        "SECRET_KEY": settings.SECRET_KEY,
        "HISTORY_KEY": settings.HISTORY_KEY,
        "SECRETS_KEYS": ",".join(settings.SECRETS_KEYS),
    }
    if place.exists():
        if read_keys(place) != keys:
            raise NoBackup(f"{place} is there already, with other keys.")
        return
    try:
        write_private(place, keys)
    except OSError as error:
        raise NoBackup(f"{place} can't be written: {error.strerror}.") from None


def read_keys(place: Path) -> dict[str, str]:
    """What `write_keys` wrote. Raises NoBackup."""
    try:
        kept = json.loads(place.read_text())
    except (OSError, ValueError):
        kept = {}
    if not isinstance(kept, dict) or not all(kept.get(name) for name in KEYS):
        raise NoBackup(f"{place} isn't a file of keys.")
    return {name: str(kept[name]) for name in KEYS}

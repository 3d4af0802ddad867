"""Where kept evidence lies: a folder of this machine, or an S3-compatible store."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

MAY_BE_SAID = ("endpoint", "region", "addressing")


def evidence_store(address: str, data: Path) -> dict[str, Any]:
    """One entry of Django's STORAGES: `file:///folder`, `s3://bucket/prefix?endpoint=…&region=…`, or the data folder.

    Nothing in it has an address of its own: files are served by the application, to those who may see them. The
    store's keys are boto's to find (AWS_ACCESS_KEY_ID and its like, or the machine's role). Raises
    ImproperlyConfigured.
    """
    parts = urlsplit(address)
    if parts.scheme == "s3":
        return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": _bucket(address)}
    folder = Path(unquote(parts.path)) if address else data / "evidence"
    if parts.netloc or not folder.is_absolute() or folder == Path("/"):
        raise ImproperlyConfigured(
            "EVIDENCE_STORE_URL must name a whole folder: file:///srv/newsroom/evidence."
        )
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": str(folder),
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    }


def _bucket(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    said = dict(parse_qsl(parts.query, keep_blank_values=True))
    if not parts.hostname or parts.username or set(said) - set(MAY_BE_SAID):
        raise ImproperlyConfigured(
            "EVIDENCE_STORE_URL must be s3://bucket/prefix, with no user name in it, and may say "
            f"{', '.join(MAY_BE_SAID)}."
        )
    return {
        "bucket_name": parts.netloc,
        "location": unquote(parts.path).strip("/"),
        "endpoint_url": said.get("endpoint") or None,
        "region_name": said.get("region") or None,
        "addressing_style": said.get("addressing") or None,
        "signature_version": "s3v4",
        "default_acl": None,
        "file_overwrite": False,
        "querystring_auth": True,
        "max_memory_size": 1 << 20,
    }

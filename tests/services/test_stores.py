"""Where kept evidence lies, by the setting."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from newsroom.broker import SLOW
from newsroom.stores import evidence_store

DATA = Path("/srv/data")


@pytest.mark.parametrize(
    ("address", "folder"),
    [
        ("", "/srv/data/evidence"),
        ("file:///srv/newsroom/evidence", "/srv/newsroom/evidence"),
        ("file:///srv/a%20b", "/srv/a b"),
    ],
)
def test_a_folder_that_nobody_else_reads_and_that_has_no_address(address: str, folder: str) -> None:
    options = evidence_store(address, DATA)["OPTIONS"]
    assert (options["location"], options["base_url"]) == (folder, None)
    assert (options["file_permissions_mode"], options["directory_permissions_mode"]) == (0o600, 0o700)


def test_an_s3_compatible_store() -> None:
    store = evidence_store(
        "s3://copies/desk/two?endpoint=https://s3.example&region=eu-1&addressing=path", DATA
    )
    options = store["OPTIONS"]
    assert store["BACKEND"] == "storages.backends.s3.S3Storage"
    assert (options["bucket_name"], options["location"]) == ("copies", "desk/two")
    assert (options["endpoint_url"], options["region_name"]) == ("https://s3.example", "eu-1")
    assert (options["default_acl"], options["file_overwrite"]) == (None, False)
    assert "access_key" not in options and "secret_key" not in options


@pytest.mark.parametrize(
    "address",
    [
        "file://server/share",
        "file:relative",
        "file:///",
        "s3://",
        "s3:///prefix",
        "s3://key:secret@bucket/",
        "s3://bucket?public=1",
        "s3://bucket?endpoint=https://x&acl=public-read",
    ],
)
def test_junk_is_refused_without_being_said(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="EVIDENCE_STORE_URL") as refused:
        evidence_store(address, DATA)
    assert "secret" not in str(refused.value)


def test_what_is_slow_stands_before_no_paste_and_the_store_is_tidied_each_hour() -> None:
    routes, schedule = settings.CELERY["task_routes"], settings.CELERY["beat_schedule"]
    assert routes["claims.tasks.keep_capture"] == routes["claims.tasks.tidy_evidence"] == {"queue": SLOW}
    assert schedule["tidy evidence"]["task"] == "claims.tasks.tidy_evidence"
    assert schedule["tidy evidence"]["schedule"] == 3_600

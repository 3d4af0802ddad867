"""A worker makes a kept copy: take the capture, fetch or read it, keep it."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from claims.capture.door import PUBLIC, Door
from claims.capture.errors import NotKept
from claims.capture.fetch import Page, fetch
from claims.capture.kinds import HTML, PLAIN, fetched_kind
from claims.capture.names import shown_name
from claims.capture.reading import charset_of, read_text
from claims.models import Capture, Desk
from claims.permissions import may_go_out
from claims.services.beating import beating
from claims.services.capture_keep import capture_keep
from claims.services.capture_store import digest_of, evidence_files, store_file
from claims.services.jobs import give_up, take, words_of_trouble
from claims.vocabulary import CaptureOrigin, CaptureState


def capture_run(capture_id: int, door: Door | None = None) -> None:
    """Do one attempt at a kept copy. May run twice, anywhere, at once: one attempt counts, the others change nothing.

    The copy and the events of the stories that rest on it commit together. Trouble that may pass puts it back in
    the queue, three times at most; what won't pass is kept in words on the row. A worker that dies leaves a heartbeat
    that stops. `door`: another way out than the public one, for tests.
    """
    attempt = take(Capture, capture_id)
    if attempt is None:
        return
    mine = Capture.objects.filter(pk=capture_id, state=CaptureState.RUNNING, attempts=attempt)
    try:
        with beating(mine):
            capture = Capture.objects.select_related("evidence__desk").get(pk=capture_id)
            fetched = capture.origin == CaptureOrigin.FETCHED
            title, found = _fetched(capture, door) if fetched else _uploaded(capture)
        capture_keep(mine, found, title)
    except NotKept as error:
        give_up(mine, attempt, str(error), passes=error.passes)
    except Exception as error:
        give_up(mine, attempt, words_of_trouble(error), passes=True)
        raise


def _fetched(capture: Capture, door: Door | None) -> tuple[str, dict[str, Any]]:
    """What the page calls itself, and the columns of its copy, its bytes stored. Raises NotKept."""
    page = fetch(capture.url, _door_of(capture.evidence.desk, door or PUBLIC))
    kind = fetched_kind(io.BytesIO(page.body))
    is_page = kind.media_type == PLAIN and "html" in page.header("content-type").lower()
    media_type = HTML if is_page else kind.media_type
    reading = read_text(page.body, media_type, charset_of(page.header("content-type")))
    stored = store_file(io.BytesIO(page.body))
    return reading.title, {
        "stored": stored.name,
        "size": stored.size,
        "sha256": stored.sha256,
        "name": _name_of(page),
        "media_type": media_type,
        "final_url": str(page.link),
        "status": page.status,
        "headers": [list(pair) for pair in page.headers],
        "text": reading.text,
        "error": reading.why,
    }


def _door_of(desk: Desk, door: Door) -> Door:
    """The way out for this desk. Raises NotKept where there is none: it may have become confidential since."""
    if not (verdict := may_go_out(desk)).allowed:
        raise NotKept(verdict.why)
    return replace(door, proxy=settings.CONFIDENTIAL_FETCH_PROXY) if desk.confidential else door


def _name_of(page: Page) -> str:
    parts = urlsplit(str(page.link))
    return shown_name(parts.path.rstrip("/"), otherwise=shown_name(parts.hostname or ""))


def _uploaded(capture: Capture) -> tuple[str, dict[str, Any]]:
    """The columns that are read from an uploaded file. Raises NotKept where it isn't the one that was uploaded."""
    try:
        with evidence_files().open(capture.stored) as file:
            same = digest_of(file) == (capture.size, capture.sha256)
            body = file.read()
    except FileNotFoundError:
        raise NotKept("The file is no longer in the store.") from None
    if not same:
        raise NotKept("The file in the store isn't the one that was uploaded.")
    reading = read_text(body, capture.media_type)
    return "", {"text": reading.text, "error": reading.why}

"""Ask for a kept copy of a web page."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from claims.errors import Refused
from claims.models import Capture, Evidence, User
from claims.permissions import may_fetch
from claims.vocabulary import CAPTURE_UNFINISHED, CaptureOrigin


@transaction.atomic
def capture_fetch(*, evidence: Evidence, by: User) -> Capture:
    """Store the wish for a copy of the page that the evidence links to; a worker fetches it once this is committed.

    Raises Refused (no link, not theirs to keep, nothing is fetched for their desk). A copy that is on its way already
    is returned as it is.
    """
    Evidence.objects.select_for_update(no_key=True).get(pk=evidence.pk)
    may_fetch(by, evidence).or_refuse()
    if not evidence.url:
        raise Refused("There is no link to fetch a page from.")
    if open_one := evidence.captures.filter(state__in=CAPTURE_UNFINISHED).first():
        return open_one
    capture = Capture.objects.create(evidence=evidence, origin=CaptureOrigin.FETCHED, url=evidence.url, by=by)
    queue(capture)
    return capture


def queue(capture: Capture) -> None:
    """Send the capture to a worker once this transaction is committed."""
    from claims.tasks import keep_capture
    from newsroom.celery import publish

    transaction.on_commit(partial(publish, keep_capture, capture.pk))

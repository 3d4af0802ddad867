"""What history tells of kept copies where evidence comes to an article."""

from __future__ import annotations

from claims.models import Capture, Evidence
from claims.vocabulary import CaptureState


def captures_told(evidence: Evidence) -> list[Capture]:
    """The kept copies of the evidence, for the `pieces` of the event that attaches it to a claim.

    For a transaction that holds the article's row and has stored the use: with the evidence's row locked from here on,
    a copy that is kept at the same moment is told either here or by its own event, and never by neither.
    """
    Evidence.objects.select_for_update(no_key=True).get(pk=evidence.pk)
    return list(Capture.objects.filter(evidence=evidence, state=CaptureState.KEPT).order_by("pk"))

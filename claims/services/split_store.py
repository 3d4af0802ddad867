"""Store what a split found and what became of the claims before it: every row, or none."""

from __future__ import annotations

from django.db import transaction
from django.db.models.functions import Now

from claims import extraction
from claims.models import Claim, Sentence, Split
from claims.services.draft_before import Compared, compare
from claims.services.draft_land import land
from claims.services.draft_rows import DraftRows
from claims.services.draft_store import queue
from claims.services.gate_watch import after_change
from claims.services.history import lock_article, record
from claims.services.history_rows import claim_content, speakers_content
from claims.vocabulary import EventKind, SplitState


@transaction.atomic
def store(split_id: int, attempt: int, found: extraction.Split) -> bool:
    """Store all rows of a split, its end and its events in one transaction.

    For a draft after the first one the claims before it are carried over: what stands keeps its row, what changed goes
    stale or loses its answers, what is new gets rows. False, and nothing stored, where the attempt has been given up
    on meanwhile: another one counts.
    """
    split = Split.objects.select_related("draft").get(pk=split_id)
    split.draft.article = lock_article(split.draft.article_id)
    done = Split.objects.filter(pk=split_id, state=SplitState.RUNNING, attempts=attempt).update(
        state=SplitState.DONE, progress=100, finished=Now(), heartbeat=Now(), model=found.model, error=""
    )
    if not done:
        return False
    compared = compare(split.draft, found)
    rows = DraftRows(split.draft, found, compared)
    new = rows.store()
    _record(split, compared, new, rows.cleared)
    if compared.draft:
        Split.objects.filter(pk=split_id).update(compared=compared.draft)
        land(split.draft, compared, found, rows.attributions_of_claims, key=f"split:{split.pk}")
        after_change(split.draft.article_id, by=None, key=f"split:{split.pk}:gate")
    queue_next(split)
    return True


def queue_next(split: Split) -> None:
    """A later draft of the article waits for this one to be read: now it is its turn."""
    waiting = Split.objects.filter(draft__article=split.draft.article_id, state=SplitState.QUEUED)
    if later := waiting.filter(draft__number__gt=split.draft.number).order_by("draft__number").first():
        queue(later)


def _record(split: Split, compared: Compared, new: list[Claim], cleared: list[Sentence]) -> None:
    """The event: the claims that were found anew, and how those before fared."""
    after = {
        "split": split.pk,
        "model": split.model,
        "claims": [[claim.pk, claim.state, claim_content(claim)] for claim in new],
        "speakers": speakers_content(split.draft.article_id),
    }
    if compared.draft:
        landed = compared.reconciled.landed
        after |= {
            "compared": compared.draft.pk,
            "stood": len(landed),
            "lost": list(compared.reconciled.lost),
        }
    record(
        article_id=split.draft.article_id,
        what=EventKind.SPLIT,
        by=None,
        key=f"split:{split.pk}",
        after=after,
        pieces=cleared,
    )

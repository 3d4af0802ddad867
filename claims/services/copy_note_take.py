"""Take a note that came with the copy as evidence for a claim."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from claims.models import Use, User
from claims.permissions.copy_notes import copy_notes_visible_to, may_deal_with
from claims.services.claim_change import claim_to_change
from claims.services.copy_note_change import deal_with
from claims.services.evidence_attach import evidence_attach, first_use
from claims.services.history import recorded


@transaction.atomic
def copy_note_take(*, note_id: int, claim_id: int, by: User, key: str, **described: Any) -> Use:
    """Attach evidence as the person describes it and mark the note as taken, with both events; all or nothing.

    It only adds to the claim, so it needs no version. Raises Claim.DoesNotExist, CopyNote.DoesNotExist, Refused (not
    theirs, or dealt with already). A key that was used before returns the first use.
    """
    claim = claim_to_change(claim_id, by)
    if first := recorded(key, by):
        return first_use(first.payload.after)
    notes = copy_notes_visible_to(by).select_related("done_by")
    note = notes.get(pk=note_id, draft__article=claim.article_id)
    may_deal_with(by, note, claim.article).or_refuse()
    use = evidence_attach(claim_id=claim.pk, by=by, key=key, **described)
    deal_with(note, claim.article, by=by, key=f"{key}:note", taken=True, claim_id=claim.pk)
    return use

"""Make two claims one."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Model

from claims.anchoring.pointed import joined_up
from claims.drafts import is_lost
from claims.errors import Refused
from claims.models import Claim, Note, NoteEdit, Question, User
from claims.services.claim_change import claim_now
from claims.services.claim_move import move
from claims.services.mend_places import held, not_twice, place_content, shortened, words_of
from claims.services.mending import claim_to_mend, mended, was
from claims.services.use_store import rows_now
from claims.vocabulary import EventKind, State


@transaction.atomic
def claims_merge(*, claim_id: int, seen: int, by: User, key: str, other: int) -> Claim:
    """Take the words of another claim into this one, with its evidence, notes, questions and risks; the other is
    dismissed as merged, and both events name the other claim.

    Who says it stays as it is here. Its answers were for its own words alone and no longer count. All or nothing.
    Raises Claim.DoesNotExist, Refused (the other one is lost, dismissed or of another article), Stale. A key that was
    used before changes nothing.
    """
    claim, draft = claim_to_mend(claim_id, seen=seen, by=by, key=key)
    if draft is None:
        return claim
    gone = _other(claim, other)
    stood = held(claim, draft).content
    content = joined_up(draft.text, [*stood, *held(gone, draft).content])
    not_twice(draft, content, but=[claim.pk, gone.pk])
    before = was(claim, draft)
    told: dict[str, str | int] = {"merged": gone.pk, "from": shortened(words_of(draft, stood))}
    told["to"] = shortened(words_of(draft, content))
    _dismiss(gone, claim, by, key)
    sentences = place_content(claim, draft, content)
    pieces = [*sentences, *_moved(gone, claim)]
    return mended(
        claim,
        draft,
        f"Another claim was merged into it: it says “{told['to']}” now.",
        what=EventKind.MERGED,
        by=by,
        key=key,
        after=before | told,
        pieces=pieces,
        with_risks=gone.risks,
    )


def _other(claim: Claim, other: int) -> Claim:
    if claim.state == State.DISMISSED:
        raise Refused("This claim is dismissed: merge it from the other one, or reopen it.")
    found = Claim.objects.filter(pk=other, article=claim.article_id).exclude(pk=claim.pk).first()
    gone = claim_now(found.pk) if found else None
    if gone is None or is_lost(gone) or gone.state == State.DISMISSED:
        raise Refused("The other claim has no place in the draft, or is dismissed. Choose another one.")
    return gone


def _dismiss(gone: Claim, kept: Claim, by: User, key: str) -> None:
    """Its words, risks and evidence are the other claim's matter now, so that one person is enough."""
    gone.merged_into = kept  # asked by the guard: its words don't leave the copy
    move(
        gone,
        to=State.DISMISSED,
        by=by,
        key=f"{key}:gone",
        note="It was merged into another claim.",
        machine=True,
        what=EventKind.MERGED,
        merged_into=kept,
        after={"merged_into": kept.pk},
    )


def _moved(gone: Claim, kept: Claim) -> Sequence[Model]:
    """What hung at the claim that goes, at the one that stays."""
    uses = list(gone.uses.order_by("pk"))
    questions, notes = list(gone.questions.order_by("pk")), list(gone.notes.order_by("pk"))
    gone.uses.update(claim=kept)
    gone.questions.update(claim=kept)
    gone.notes.update(claim=kept)
    return [
        *rows_now(uses),
        *Question.objects.filter(pk__in=[one.pk for one in questions]).order_by("pk"),
        *Note.objects.filter(pk__in=[one.pk for one in notes]).prefetch_related("mentions").order_by("pk"),
        *NoteEdit.objects.filter(note__in=notes).select_related("note").order_by("pk"),
    ]

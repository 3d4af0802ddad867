"""What taking a note of the copy and putting it aside have in common."""

from __future__ import annotations

from claims.models import Article, CopyNote, User
from claims.permissions.copy_notes import may_deal_with
from claims.services.history import record
from claims.services.undo_rows import changed_from, told_before
from claims.vocabulary import EventKind


def deal_with(
    note: CopyNote, article: Article, *, by: User, key: str, taken: bool, claim_id: int | None = None
) -> None:
    """Mark the note and tell it; for services that hold the article's row. Raises Refused."""
    may_deal_with(by, note, article).or_refuse()
    stood = told_before([note])
    note.taken, note.done_by = taken, by
    note.save(update_fields=["taken", "done_by"])
    record(
        article_id=article.pk,
        what=EventKind.COPY_NOTE,
        by=by,
        key=key,
        after={"copy_note": note.pk, "taken": taken} | ({"at": claim_id} if claim_id else {}),
        note=f"{'Taken as evidence' if taken else 'Not evidence'}: {note.text}",
        pieces=[note],
        undo={"rows": changed_from(stood)},
    )

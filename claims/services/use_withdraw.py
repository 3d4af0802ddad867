"""Take evidence off a claim."""

from __future__ import annotations

from django.db import transaction

from claims.errors import Refused
from claims.models import Use, User
from claims.permissions import may_change_use
from claims.services.history import recorded
from claims.services.undo_rows import changed_from, told_before
from claims.services.use_change import tell_uses, unsettle, use_to_change
from claims.vocabulary import EventKind


@transaction.atomic
def use_withdraw(*, use_id: int, by: User, key: str, note: str) -> Use:
    """Take a use off its claim, with the reason and the event; the row stays, and a settled claim goes stale.

    Raises Use.DoesNotExist, Refused. A key that was used before changes nothing.
    """
    use, claim = use_to_change(use_id, by)
    if recorded(key, by):
        return use
    may_change_use(by, use, claim).or_refuse()
    if not note.strip():
        raise Refused("Give a reason.")
    stood = told_before([use])
    use.withdrawn_why = note
    use.save(update_fields=["withdrawn_why"])
    after, rows = {"use": use.pk}, changed_from(stood)
    tell_uses(claim, EventKind.USE_CHANGED, [use], by=by, key=key, after=after, note=note, rows=rows)
    unsettle(claim, f"Evidence was taken off: {use.evidence}. {note}", by=by, key=key)
    return use

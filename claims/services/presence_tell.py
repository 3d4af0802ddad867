"""Note that a person has an article open, and which claim there."""

from __future__ import annotations

from datetime import timedelta

from django.db import IntegrityError
from django.db.models.functions import Now

from claims.models import Presence, User

LEFT_OVER_AFTER = timedelta(days=1)


def presence_tell(*, by: User, article_id: int, claim_id: int | None) -> bool:
    """Put down where the person is, in one statement, by the database's clock; False where the article is gone.

    The caller has seen that the article is visible and the claim one of its own. It is no deed: nothing is recorded,
    and nothing that counts as being at work may ask whether it ran. A second run changes the time.
    """
    try:
        Presence.objects.bulk_create(
            [Presence(user=by, article_id=article_id, claim_id=claim_id, at=Now())],
            update_conflicts=True,
            unique_fields=("user", "article"),
            update_fields=("claim", "at"),
        )
    except IntegrityError:
        return False
    return True


def presence_sweep() -> int:
    """Delete what pages said more than a day ago, by the database's clock; how many. May run twice."""
    return Presence.objects.filter(at__lt=Now() - LEFT_OVER_AFTER).delete()[0]

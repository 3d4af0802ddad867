"""Say until when somebody is away."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from claims.models import User
from claims.permissions import may_set_away, people_visible_to


@transaction.atomic
def person_away(*, person_id: int, by: User, key: str, until: date | None) -> User:
    """Set the first day on which a person is back (None: they are here).

    Nobody is assigned to who is away; what they have in work stays theirs until somebody hands it over. Raises
    User.DoesNotExist (nobody of their desks), Refused. Setting the same day again changes nothing, so `key` is only
    the form's.
    """
    person = people_visible_to(by).select_for_update().get(pk=person_id)
    may_set_away(by, person).or_refuse()
    User.objects.filter(pk=person.pk).update(away_until=until)
    person.away_until = until
    return person

"""What the single keys are for a person, and whether they have any."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from claims.errors import Refused
from claims.keys import clashes, keys_of, own_keys, problem_with
from claims.models import User


@transaction.atomic
def keys_choose(*, by: User, key: str, on: bool, keys: Mapping[str, str] | None = None) -> User:
    """Store whether single keys work for the person and, where given, which: the key of each action, "" for none.

    Only what differs from the usual keys is kept. An empty mapping goes back to those; None leaves them as they are.
    Raises Refused (what can't be a key, or two actions with one key on one page). Choosing the same again changes
    nothing, so `key` is only the form's.
    """
    person = User.objects.select_for_update().get(pk=by.pk)
    person.single_keys = on
    if keys is not None:
        person.own_keys = own_keys(keys)
        bound = keys_of(person.own_keys)
        if any(map(problem_with, person.own_keys.values())) or any(clashes(bound)):
            raise Refused("Two actions have the same key, or one has what can't be a key.")
    person.save(update_fields=["single_keys", "own_keys"])
    by.single_keys, by.own_keys = person.single_keys, person.own_keys
    return person

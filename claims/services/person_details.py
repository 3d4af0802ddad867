"""Change a person's name, initials or e-mail address, by an administrator."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import transaction

from claims.errors import Refused
from claims.models import User
from claims.permissions import may_administer
from claims.services.people_changes import lock_person, tell, told_of
from claims.vocabulary import PeopleChangeKind

WORDS = {"name": "name", "initials": "initials", "email": "e-mail address"}


@transaction.atomic
def person_details(*, person_id: int, by: User, key: str, name: str, initials: str, email: str) -> User:
    """Store them, with a line in the record that says which changed and not from what to what.

    A link for a new password that was sent to the old address no longer works. Raises User.DoesNotExist, Refused (no
    administrator; an address of somebody else's). A second run changes nothing.
    """
    may_administer(by).or_refuse()
    person = lock_person(person_id, by)
    new = {"name": name, "initials": initials, "email": email}
    changed = [word for field, word in WORDS.items() if getattr(person, field) != new[field]]
    if told_of(key, by) or not changed:
        return person
    if email and User.objects.filter(email__iexact=email).exclude(pk=person.pk).exists():
        raise Refused("Somebody else has this e-mail address.")
    if person.email != email:
        EmailAddress.objects.filter(user=person).delete()
    User.objects.filter(pk=person.pk).update(**new)
    tell(PeopleChangeKind.DETAILS, by=by, key=key, person=person, after=", ".join(changed))
    return User.objects.get(pk=person.pk)

"""Erase a person: what is theirs goes, and what they did stands under a number."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.db import transaction

from claims.errors import Refused
from claims.models import Claim, Invitation, MailChoice, Notice, Presence, Typing, User
from claims.permissions import may_set_retention
from claims.vocabulary import HELD, State

FORMER = "former-"


@transaction.atomic
def person_erase(*, person_id: int, by: User) -> User:
    """Take away a person's name, addresses, ways to sign in, sessions, memberships, notices and typing.

    What they did stays, as "Former colleague" with their number, so that history and reports stay whole; words in
    which others name them aren't touched. Raises User.DoesNotExist, Refused (not an administrator; oneself; they have
    claims in work, which somebody has to take over first). A second run changes nothing.
    """
    may_set_retention(by).or_refuse()
    person = User.objects.select_for_update().get(pk=person_id)
    if person.username == f"{FORMER}{person.pk}":
        return person
    if person.pk == by.pk:
        raise Refused("Another administrator erases you.")
    if held := Claim.objects.filter(owner=person, state__in=(*HELD, State.SECOND)).count():
        raise Refused(f"{held} claim{'' if held == 1 else 's'} of theirs in work: hand them over first.")
    _let_go(person)
    person.username, person.name = f"{FORMER}{person.pk}", f"Former colleague {person.pk}"
    person.email, person.initials = "", "FC"
    person.administrator = person.is_active = False
    person.away_until = person.last_login = None
    person.own_keys, person.single_keys = {}, True
    person.set_unusable_password()
    person.save()
    return person


def _let_go(person: User) -> None:
    """Sessions first; then all that libraries and we have kept of the person alone."""
    for session in UserSession.objects.filter(user=person):
        session.end()
    for relation in User._meta.related_objects:
        if relation.related_model._meta.app_label != "claims":
            relation.related_model._base_manager.filter(**{relation.field.name: person}).delete()
    for model, field in ((Notice, "to"), (MailChoice, "user"), (Typing, "user"), (Presence, "user")):
        model._base_manager.filter(**{field: person}).delete()
    person.memberships.all().delete()
    Invitation.objects.filter(used_by=person).update(name=f"{FORMER}{person.pk}", email="")

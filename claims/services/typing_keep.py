"""Keep what a person is typing into a form that isn't stored yet."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from claims.errors import Refused
from claims.extraction.normalise import normalise
from claims.models import Event, Typing, User
from claims.permissions.typing import LONG_FORMS, article_typed_about

FORM_BYTES, DRAFT_FORM_CHARACTERS = 200 * 1024, 1_100_000
FORMS_AT_MOST, FIELDS_AT_MOST, NAME_AT_MOST = 100, 100, 60
# Of the form itself, and what nobody may keep.
NEVER = frozenset({"csrfmiddlewaretoken", "key", "seen", "password"})

Fields = dict[str, str | list[str]]


@transaction.atomic
def typing_keep(*, by: User, form: str, fields: Fields, key: str = "") -> Typing | None:
    """Keep the fields in the place of what was kept of this form before; None where nothing is kept any more.

    No fields take away what was kept, and so does a `key` with which the form was stored meanwhile: what comes late
    brings nothing back. Of more than FORMS_AT_MOST the oldest give way. Raises Refused (with the reason),
    ObjectDoesNotExist (about something that the person doesn't see). A second run changes nothing but the time.
    """
    article_id = article_typed_about(by, form)
    fields = _clean(form, fields)
    if not fields or (key and Event.objects.filter(key=key).exists()):
        Typing.objects.filter(user=by, form=form).delete()
        return None
    (kept,) = Typing.objects.bulk_create(
        [Typing(user=by, article_id=article_id, form=form, fields=fields, at=timezone.now())],
        update_conflicts=True,
        unique_fields=("user", "form"),
        update_fields=("article", "fields", "at"),
    )
    newest = Typing.objects.filter(user=by).order_by("-at", "-pk").values("pk")
    Typing.objects.filter(user=by, pk__in=newest[FORMS_AT_MOST:]).delete()
    return kept


def _clean(form: str, fields: Fields) -> Fields:
    """The fields without what the database can't hold. Raises Refused where they are too much."""
    if len(fields) > FIELDS_AT_MOST or any(len(name) > NAME_AT_MOST for name in fields):
        raise Refused("That is no form of the desk's.")
    clean: Fields = {
        normalise(name): [normalise(one) for one in words] if isinstance(words, list) else normalise(words)
        for name, words in fields.items()
        if name not in NEVER
    }
    parts = [one for words in clean.values() for one in ([words] if isinstance(words, str) else words)]
    characters = sum(map(len, parts))
    if LONG_FORMS.fullmatch(form):
        fits = characters <= DRAFT_FORM_CHARACTERS
    else:
        fits = characters <= FORM_BYTES and sum(len(one.encode()) for one in parts) <= FORM_BYTES
    if not fits:
        raise Refused("It is too long to be kept before it is stored.")
    return clean

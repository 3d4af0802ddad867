"""Get the file of confidential evidence, in the clear."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from claims.errors import Refused
from claims.models import User
from claims.services.capture_store import evidence_files
from claims.services.confidential_open import tell_look
from claims.services.confidential_sealed import CANT_BE_READ, FILE, key_of, opened_words, source_to_open
from newsroom.sealing import Unreadable, unseal


@dataclass(frozen=True, slots=True, repr=False)
class FileOpened:
    """What the file is called, and what it holds."""

    name: str
    content: bytes


@transaction.atomic
@sensitive_variables()
def confidential_fetch(*, source_id: int, by: User, key: str) -> FileOpened:
    """The file as it was uploaded, with the event that this person had it.

    Raises ConfidentialSource.DoesNotExist, Refused (not named on it, there is none, no key opens it, a key that was
    used before).
    """
    source = source_to_open(source_id, by)
    if not source.stored:
        raise Refused("No file was stored with it.")
    try:
        with evidence_files().open(source.stored) as file:
            content = unseal(key_of(source), file.read(), FILE)
    except FileNotFoundError:
        raise Refused("The file is no longer in the store.") from None
    except Unreadable:
        raise Refused(CANT_BE_READ) from None
    name = opened_words(source).get("file_name", "")
    tell_look(source, by, key, file=True)
    return FileOpened(name, content)

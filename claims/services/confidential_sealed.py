"""What is encrypted of a confidential source: put into its record and taken out again, never anywhere else."""

from __future__ import annotations

import json

from django.views.decorators.debug import sensitive_variables

from claims.errors import Refused
from claims.models import ConfidentialSource, User
from claims.models.confidential import Unsaid
from claims.permissions import may_open, sources_visible_to
from claims.services.history import lock_living
from newsroom.sealing import Unreadable, seal, unseal, unwrap

# The parts of a record, each sealed under its own name.
WORDS, FILE = "words", "file"
CANT_BE_READ = "No key that is set opens this record. Whoever runs the newsroom sees to SECRETS_KEYS."
TOO_SHORT = 3  # letters: “of” in a pseudonym tells nothing


@sensitive_variables()
def sealed_words(key: bytes, secret: Unsaid) -> bytes:
    """What a form asked for, by the names of WHO or WHAT, encrypted; padded, so that its length tells little."""
    plain = json.dumps(secret, ensure_ascii=False, sort_keys=True).encode()
    return seal(key, plain + b" " * (-len(plain) % 256), WORDS)


@sensitive_variables()
def key_of(source: ConfidentialSource) -> bytes:
    """The record's own key. Raises Refused where none of SECRETS_KEYS opens it, or it's gone."""
    try:
        return unwrap(bytes(source.wrapped_key or b""))
    except Unreadable:
        raise Refused(CANT_BE_READ) from None


@sensitive_variables()
def opened_words(source: ConfidentialSource) -> Unsaid:
    """What `sealed_words` was given. Raises Refused where it can't be read."""
    try:
        found = Unsaid(json.loads(unseal(key_of(source), bytes(source.sealed or b""), WORDS)))
    except Unreadable:
        raise Refused(CANT_BE_READ) from None
    return found


def source_to_change(source_id: int, by: User) -> ConfidentialSource:
    """The record as it is now, with its article's row locked. Raises ConfidentialSource.DoesNotExist (not theirs to
    see)."""
    lock_living(sources_visible_to(by).values_list("article_id", flat=True).get(pk=source_id))
    return source_now(source_id)


def source_now(source_id: int) -> ConfidentialSource:
    """The record with all that permissions and history ask of it."""
    found = ConfidentialSource.objects.select_related("article__desk", "speaker", "evidence")
    return found.prefetch_related("people", "article__bylines").get(pk=source_id)


def source_to_open(source_id: int, by: User) -> ConfidentialSource:
    """The same for who is named on it. Raises Refused besides."""
    source = source_to_change(source_id, by)
    may_open(by, source).or_refuse()
    return source


@sensitive_variables()
def refuse_a_telling_name(pseudonym: str, secret: Unsaid) -> None:
    """Raises Refused where the pseudonym has a word of the name in it."""
    telling = {word.casefold() for word in secret.get("who", "").split() if len(word) >= TOO_SHORT} - {
        "source"
    }
    if telling & {word.casefold() for word in pseudonym.split()}:
        raise Refused("The pseudonym has a word of the name in it. Choose another one.")

"""Open a sentence again that somebody had cleared, or asked to clear."""

from __future__ import annotations

from django.db import transaction

from claims.errors import Refused
from claims.models import Sentence, User
from claims.permissions import may_clear
from claims.services.gate_watch import after_change
from claims.services.history import recorded
from claims.services.sentence_clear import put_back, sentence_to_change


@transaction.atomic
def sentence_unclear(*, sentence_id: int, by: User, key: str, why: str = "") -> Sentence:
    """Take back that it needs no check, or the wish of it, with the event, both or neither.

    Raises Sentence.DoesNotExist, Refused (not allowed, nothing to take back). A key that was used before changes
    nothing.
    """
    sentence = sentence_to_change(sentence_id, by)
    if recorded(key, by):
        return sentence
    may_clear(by, sentence).or_refuse()
    if sentence.cleared_by_id is None and sentence.clearing_by_id is None:
        raise Refused("This sentence is open already.")
    opened = put_back(sentence, by, key, why.strip())
    after_change(sentence.draft.article_id, by=by, key=key)
    return opened

"""Say that a sentence needs no check: at once, or, where a risk rule fires in it, by two people."""

from __future__ import annotations

from django.db import transaction

from claims.errors import Refused
from claims.extraction.risks.sentence import sentence_risks
from claims.models import Draft, Sentence, User
from claims.permissions import is_byline, may_clear, sentences_visible_to
from claims.services.gate_watch import after_change
from claims.services.history import lock_living, record, recorded
from claims.services.undo_rows import changed_from, told_before
from claims.vocabulary import Coverage, EventKind

WHY_AT_MOST = 200


@transaction.atomic
def sentence_clear(
    *, sentence_id: int, by: User, key: str, why: str = "", asked: int | None = None
) -> Sentence:
    """Mark an open sentence “nothing to check”, with a reason and the event, both or neither.

    Where a risk rule fires in its words the first person only asks; a second one confirms, and may leave the reason
    as it is. `asked`: whose wish (a user id) the form was drawn with; nobody consents to one that they haven't seen.
    Raises Sentence.DoesNotExist, Refused (no reason, not open, one's own wish, a newer draft). A key that was used
    before changes nothing.
    """
    sentence = sentence_to_change(sentence_id, by)
    if recorded(key, by):
        return sentence
    may_clear(by, sentence).or_refuse()
    if sentence.coverage != Coverage.OPEN:
        raise Refused("Somebody has cleared this sentence already.")
    why = why.strip() or (asked_why(sentence) if sentence.clearing_by_id != by.pk else "")
    if not why or len(why) > WHY_AT_MOST:
        raise Refused(f"Give a reason of at most {WHY_AT_MOST} characters.")
    wish = asked_by(sentence)
    if takes_two(sentence) and wish is None:
        return _set(sentence, EventKind.CLEARING_ASKED, by, key, why, clearing_by=by, clearing_why=why)
    if wish == by.pk:
        raise Refused("You asked for this: a second person confirms it.")
    if wish is not None and wish != asked:
        raise Refused(f"{sentence.clearing_by} has asked for this meanwhile: read why, then confirm it.")
    fields = {"coverage": Coverage.NOTHING, "cleared_by": by, "why": why}
    cleared = _set(sentence, EventKind.CLEARED, by, key, why, **fields)
    after_change(sentence.draft.article_id, by=by, key=key)
    return cleared


def sentence_to_change(sentence_id: int, by: User) -> Sentence:
    """The sentence with its draft and article, whose row is locked. Raises Sentence.DoesNotExist."""
    seen = sentences_visible_to(by)
    lock_living(seen.values_list("draft__article_id", flat=True).get(pk=sentence_id))
    sentence = seen.select_related("draft__article__desk", "clearing_by").get(pk=sentence_id)
    newer = Draft.objects.filter(article=sentence.draft.article_id, number__gt=sentence.draft.number)
    if newer.exists():
        raise Refused("There is a newer draft: look at the sentence there.")
    return sentence


def takes_two(sentence: Sentence) -> bool:
    """Whether a risk rule fires in the sentence's words."""
    return bool(sentence_risks(sentence.draft.text[sentence.start : sentence.end]))


def asked_by(sentence: Sentence) -> int | None:
    """Who asked that an open sentence be cleared; nobody where they wrote the story."""
    asker = sentence.clearing_by
    return None if asker is None or is_byline(asker, sentence.draft.article) else asker.pk


def asked_why(sentence: Sentence) -> str:
    return sentence.clearing_why if asked_by(sentence) else ""


def put_back(sentence: Sentence, by: User, key: str, why: str) -> Sentence:
    """Open a sentence again, with nobody's wish at it; for services that hold the article's row."""
    fields = {"coverage": Coverage.OPEN, "cleared_by": None, "why": ""}
    fields |= {"clearing_by": None, "clearing_why": ""}
    return _set(sentence, EventKind.UNCLEARED, by, key, why, **fields)


def _set(sentence: Sentence, what: EventKind, by: User, key: str, note: str, **fields: object) -> Sentence:
    stood = told_before([sentence])
    for name, value in fields.items():
        setattr(sentence, name, value)
    sentence.save(update_fields=list(fields))
    record(
        article_id=sentence.draft.article_id,
        what=what,
        by=by,
        key=key,
        after={"sentence": sentence.pk},
        note=note,
        pieces=[sentence],
        undo={"rows": changed_from(stood)},
    )
    return sentence

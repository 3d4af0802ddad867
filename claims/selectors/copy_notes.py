"""Notes that came with the copy and that nobody has dealt with: at a claim, or at none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import JSONObject, Least, Substr

from claims.models import Article, Claim, CopyNote, Place, User
from claims.permissions import may_check
from claims.permissions.copy_notes import copy_notes_visible_to
from claims.vocabulary import CopyNoteKind

WORDS_SHOWN = 200
# The words that a note stands at; the database counts from 1.
WORDS = Substr("draft__text", F("start") + 1, Least(F("end") - F("start"), Value(WORDS_SHOWN)))


@dataclass(frozen=True, slots=True)
class CopyNoteShown:
    """A note with the words that it stands at; the ids of the claims and attributions whose places it touches."""

    pk: int
    kind: str
    by: str
    text: str
    words: str
    claims: Sequence[int] = ()
    attributions: Sequence[int] = ()

    @property
    def kind_word(self) -> str:
        return str(CopyNoteKind(self.kind).label)


def copy_notes_in(article_id: int) -> ArraySubquery:
    """The article's notes as a column of another query; `copy_notes_from` reads what comes of it.

    Those of older drafts too: each is held against the places of the claims in its own draft.
    """
    notes = _waiting(CopyNote.objects.filter(draft__article_id=article_id))
    touched = _touched()
    return ArraySubquery(
        _with_words(notes).values(
            shown=JSONObject(
                pk="pk",
                kind="kind",
                by="by",
                text="text",
                words="words",
                claims=ArraySubquery(touched.filter(claim__isnull=False).values("claim_id")),
                attributions=ArraySubquery(
                    touched.filter(attribution__isnull=False).values("attribution_id")
                ),
            )
        )
    )


def copy_notes_from(found: Iterable[dict[str, Any]]) -> tuple[CopyNoteShown, ...]:
    return tuple(CopyNoteShown(**one) for one in found)


def copy_notes_at(user: User, claim: Claim, notes: Iterable[CopyNoteShown]) -> list[CopyNoteShown]:
    """The notes whose words touch the claim's content, source or cue. None for who may attach nothing to it."""
    if not may_check(user, claim.article).allowed:
        return []
    at = claim.attribution_id
    return [one for one in notes if claim.pk in one.claims or (at is not None and at in one.attributions)]


def copy_notes_apart(user: User, article: Article) -> list[CopyNoteShown]:
    """The notes that stand at no claim; one query. None for who checks nothing in the article."""
    if not may_check(user, article).allowed:
        return []
    notes = _waiting(copy_notes_visible_to(user).filter(draft__article=article))
    rows = notes.filter(~Exists(_touched())).order_by("-draft__number", "start", "pk")
    return [CopyNoteShown(**one) for one in rows.values("pk", "kind", "by", "text", words=WORDS)]


def copy_notes_for(user: User) -> QuerySet[CopyNote]:
    """The notes that the person sees, with what their pages ask."""
    return _with_words(copy_notes_visible_to(user)).select_related("draft", "done_by")


def _waiting(notes: QuerySet[CopyNote]) -> QuerySet[CopyNote]:
    """Those that nobody has dealt with. A note that comes again with a later draft is one note: the later one, and
    dealt with where one of them was.
    """
    same = CopyNote.objects.filter(
        kind=OuterRef("kind"),
        by=OuterRef("by"),
        text=OuterRef("text"),
        draft__article=OuterRef("draft__article"),
    ).exclude(draft=OuterRef("draft"))
    later = Q(draft__number__gt=OuterRef("draft__number"))
    return notes.filter(~Exists(same.filter(Q(taken__isnull=False) | later)), taken=None)


def _touched() -> QuerySet[Place]:
    """The places that the note's words touch."""
    return Place.objects.filter(draft=OuterRef("draft"), start__lt=OuterRef("end"), end__gt=OuterRef("start"))


def _with_words(notes: QuerySet[CopyNote]) -> QuerySet[CopyNote]:
    return notes.annotate(words=WORDS).order_by("-draft__number", "start", "pk")

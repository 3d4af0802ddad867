"""Notes that came with the copy and that nobody has dealt with: at a claim, or at none."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Least, Substr

from claims.models import Article, Claim, CopyNote, Place, User
from claims.models.prepared import Ask
from claims.permissions import may_check
from claims.permissions.copy_notes import copy_notes_visible_to
from claims.vocabulary import CopyNoteKind

WORDS_SHOWN = 200
# The words that a note stands at; the database counts from 1.
WORDS = Substr("draft__text", F("start") + 1, Least(F("end") - F("start"), Value(WORDS_SHOWN)))


@dataclass(frozen=True, slots=True)
class CopyNoteShown:
    """A note with the words that it stands at."""

    pk: int
    kind: str
    by: str
    text: str
    words: str

    @property
    def kind_word(self) -> str:
        return str(CopyNoteKind(self.kind).label)


def has_copy_notes(article_id: int | Ask) -> Exists:
    """Whether anything came with the article's copy that may still wait, as a column of another query."""
    return Exists(CopyNote.objects.filter(draft__article_id=article_id, taken=None))


def copy_notes_at(user: User, claim: Claim) -> list[CopyNoteShown]:
    """The notes whose words touch the claim's content, source or cue, in whichever draft; one query. None for who may
    attach nothing to it."""
    if not may_check(user, claim.article).allowed:
        return []
    mine = Q(claim=claim)
    if claim.attribution_id:
        mine |= Q(attribution=claim.attribution_id)
    return _shown(_waiting_in(user, claim.article_id).filter(Exists(_touched().filter(mine))))


def copy_notes_apart(user: User, article: Article) -> list[CopyNoteShown]:
    """The notes that stand at no claim; one query. None for who checks nothing in the article."""
    if not may_check(user, article).allowed:
        return []
    return _shown(_waiting_in(user, article.pk).filter(~Exists(_touched())))


def copy_notes_for(user: User) -> QuerySet[CopyNote]:
    """The notes that the person sees, with what their pages ask."""
    return copy_notes_visible_to(user).annotate(words=WORDS).select_related("draft", "done_by")


def _waiting_in(user: User, article_id: int) -> QuerySet[CopyNote]:
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
    again = same.filter(Q(taken__isnull=False) | later)
    return copy_notes_visible_to(user).filter(~Exists(again), draft__article=article_id, taken=None)


def _shown(notes: QuerySet[CopyNote]) -> list[CopyNoteShown]:
    """The newest draft's first, in the order of its text."""
    rows = notes.order_by("-draft__number", "start", "pk")
    return [CopyNoteShown(**one) for one in rows.values("pk", "kind", "by", "text", words=WORDS)]


def _touched() -> QuerySet[Place]:
    """The places that the note's words touch."""
    return Place.objects.filter(draft=OuterRef("draft"), start__lt=OuterRef("end"), end__gt=OuterRef("start"))

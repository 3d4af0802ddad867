"""Notes: the thread of a claim and that of an article, with who is mentioned and what was said before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.utils.dateparse import parse_datetime

from claims.errors import Verdict
from claims.mentions import mentions_in
from claims.models import Article, Claim, Note, NoteEdit, User
from claims.models.json_row import JsonRow
from claims.models.prepared import Prepared
from claims.permissions import may_edit_note, may_note, notes_visible_to


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Somebody whom a note names."""

    name: str
    username: str
    initials: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a note said until then."""

    text: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class NoteShown:
    """A note. `stretches` joined are its text but for the mentions, which are names; `earlier` is oldest first."""

    note: Note
    stretches: tuple[tuple[str, Mentioned | None], ...]
    earlier: tuple[Earlier, ...]
    may_edit: Verdict

    @property
    def edited(self) -> datetime | None:
        """When it was last changed."""
        return self.earlier[-1].until if self.earlier else None


@dataclass(frozen=True, slots=True)
class Thread:
    """Notes, oldest first. `on_article`: how many stand on the article itself, beside a claim's."""

    notes: tuple[NoteShown, ...]
    may_note: Verdict
    on_article: int = 0


def notes_of_claim(user: User, claim: Claim) -> Thread:
    """The thread of a claim whose article the person sees, with it loaded; one query."""
    found = _loaded(notes_visible_to(user).filter(Q(claim=claim) | Q(claim=None), article=claim.article_id))
    here = [one for one in found if one.claim_id == claim.pk]
    return _thread(user, claim.article, here, on_article=len(found) - len(here))


def notes_of_article(user: User, article: Article) -> Thread:
    """The thread of an article that the person sees; one query."""
    here = _loaded(notes_visible_to(user).filter(article=article, claim=None))
    return _thread(user, article, here, on_article=len(here))


def note_for(user: User) -> QuerySet[Note]:
    """The notes that this person may read, with all that a note's page asks."""
    return notes_visible_to(user).select_related("article__desk", "claim", "by")


def _thread(user: User, article: Article, notes: list[Note], on_article: int) -> Thread:
    for note in notes:
        note.article = article
    return Thread(tuple(_shown(user, one) for one in notes), may_note(user, article), on_article)


def _loaded(notes: QuerySet[Note]) -> list[Note]:
    """With authors, mentions and earlier words, in one query whatever their number."""
    return list(notes.select_related("by").annotate(**beside_note()).order_by("at", "pk"))


@Prepared
def beside_note() -> QuerySet[Note]:
    """Who a note names, and what it said before."""
    named = JsonRow(name="user__name", username="user__username", initials="user__initials")
    people = Note.mentions.through.objects.filter(note=OuterRef("pk")).order_by("user_id").values(row=named)
    said = JsonRow("text", "until")
    before = NoteEdit.objects.filter(note=OuterRef("pk")).order_by("until", "pk").values(row=said)
    return Note.objects.annotate(people=ArraySubquery(people), before=ArraySubquery(before))


def _shown(user: User, note: Note) -> NoteShown:
    loaded = vars(note)
    people = [Mentioned(**one) for one in loaded["people"]]
    earlier = tuple(Earlier(one["text"], parse_datetime(one["until"])) for one in loaded["before"])
    return NoteShown(note, tuple(_stretches(note.text, people)), earlier, may_edit_note(user, note))


def _stretches(text: str, people: list[Mentioned]) -> Iterator[tuple[str, Mentioned | None]]:
    """The text, cut at its mentions: words, or the name of who is meant."""
    at = 0
    for mention in mentions_in(text, people):
        yield text[at : mention.start], None
        yield mention.person.name, mention.person
        at = mention.end
    yield text[at:], None

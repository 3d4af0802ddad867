"""The newsroom's register: an entry with all that it has been recorded saying, and an article's speaker beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from claims.errors import Verdict
from claims.models import Article, RegisterEntry, Speaker, User
from claims.permissions import entries_visible_to, may_edit_entry, may_register, speakers_visible_to
from claims.selectors.register_find import (
    entries_called,
    entries_found,
    entries_proposed,
    entries_to_choose,
    linked_to,
    unlinked_called,
)
from claims.selectors.register_record import Line, record_lines
from claims.selectors.register_said import Verdicts, claims_of_entry, verdicts_of

OTHERS_AT_MOST = 20


@dataclass(frozen=True, slots=True)
class TitleGiven:
    """A title, as articles gave it, from when to when."""

    title: str
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Linked:
    """A speaker of an article that the entry is; `at`: when the article's first draft came."""

    speaker: Speaker
    at: datetime
    may_register: Verdict


@dataclass(frozen=True, slots=True)
class EntryPage:
    """`also`: what else it is called; `others`, `unlinked`: who else is; `found`: entries by words, to merge into."""

    entry: RegisterEntry
    also: tuple[str, ...]
    linked: tuple[Linked, ...]
    titles: tuple[TitleGiven, ...]
    verdicts: Verdicts
    others: tuple[RegisterEntry, ...]
    unlinked: tuple[Speaker, ...]
    found: tuple[RegisterEntry, ...]
    lines: tuple[Line, ...]
    may_edit: Verdict

    @property
    def may_part(self) -> bool:
        """Whether some of its speakers may be said to be somebody else."""
        return any(one.may_register.allowed for one in self.linked)

    @property
    def may_undo(self) -> bool:
        return self.may_part or self.may_edit.allowed


@dataclass(frozen=True, slots=True)
class SpeakerPage:
    """A speaker of one article who is in no register that the person sees."""

    speaker: Speaker
    article: Article
    proposed: tuple[RegisterEntry, ...]
    found: tuple[RegisterEntry, ...]
    lines: tuple[Line, ...]
    may_register: Verdict

    @property
    def may_undo(self) -> bool:
        return self.may_register.allowed


def entry_page(user: User, entry: RegisterEntry, words: str = "") -> EntryPage:
    """The page of an entry that the person sees; `words` look for others to merge it into."""
    linked = _linked(user, entry)
    named = [one.speaker.name for one in linked]
    names = [entry.name, *entry.aliases, *named]
    others = entries_called(user, names).exclude(pk=entry.pk)
    found = entries_found(user, words).exclude(pk=entry.pk)[:OTHERS_AT_MOST] if words.strip() else ()
    also = {name.casefold(): name for name in reversed([*entry.aliases, *named])}
    also.pop(entry.name.casefold(), None)
    return EntryPage(
        entry=entry,
        also=tuple(sorted(also.values(), key=str.casefold)),
        linked=linked,
        titles=_titles(linked),
        verdicts=verdicts_of(user, claims_of_entry(user, entry)),
        others=tuple(others[:OTHERS_AT_MOST]),
        unlinked=tuple(unlinked_called(user, names)[:OTHERS_AT_MOST]),
        found=tuple(found),
        lines=record_lines(user, [one.speaker.pk for one in linked], entry),
        may_edit=may_edit_entry(user, entry),
    )


def speaker_page(user: User, speaker: Speaker, words: str = "") -> SpeakerPage:
    """The page of an article's speaker; `words` look for an entry that it is."""
    article, may = speaker.article, may_register(user, speaker)
    return SpeakerPage(
        speaker=speaker,
        article=article,
        proposed=tuple(entries_proposed(user, article, [speaker.name])) if may.allowed else (),
        found=tuple(entries_to_choose(user, article, words)) if may.allowed else (),
        lines=record_lines(user, [speaker.pk]),
        may_register=may,
    )


def speakers_in_article(user: User, article: Article) -> tuple[tuple[Speaker, RegisterEntry | None], ...]:
    """The speakers who say something in an article that the person sees, by name, each with the entry that they are."""
    speaking = speakers_visible_to(user).filter(article=article, merged_into=None, attributions__isnull=False)
    found = list(speaking.distinct().order_by("name", "pk"))
    seen = entries_visible_to(user).in_bulk([one.entry_id for one in found if one.entry_id])
    return tuple((one, seen.get(one.entry_id or 0)) for one in found)


def entry_of(user: User, speaker: Speaker) -> RegisterEntry | None:
    """The entry that a speaker is, where the person sees it."""
    return entries_visible_to(user).filter(pk=speaker.entry_id).first() if speaker.entry_id else None


def _linked(user: User, entry: RegisterEntry) -> tuple[Linked, ...]:
    speakers = linked_to(user).filter(entry=entry).select_related("article__desk")
    found = speakers.prefetch_related("article__bylines").order_by("-article__created", "pk")
    return tuple(Linked(one, one.article.created, may_register(user, one)) for one in found)


def _titles(linked: Iterable[Linked]) -> tuple[TitleGiven, ...]:
    """Each title that was given, the newest first."""
    given: dict[str, list[datetime]] = {}
    for one in linked:
        if one.speaker.title:
            given.setdefault(one.speaker.title, []).append(one.at)
    found = [TitleGiven(title, min(times), max(times)) for title, times in given.items()]
    return tuple(sorted(found, key=lambda one: one.last, reverse=True))

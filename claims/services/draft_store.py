"""Store a draft: its text normalised once, its headline and byline found, and its split asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial

from django.db import transaction

from claims.errors import TextRefused
from claims.extraction import Span
from claims.extraction.blocks import headline_and_byline
from claims.extraction.normalise import normalise
from claims.incoming.notes import place_notes
from claims.incoming.types import NoteInCopy
from claims.models import Article, CopyNote, Draft, Split, User
from claims.vocabulary import DRAFT_CHARACTERS

TITLE_CHARACTERS = 120
# Above this share a line typed is the line found, corrected; below it's another one, and nothing is taken out.
NEARLY_THE_SAME = 0.75


@dataclass(frozen=True, slots=True)
class Copy:
    """A normalised text with the places of its headline and printed byline, in code points, end exclusive."""

    text: str
    headline: Span | None
    byline: Span | None

    @property
    def title(self) -> str:
        """What lists call the article: its headline, or its first words."""
        line = self.text[slice(*self.headline)] if self.headline else self.text.strip()
        line = " ".join(line[: TITLE_CHARACTERS * 4].split())
        return line if len(line) <= TITLE_CHARACTERS else line[: TITLE_CHARACTERS - 1].rstrip() + "…"


def copy_of(text: str, headline: str = "", byline: str = "") -> Copy:
    """Normalise a pasted text once, with the headline and printed byline that a person has put right.

    A corrected line takes the place of the one found; another line that the text lacks is put at its top.

    Raises TextRefused for a text that is empty, a single word, or too long.
    """
    text = normalise(text).strip("\n")
    headline, byline = (" ".join(normalise(line).split()) for line in (headline, byline))
    words = text.split(None, 2)
    if not words:
        raise TextRefused("There is no text yet. Paste the article's words into the box.")
    if len(words) == 1 and len(text) < 50:
        raise TextRefused("That is one word. Paste the whole article.")
    text, headline_at = _with_line(text, headline, headline_and_byline(text)[0], below=None)
    before = len(text)
    text, byline_at = _with_line(text, byline, headline_and_byline(text)[1], below=headline_at)
    if headline_at and byline_at and byline_at[0] < headline_at[0]:
        headline_at = headline_at[0] + len(text) - before, headline_at[1] + len(text) - before
    if len(text) > DRAFT_CHARACTERS:
        raise TextRefused(
            f"This text has {len(text):,} characters; the most is {DRAFT_CHARACTERS:,}. Paste it in parts."
        )
    return Copy(text, headline_at, byline_at)


def _line(text: str, line: str) -> Span | None:
    """Where a line stands by itself in the text's first 3,000 characters."""
    if not line:
        return None
    start = 0
    for found in text[:3_000].splitlines(keepends=True):
        bare = found.strip()
        if bare == line:
            at = start + found.index(bare)
            return at, at + len(bare)
        start += len(found)
    return None


def _with_line(text: str, line: str, found: Span | None, *, below: Span | None) -> tuple[str, Span | None]:
    """The text holding the line, and where: as it stands there, or in place of what the machine found where
    that was nearly the same, or put in at the top or below another line.
    """
    if not line:
        return text, None
    if at := _line(text, line):
        return text, at
    was = " ".join(text[slice(*found)].split()) if found else ""
    if found and was == line:
        return text, found
    if found and SequenceMatcher(None, was, line, autojunk=False).ratio() >= NEARLY_THE_SAME:
        return f"{text[: found[0]]}{line}{text[found[1] :]}", (found[0], found[0] + len(line))
    if below is None:
        return f"{line}\n\n{text}", (0, len(line))
    start = below[1] + 1
    return f"{text[: below[1]]}\n{line}{text[below[1] :]}", (start, start + len(line))


def store_draft(
    article: Article,
    copy: Copy,
    by: User,
    *,
    number: int = 1,
    reason: str = "",
    notes: Sequence[NoteInCopy] = (),
    behind: bool = False,
) -> Split:
    """The draft, the notes that came with it at their words, and the request for its split, queued on commit; for
    services that hold the article's row.

    `behind`: an archive's, read behind what people paste.
    """
    headline, byline = copy.headline or (None, None), copy.byline or (None, None)
    draft = Draft.objects.create(
        article=article,
        number=number,
        text=copy.text,
        sha256=hash_of(copy.text),
        headline_start=headline[0],
        headline_end=headline[1],
        byline_start=byline[0],
        byline_end=byline[1],
        reason=reason,
        by=by,
    )
    CopyNote.objects.bulk_create(
        CopyNote(draft=draft, kind=one.kind, by=one.by[:200], text=one.text, start=one.start, end=one.end)
        for one in place_notes(copy.text, notes)
    )
    split = Split.objects.create(draft=draft, behind=behind)
    queue(split)
    return split


def hash_of(text: str) -> str:
    """SHA-256 of a draft's text: what is signed."""
    return hashlib.sha256(text.encode()).hexdigest()


def queue(split: Split) -> None:
    """Send the split to a worker once this transaction is committed."""
    from claims.tasks import split_draft
    from newsroom.celery import publish

    transaction.on_commit(partial(publish, split_draft, split.pk, behind=split.behind))

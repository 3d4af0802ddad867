"""Store a pasted article and ask for its split."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial

from django.db import transaction

from claims.errors import Refused, TextRefused
from claims.extraction import Span
from claims.extraction.blocks import headline_and_byline
from claims.extraction.normalise import normalise
from claims.models import Article, Desk, Draft, Split, User
from claims.permissions import desks_of, may_paste, may_set_bylines
from claims.services.history import lock_article, lock_key, record, recorded
from claims.vocabulary import DRAFT_CHARACTERS, EventKind

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


@transaction.atomic
def article_paste(
    *,
    desk_id: int,
    by: User,
    key: str,
    text: str,
    headline: str = "",
    byline: str = "",
    written_by: Collection[int] | None = None,
) -> Article:
    """Store the article, its first draft, the request for its split and the event; all or nothing.

    The split is queued on commit; when the broker can't be reached the sweep queues it later. `written_by`
    (user ids) is an editor's word on who wrote it; else whoever pastes counts as a byline. Raises
    Desk.DoesNotExist (not a desk of theirs), Refused, TextRefused. A key used before returns its article.
    """
    desk = desks_of(by).get(pk=desk_id)
    lock_key(key)
    if first := recorded(key, by):
        return first.article
    may_paste(by, desk.pk).or_refuse()
    copy = copy_of(text, headline, byline)
    article = Article.objects.create(desk=desk, title=copy.title)
    lock_article(article.pk)
    writers = _writers(desk, by, written_by)
    article.bylines.set(writers)
    split = Split.objects.create(draft=_draft(article, copy, by))
    record(
        article_id=article.pk,
        what=EventKind.PASTED,
        by=by,
        key=key,
        after={
            "desk": desk.pk,
            "title": article.title,
            "bylines": sorted(person.pk for person in writers),
            "draft": split.draft_id,
            "sha256": split.draft.sha256,
            "split": split.pk,
        },
    )
    queue(split)
    return article


def queue(split: Split) -> None:
    """Send the split to a worker once this transaction is committed."""
    from claims.tasks import split_draft
    from newsroom.celery import publish

    transaction.on_commit(partial(publish, split_draft, split.pk))


def _writers(desk: Desk, by: User, written_by: Collection[int] | None) -> list[User]:
    if written_by is None:
        return [by]
    may_set_bylines(by, desk.pk).or_refuse()
    people = list(desk.members.filter(pk__in=written_by))
    if len(people) != len(set(written_by)):
        raise Refused("Somebody on the list isn't on this desk.")
    return people


def _draft(article: Article, copy: Copy, by: User) -> Draft:
    headline, byline = copy.headline or (None, None), copy.byline or (None, None)
    return Draft.objects.create(
        article=article,
        number=1,
        text=copy.text,
        sha256=hashlib.sha256(copy.text.encode()).hexdigest(),
        headline_start=headline[0],
        headline_end=headline[1],
        byline_start=byline[0],
        byline_end=byline[1],
        by=by,
    )

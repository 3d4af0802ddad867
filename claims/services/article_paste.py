"""Store a pasted article and ask for its split."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

from django.db import transaction

from claims.errors import Refused, TextRefused
from claims.extraction import Span
from claims.extraction.normalise import normalise
from claims.models import Article, Desk, Draft, Split, User
from claims.permissions import desks_of, may_paste, may_set_bylines
from claims.services.history import lock_article, lock_key, record, recorded
from claims.vocabulary import DRAFT_CHARACTERS, EventKind

TITLE_CHARACTERS = 120


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
    """Normalise a pasted text once; a headline or byline that isn't in it becomes a line of its own at the
    top.

    Raises TextRefused for a text that is empty, a single word, or too long.
    """
    text = normalise(text).strip("\n")
    headline, byline = (" ".join(normalise(line).split()) for line in (headline, byline))
    words = text.split(None, 2)
    if not words:
        raise TextRefused("There is no text yet. Paste the article's words into the box.")
    if len(words) == 1 and len(text) < 50:
        raise TextRefused("That is one word. Paste the whole article.")
    text, headline_at = _with_line(text, headline, after=None)
    text, byline_at = _with_line(text, byline, after=headline_at)
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


def _with_line(text: str, line: str, *, after: Span | None) -> tuple[str, Span | None]:
    """The text holding the line, put in at the top or below another line where it wasn't there."""
    if not line:
        return text, None
    if found := _line(text, line):
        return text, found
    if after is None:
        return f"{line}\n\n{text}", (0, len(line))
    start = after[1] + 1
    return f"{text[: after[1]]}\n{line}{text[after[1] :]}", (start, start + len(line))


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

"""A story, its immutable texts, and the job that reads one."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThan, LessThanOrEqual

from claims.models.people import Desk, User
from claims.vocabulary import (
    DRAFT_CHARACTERS,
    SPLIT_UNFINISHED,
    ArticleState,
    CopyNoteKind,
    Coverage,
    SplitState,
)


class Article(models.Model):
    """A story on a desk. `title` is what lists call it: its newest draft's headline, or its first words.

    `hold_why`: the reason of a legal hold, while which nothing of it is erased. `erased_at`: since when only numbers,
    hashes and times are left of it.
    """

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="articles")
    title = models.CharField(max_length=300)
    state = models.CharField(max_length=20, choices=ArticleState.choices, default=ArticleState.OPEN)
    deadline = models.DateTimeField(null=True, blank=True)
    bylines = models.ManyToManyField(User, related_name="stories", blank=True)
    published_url = models.URLField(blank=True, max_length=2000)
    created = models.DateTimeField(auto_now_add=True)
    hold_why = models.TextField(blank=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-created", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(hold_why="") | models.Q(erased_at=None), name="article_held_is_not_erased"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=ArticleState.values), name="article_state_known"
            ),
        )
        indexes = (models.Index(fields=("desk", "-created"), name="article_desk_newest"),)

    def __str__(self) -> str:
        return self.title


class Draft(models.Model):
    """One text, normalised once and never changed. Spans into it are code points, end exclusive.

    `reason`: what a correction of a published article corrects, and why.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="drafts")
    number = models.PositiveIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    headline_start = models.PositiveIntegerField(null=True)
    headline_end = models.PositiveIntegerField(null=True)
    byline_start = models.PositiveIntegerField(null=True)
    byline_end = models.PositiveIntegerField(null=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("article", "number")
        constraints = (
            models.UniqueConstraint(fields=("article", "number"), name="draft_number_once"),
            models.CheckConstraint(condition=GreaterThan(Length("text"), 0), name="draft_not_empty"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), DRAFT_CHARACTERS), name="draft_not_too_long"
            ),
        )

    def __str__(self) -> str:
        return f"draft {self.number} of {self.article_id}"


class Split(models.Model):
    """The record of reading a draft; the message in the broker is only the fast path.

    `heartbeat` and `published` are the database's clock. `progress` is per cent. `error` is for a reader.
    `compared`: the earlier draft whose claims were carried over to this one. `behind`: an archive's, read behind
    what people paste.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="splits")
    compared = models.ForeignKey(Draft, on_delete=models.PROTECT, null=True, related_name="+")
    behind = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=SplitState.choices, default=SplitState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    progress = models.PositiveSmallIntegerField(default=0)
    heartbeat = models.DateTimeField(null=True)
    published = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    model = models.CharField(max_length=100, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    finished = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("draft",), condition=models.Q(state__in=SPLIT_UNFINISHED), name="split_open_once"
            ),
            models.CheckConstraint(condition=models.Q(state__in=SplitState.values), name="split_state_known"),
            models.CheckConstraint(condition=models.Q(progress__lte=100), name="split_progress_per_cent"),
        )
        indexes = (
            models.Index(
                fields=("state",), condition=models.Q(state__in=SPLIT_UNFINISHED), name="split_unfinished"
            ),
        )

    def __str__(self) -> str:
        return f"split {self.pk} of {self.draft_id}: {self.state}"


class CopyNote(models.Model):
    """A comment or a footnote that came with the copy: evidence suggested for the claim that it stands at.

    `start` and `end` are the words that it was put at, in code points of its draft, end exclusive. `by` is the name
    that the file gives. Somebody takes it as evidence, or puts it aside.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="copy_notes")
    kind = models.CharField(max_length=20, choices=CopyNoteKind.choices)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    by = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    taken = models.BooleanField(null=True)

    class Meta:
        ordering = ("draft", "start", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="copy_note_span_not_empty"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=CopyNoteKind.values), name="copy_note_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(taken=None, done_by=None)
                | models.Q(taken__isnull=False, done_by__isnull=False),
                name="copy_note_done_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} at {self.start}–{self.end}"


class Sentence(models.Model):
    """A span of a draft, and who says that it needs no claim. `why` is the reason, the machine's or a
    person's; `clearing_by` asked for it where it takes a second person, with `clearing_why`.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="sentences")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    coverage = models.CharField(max_length=20, choices=Coverage.choices, default=Coverage.OPEN)
    why = models.CharField(max_length=200, blank=True)
    cleared_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    clearing_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    clearing_why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("draft", "start")
        constraints = (
            models.UniqueConstraint(fields=("draft", "start"), name="sentence_start_once"),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="sentence_span_not_empty"
            ),
            models.CheckConstraint(
                condition=models.Q(coverage__in=Coverage.values), name="sentence_coverage_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.start}–{self.end}"

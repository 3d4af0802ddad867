"""What people ask, say and are told."""

from __future__ import annotations

from django.db import models

from claims.models.articles import Article
from claims.models.claims import Claim
from claims.models.people import User
from claims.vocabulary import AskedOf, MailWhen, NoticeKind


class Question(models.Model):
    """Asked of a colleague (`to`) or of a source (`source`, by name), about a claim.

    Open until it is answered or withdrawn. `blocking`: the article can't be signed off before.
    """

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="questions")
    asked_of = models.CharField(max_length=20, choices=AskedOf.choices)
    to = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="questions")
    source = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    answer_by = models.DateTimeField(null=True, blank=True)
    blocking = models.BooleanField(default=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(asked_of=AskedOf.REPORTER, to__isnull=False, source="")
                | models.Q(asked_of=AskedOf.SOURCE, to=None) & ~models.Q(source=""),
                name="question_asked_of_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(answer="", answered_by=None, answered_at=None)
                | ~models.Q(answer="") & models.Q(answered_by__isnull=False, answered_at__isnull=False),
                name="question_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at=None) | models.Q(withdrawn_at=None),
                name="question_ends_once",
            ),
        )
        indexes = (
            models.Index(
                fields=("to", "answer_by"),
                condition=models.Q(answered_at=None, withdrawn_at=None),
                name="question_open_of",
            ),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.withdrawn_at is None


class Kept(models.Manager["Note"]):
    """What is shown: a note that was taken back is read by history alone."""

    def get_queryset(self) -> models.QuerySet[Note]:
        return super().get_queryset().filter(taken_back_at=None)


class Note(models.Model):
    """A remark in the thread of a claim, or of an article. `taken_back_at`: when its author undid it."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="notes")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, null=True, blank=True, related_name="notes")
    text = models.TextField()
    mentions = models.ManyToManyField(User, related_name="+", blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True)

    objects = Kept()
    and_taken_back = models.Manager["Note"]()

    class Meta:
        ordering = ("at", "pk")
        constraints = (models.CheckConstraint(condition=~models.Q(text=""), name="note_says_something"),)

    def __str__(self) -> str:
        return self.text


class NoteEdit(models.Model):
    """What a note said before its author changed it, until when."""

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="edits")
    text = models.TextField()
    until = models.DateTimeField()

    class Meta:
        ordering = ("until", "pk")

    def __str__(self) -> str:
        return self.text


class Notice(models.Model):
    """What one person is told of. `key` is the one-time name of the cause: the same cause tells nobody twice.

    `mail_due`: when it is to go out by e-mail, None where it isn't; `mailed_at`: when it did.
    """

    to = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20, choices=NoticeKind.choices)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, null=True, related_name="+")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, null=True, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    key = models.CharField(max_length=150)
    at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(null=True)
    mail_due = models.DateTimeField(null=True)
    mail_attempts = models.PositiveSmallIntegerField(default=0)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.CheckConstraint(condition=models.Q(kind__in=NoticeKind.values), name="notice_kind_known"),
            models.UniqueConstraint(fields=("to", "key"), name="notice_once"),
        )
        indexes = (
            models.Index(fields=("to", "-at"), name="notice_newest"),
            models.Index(fields=("to",), condition=models.Q(seen_at=None), name="notice_unseen"),
            models.Index(
                fields=("mail_due",),
                condition=models.Q(mail_due__isnull=False, mailed_at=None),
                name="notice_to_mail",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} to {self.to_id}"


class MailChoice(models.Model):
    """When a person wants one kind of notice by e-mail; without a row, the kind's own default."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="mail_choices")
    kind = models.CharField(max_length=20, choices=NoticeKind.choices)
    when = models.CharField(max_length=20, choices=MailWhen.choices)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("user", "kind"), name="mail_choice_once"),
            models.CheckConstraint(condition=models.Q(when__in=MailWhen.values), name="mail_choice_known"),
        )

    def __str__(self) -> str:
        return f"{self.kind}: {self.when}"

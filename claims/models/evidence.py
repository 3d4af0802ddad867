"""What people found, and what it rests on."""

from __future__ import annotations

from django.db import models

from claims.models.claims import Claim
from claims.models.people import Desk, User
from claims.vocabulary import (
    CAPTURE_UNFINISHED,
    CaptureOrigin,
    CaptureState,
    EvidenceKind,
    GroundRules,
    Reached,
    Said,
    So,
    Stance,
)


class Kept(models.Manager["Answer"]):
    """What counts: an answer that was taken back is read by history alone."""

    def get_queryset(self) -> models.QuerySet[Answer]:
        return super().get_queryset().filter(taken_back_at=None)


class Answer(models.Model):
    """What one person found, for one wording. Never changed: a second thought is a second row.

    `taken_back_at`: when its author undid it; it counts for nothing then.
    """

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="answers")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="answers")
    round = models.PositiveSmallIntegerField(default=1)
    wording = models.CharField(max_length=64)
    said = models.CharField(max_length=20, choices=Said.choices, blank=True)
    so = models.CharField(max_length=30, choices=So.choices, blank=True)
    note = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True)

    objects = Kept()
    and_taken_back = models.Manager["Answer"]()

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(condition=models.Q(round__in=[1, 2]), name="answer_round_known"),
            models.CheckConstraint(condition=models.Q(said__in=["", *Said.values]), name="answer_said_known"),
            models.CheckConstraint(condition=models.Q(so__in=["", *So.values]), name="answer_so_known"),
            models.CheckConstraint(condition=~models.Q(said="", so=""), name="answer_says_something"),
        )

    def __str__(self) -> str:
        return f"{self.said} · {self.so}"


class Evidence(models.Model):
    """The thing itself; it belongs to a desk and may serve many claims.

    For a search: `title` is where, `words` which words, `result` what came, `seen` when. For a call: `title` is
    who, `words` what was put to them, `result` what they said, `seen` when, `reply_by` until when they may
    answer; `right_of_reply`: they are accused. `shared`: other desks see it too. `withdrawn_why`: it holds
    no longer.
    """

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=20, choices=EvidenceKind.choices)
    title = models.CharField(max_length=500)
    url = models.URLField(blank=True, max_length=2000)
    words = models.TextField(blank=True)
    result = models.TextField(blank=True)
    seen = models.DateTimeField(null=True, blank=True)
    ground_rules = models.CharField(max_length=30, choices=GroundRules.choices, blank=True)
    reached = models.CharField(max_length=20, choices=Reached.choices, blank=True)
    reply_by = models.DateTimeField(null=True, blank=True)
    right_of_reply = models.BooleanField(default=False)
    shared = models.BooleanField(default=False)
    confidential = models.BooleanField(default=False)
    withdrawn_why = models.TextField(blank=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "evidence"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=EvidenceKind.values), name="evidence_kind_known"
            ),
            models.CheckConstraint(condition=~models.Q(title=""), name="evidence_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(ground_rules__in=["", *GroundRules.values]),
                name="evidence_ground_rules_known",
            ),
            models.CheckConstraint(
                condition=models.Q(reached__in=["", *Reached.values]), name="evidence_reached_known"
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_why="", withdrawn_by=None)
                | ~models.Q(withdrawn_why="") & models.Q(withdrawn_by__isnull=False),
                name="evidence_withdrawn_by_somebody",
            ),
        )
        indexes = (models.Index(fields=("desk", "-at"), name="evidence_desk_newest"),)

    def __str__(self) -> str:
        return self.title


class Capture(models.Model):
    """A kept copy of evidence, and the record of the work of getting it; the message in the broker is the
    fast path.

    `stored` is the made-up name in the evidence store, `name` what the file was called; `size` in bytes; `text` what
    could be read in it. `heartbeat` and `published` are the database's clock. `error` is for a reader.
    """

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="captures")
    origin = models.CharField(max_length=20, choices=CaptureOrigin.choices)
    state = models.CharField(max_length=20, choices=CaptureState.choices, default=CaptureState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    heartbeat = models.DateTimeField(null=True)
    published = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    url = models.URLField(blank=True, max_length=2000)
    final_url = models.URLField(blank=True, max_length=2000)
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=list)
    stored = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=300, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    text = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    kept_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(origin__in=CaptureOrigin.values), name="capture_origin_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=CaptureState.values), name="capture_state_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=CaptureState.KEPT)
                | ~models.Q(stored="") & ~models.Q(sha256="") & models.Q(size__isnull=False),
                name="capture_kept_has_bytes",
            ),
            models.UniqueConstraint(
                fields=("evidence",),
                condition=models.Q(state__in=CAPTURE_UNFINISHED),
                name="capture_open_once",
            ),
        )
        indexes = (
            models.Index(
                fields=("state",),
                condition=models.Q(state__in=CAPTURE_UNFINISHED),
                name="capture_unfinished",
            ),
        )

    def __str__(self) -> str:
        return f"capture {self.pk} of evidence {self.evidence_id}: {self.state}"


class Use(models.Model):
    """A piece of evidence at a claim: where in it, which passage, and what it says of the claim.

    `said_there`: a person has found that the claim's speaker said it there first, as far as anybody knows.
    """

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="uses")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="uses")
    locator = models.CharField(max_length=300, blank=True)
    passage = models.TextField(blank=True)
    stance = models.CharField(max_length=20, choices=Stance.choices, default=Stance.SUPPORTS)
    primary = models.BooleanField(default=False)
    said_there = models.BooleanField(default=False)
    independent_of = models.ManyToManyField("self", blank=True)
    withdrawn_why = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(condition=models.Q(stance__in=Stance.values), name="use_stance_known"),
        )

    def __str__(self) -> str:
        return f"{self.evidence} ({self.stance})"

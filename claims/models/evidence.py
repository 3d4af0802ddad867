"""What people found, and what it rests on."""

from __future__ import annotations

from django.db import models

from claims.models.claims import Claim
from claims.models.people import Desk, User
from claims.vocabulary import EvidenceKind, Said, So, Stance


class Answer(models.Model):
    """What one person found, for one wording. Never changed: a second thought is a second row."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="answers")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="answers")
    round = models.PositiveSmallIntegerField(default=1)
    wording = models.CharField(max_length=64)
    said = models.CharField(max_length=20, choices=Said.choices, blank=True)
    so = models.CharField(max_length=30, choices=So.choices, blank=True)
    note = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)

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

    For a search: `title` is where, `words` which words, `result` what came, `seen` when.
    """

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=20, choices=EvidenceKind.choices)
    title = models.CharField(max_length=500)
    url = models.URLField(blank=True, max_length=2000)
    words = models.TextField(blank=True)
    result = models.TextField(blank=True)
    seen = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    confidential = models.BooleanField(default=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "evidence"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=EvidenceKind.values), name="evidence_kind_known"
            ),
            models.CheckConstraint(condition=~models.Q(title=""), name="evidence_has_a_title"),
        )

    def __str__(self) -> str:
        return self.title


class Use(models.Model):
    """A piece of evidence at a claim: where in it, which passage, and what it says of the claim."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="uses")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="uses")
    locator = models.CharField(max_length=300, blank=True)
    passage = models.TextField(blank=True)
    stance = models.CharField(max_length=20, choices=Stance.choices, default=Stance.SUPPORTS)
    primary = models.BooleanField(default=False)
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

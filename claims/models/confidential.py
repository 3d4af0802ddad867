"""Sources who can't be named: who they are, encrypted, and that an editor who knows has approved."""

from __future__ import annotations

import hashlib

from django.db import models
from django.db.models.functions import Lower

from claims.models.articles import Article
from claims.models.claims import Claim, Speaker
from claims.models.evidence import Evidence
from claims.models.people import User

# What is encrypted of a person, and of a thing: the names under which forms ask for it. It stands nowhere else.
WHO = ("who", "reach", "why_unnamed", "agreed")
WHAT = ("what", "link", "inside", "told")


class Unsaid(dict[str, str]):
    """What is secret while it lies open in memory, by name. A traceback that shows variables shows none of it."""

    def __repr__(self) -> str:
        return f"<{len(self)} unsaid>"

    __str__ = __repr__


class ConfidentialSource(models.Model):
    """Who an unnamed speaker is, or what a confidential piece of evidence is. `pseudonym` stands everywhere instead.

    `sealed` is encrypted with the record's own key; `wrapped_key` is that key, encrypted by SECRETS_KEYS. `stored`: the
    name in the evidence store of its file, which is encrypted with the same key. `people` may open it, nobody else.
    `version` counts its changes. Of a deleted record the key and all that is encrypted are gone.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="confidential")
    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, null=True, related_name="confidential")
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, null=True, related_name="sources")
    pseudonym = models.CharField(max_length=60)
    version = models.PositiveIntegerField(default=1)
    wrapped_key = models.BinaryField(null=True)
    sealed = models.BinaryField(null=True)
    stored = models.CharField(max_length=200, blank=True)
    people = models.ManyToManyField(User, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    deleted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(speaker__isnull=False, evidence=None)
                | models.Q(speaker=None, evidence__isnull=False),
                name="confidential_about_one",
            ),
            models.UniqueConstraint("article", Lower("pseudonym"), name="confidential_pseudonym_once"),
            models.UniqueConstraint(
                fields=("speaker",), condition=models.Q(deleted_at=None), name="confidential_speaker_once"
            ),
            models.UniqueConstraint(fields=("evidence",), name="confidential_evidence_once"),
            models.CheckConstraint(
                condition=models.Q(
                    deleted_at=None, deleted_by=None, wrapped_key__isnull=False, sealed__isnull=False
                )
                | models.Q(
                    deleted_at__isnull=False,
                    deleted_by__isnull=False,
                    wrapped_key=None,
                    sealed=None,
                    stored="",
                ),
                name="confidential_key_gone_when_deleted",
            ),
        )

    def __str__(self) -> str:
        return self.pseudonym

    @property
    def sealed_sha256(self) -> str:
        """What history keeps of what is encrypted; "" where it is gone."""
        return hashlib.sha256(bytes(self.sealed)).hexdigest() if self.sealed is not None else ""


class Approval(models.Model):
    """That an editor named on a record knows who a claim's source is, and approves of leaving them unnamed.

    It counts for one wording of the claim, for the record as it was at `version`, and while the editor is named on it.
    """

    source = models.ForeignKey(ConfidentialSource, on_delete=models.CASCADE, related_name="approvals")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="approvals")
    wording = models.CharField(max_length=64)
    version = models.PositiveIntegerField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("source", "claim", "wording", "version", "by"), name="approval_once"
            ),
        )

    def __str__(self) -> str:
        return f"approval {self.pk} of source {self.source_id}"

"""Who stands for a draft."""

from __future__ import annotations

from django.db import models

from claims.models.articles import Draft
from claims.models.people import User
from claims.vocabulary import Role


class SignOff(models.Model):
    """A signature under one draft's text, named by its hash. With `override_why` it's an editor's override,
    which needs no second one. `role` is the signer's on the desk at that moment.
    """

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="sign_offs")
    signer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="sign_offs")
    role = models.CharField(max_length=20, choices=Role.choices)
    sha256 = models.CharField(max_length=64)
    override_why = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    revoked_why = models.TextField(blank=True)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("draft", "signer"), condition=models.Q(revoked_at=None), name="sign_off_once"
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at=None, revoked_why="")
                | models.Q(revoked_at__isnull=False) & ~models.Q(revoked_why=""),
                name="sign_off_revoked_with_a_reason",
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="sign_off_role_known"),
        )

    def __str__(self) -> str:
        return f"{self.signer} under {self.draft}"

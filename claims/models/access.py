"""Who let whom in: invitations, and the record of what was changed about people and desks."""

from __future__ import annotations

from django.db import models

from claims.models.people import Desk, User
from claims.vocabulary import PeopleChangeKind, Role


class Invitation(models.Model):
    """A link by which one person joins, once, until `expires_at`. `digest` is the SHA-256 of what the link holds: the
    link itself is stored nowhere."""

    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    digest = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_by = models.OneToOneField(User, on_delete=models.PROTECT, null=True, related_name="+")
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(used_by=None, used_at=None)
                | models.Q(used_by__isnull=False, used_at__isnull=False, withdrawn_at=None),
                name="invitation_ends_once",
            ),
        )

    def __str__(self) -> str:
        return self.name


class InvitedRole(models.Model):
    """What whoever joins by an invitation will be on a desk."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="roles")
    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("invitation", "desk"), name="invited_role_once"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="invited_role_known"),
        )

    def __str__(self) -> str:
        return f"{self.role}, {self.desk_id}"


class PeopleChange(models.Model):
    """One change of who may see what; the database refuses to change or delete it.

    `by` is None where single sign-on did it. `before` and `after` are a role, a desk's name, "yes" or nothing: never a
    person's name or address, which may have to be erased. `key` is the one-time key of the form.
    """

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=30, choices=PeopleChangeKind.choices)
    person = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="changes")
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, null=True, related_name="+")
    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, null=True, related_name="+")
    before = models.CharField(max_length=100, blank=True)
    after = models.CharField(max_length=100, blank=True)
    key = models.CharField(max_length=100, unique=True)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(what__in=PeopleChangeKind.values), name="people_change_known"
            ),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False)
                | models.Q(desk__isnull=False)
                | models.Q(invitation__isnull=False),
                name="people_change_about_something",
            ),
        )

    def __str__(self) -> str:
        return f"{self.what}: {self.before} → {self.after}"

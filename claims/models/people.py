"""People, desks, and who works where."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower

from claims.vocabulary import Role


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        """Store a person; without a password they can't sign in by one."""
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> User:
        """Store an administrator (what `createsuperuser` asks for)."""
        return self.create_user(username, password, administrator=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """A person. What they may do on a desk is their Membership's role there.

    `away_until`: the first day on which they are back; `digest_hour`: 0 to 23, in the newsroom's time zone.
    `single_keys`: whether single keys work for them; `own_keys`: those that they have changed, action to key.
    `integration`: another system, in whose name its token acts; it never signs in, and is on no list of people.
    """

    username = models.CharField(max_length=150, unique=True, validators=[UnicodeUsernameValidator()])
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    initials = models.CharField(max_length=4)
    administrator = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    joined = models.DateTimeField(auto_now_add=True)
    away_until = models.DateField(null=True, blank=True)
    digest_hour = models.PositiveSmallIntegerField(default=8)
    single_keys = models.BooleanField(default=True)
    own_keys = models.JSONField(default=dict, blank=True)
    integration = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "initials"]

    objects = UserManager()

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(Lower("username"), name="user_username_once"),
            models.UniqueConstraint(Lower("email"), condition=~models.Q(email=""), name="user_email_once"),
            models.CheckConstraint(condition=models.Q(digest_hour__lte=23), name="user_digest_hour_known"),
            models.CheckConstraint(
                condition=models.Q(integration=False)
                | models.Q(administrator=False, email="", password__startswith="!"),  # noqa: S106  # unusable
                name="user_integration_is_nobody",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Desk(models.Model):
    """Where people work together, and their house rules.

    `high_risks`: the names of the rules that are high here, None where the desk keeps what the table of rules
    says. `signers`: how many people sign an article off. `spellings`: pairs of words of which one may take the other's
    place in a later draft, and what was checked still holds.
    """

    name = models.CharField(max_length=100, unique=True)
    confidential = models.BooleanField(default=False)
    high_risks = ArrayField(models.CharField(max_length=40), null=True, blank=True)
    signers = models.PositiveSmallIntegerField(default=2)
    spellings = ArrayField(ArrayField(models.CharField(max_length=60), size=2), default=list, blank=True)
    members = models.ManyToManyField(User, through="Membership", related_name="desks")

    class Meta:
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(condition=models.Q(signers__in=[1, 2]), name="desk_signers_known"),
        )

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("user", "desk"), name="membership_once"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_role_known"),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.role}, {self.desk}"

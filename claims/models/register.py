"""The newsroom's own book of speakers: who an article's speaker is, as people say."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from claims.models.claims import Speaker
from claims.models.people import Desk, User
from claims.vocabulary import RegisterChangeKind


class RegisterEntry(models.Model):
    """Somebody who speaks in articles. It is there for those alone who see an article with a speaker that people have
    linked to it (`Speaker.entry`), and a confidential desk's for nobody who isn't on it.

    `desk` keeps it: that of the article for which it was made. `aliases`: what else people say they are called; what
    articles call them stands with their speakers. `version` counts the changes of name, aliases and note.
    """

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=300)
    aliases = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.CheckConstraint(condition=~models.Q(name=""), name="register_entry_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name


class RegisterChange(models.Model):
    """One line of the register's record, only ever added: a speaker that was linked from one entry to another, or an
    entry's own words changed (`before` and `after`: name, aliases, note).

    A line about a speaker is seen by who sees the speaker, and goes with it when its article is erased. `action` is the
    one-time key of the form, the same for all that it did.
    """

    what = models.CharField(max_length=20, choices=RegisterChangeKind.choices)
    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, null=True, related_name="register_changes")
    was = models.ForeignKey(RegisterEntry, on_delete=models.CASCADE, null=True, related_name="+")
    now = models.ForeignKey(RegisterEntry, on_delete=models.CASCADE, null=True, related_name="changes")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    action = models.CharField(max_length=60, db_index=True)
    key = models.CharField(max_length=100, unique=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(what__in=RegisterChangeKind.values), name="register_change_known"
            ),
            models.CheckConstraint(
                condition=models.Q(speaker__isnull=False) | models.Q(now__isnull=False, was=models.F("now")),
                name="register_change_about_something",
            ),
        )

    def __str__(self) -> str:
        return f"{self.what}: {self.was_id} → {self.now_id}"

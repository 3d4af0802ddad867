"""What happened, in a chain that nobody with only SQL can forge."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Func, Value
from django.db.models.fields.json import KeyTextTransform

from claims.models.articles import Article
from claims.models.claims import Claim
from claims.models.people import User
from claims.models.prepared import Ask
from claims.vocabulary import EventKind


class Events(models.QuerySet["Event"]):
    """Lines of history, and what they were part of: an action is all that was told under one form's key."""

    def with_action(self) -> Any:
        """With `action`: the one-time key of the form; what a service tells besides has that key, “:” and more."""
        first = Func(F("key"), Value(":"), Value(1), function="split_part", output_field=models.CharField())
        return self.annotate(action=first)

    def standing(self, article_id: int | Ask) -> Any:
        """Those of the article that nobody has undone; the undoing itself is none of them."""
        undone = Event.objects.filter(article_id=article_id, what=EventKind.UNDONE)
        undone = undone.filter(payload__after__has_key="action")
        named = undone.values_list(KeyTextTransform("action", "payload__after"))
        # a list that the database makes once, not a question that it asks of each line
        mine = self.with_action().filter(article_id=article_id).exclude(what=EventKind.UNDONE)
        return mine.exclude(action__in=named)


class Event(models.Model):
    """One line of an article's history; the database refuses to change or delete it.

    `key` is the one-time key of the form that asked for it; `digest` the salted SHA-256 of its payload;
    `chain` an HMAC over this line and the `chain` before it, with a key that the database doesn't hold.
    """

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="events")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, related_name="events")
    number = models.PositiveIntegerField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    what = models.CharField(max_length=30, choices=EventKind.choices)
    key = models.CharField(max_length=100, unique=True)
    digest = models.CharField(max_length=64)
    chain = models.CharField(max_length=64)

    objects = Events.as_manager()

    class Meta:
        ordering = ("article", "number")
        constraints = (
            models.UniqueConstraint(fields=("article", "number"), name="event_number_once"),
            models.CheckConstraint(condition=models.Q(what__in=EventKind.values), name="event_what_known"),
        )
        indexes = (models.Index(fields=("claim", "number"), name="event_of_claim"),)

    def __str__(self) -> str:
        return f"{self.number}: {self.what}"


class EventPayload(models.Model):
    """What was before and after; retention may erase it, the chain holds its digest.

    `undo`: for whoever takes the action back, the claim's own fields as they were before (`claim`), and the other rows
    that it changed, before and after (`rows`, see services/undo_rows); None where there are neither. The digest doesn't
    cover it.
    """

    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="payload")
    salt = models.CharField(max_length=32)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    undo = models.JSONField(null=True)

    def __str__(self) -> str:
        return f"payload of {self.event_id}"

"""Other systems: their tokens, what they called, where they are told of what happens, and what they were told."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from claims.models.articles import Article
from claims.models.people import Desk, User
from claims.vocabulary import DeliveryState, Scope, Topic


class Integration(models.Model):
    """One token for one other system. What it does is done by `account`, which can't sign in.

    `digest` is the token's SHA-256: the token itself is nowhere. `prefix` is its beginning, for finding it. `calls`
    counts those of the minute `minute`, by the database's clock.
    """

    name = models.CharField(max_length=100)
    account = models.OneToOneField(User, on_delete=models.PROTECT, related_name="token")
    desks = models.ManyToManyField(Desk, related_name="integrations")
    scopes = ArrayField(models.CharField(max_length=20, choices=Scope.choices))
    prefix = models.CharField(max_length=11, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    minute = models.DateTimeField(null=True)
    calls = models.PositiveIntegerField(default=0)
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(scopes__contained_by=Scope.values, scopes__len__gte=1),
                name="integration_scopes_known",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_by=None, revoked_at=None)
                | models.Q(revoked_by__isnull=False, revoked_at__isnull=False),
                name="integration_revoked_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return self.name


class ApiCall(models.Model):
    """One call of an integration: which address, by its name, and with which status it was answered. No words of it."""

    integration = models.ForeignKey(Integration, on_delete=models.CASCADE, related_name="api_calls")
    method = models.CharField(max_length=7)
    name = models.CharField(max_length=50)
    about = models.BigIntegerField(null=True)
    status = models.PositiveSmallIntegerField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=("integration", "-id"), name="api_call_newest"),
            models.Index(fields=("at",), name="api_call_oldest"),
        )

    def __str__(self) -> str:
        return f"{self.method} {self.name}: {self.status}"


class Webhook(models.Model):
    """Where an integration is told of what happens on its desks. `sealed` is the secret that signs, encrypted
    (newsroom/sealing)."""

    integration = models.ForeignKey(Integration, on_delete=models.CASCADE, related_name="webhooks")
    url = models.URLField(max_length=500)
    topics = ArrayField(models.CharField(max_length=20, choices=Topic.choices))
    sealed = models.BinaryField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    off_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    off_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(topics__contained_by=Topic.values, topics__len__gte=1),
                name="webhook_topics_known",
            ),
            models.CheckConstraint(
                condition=models.Q(off_by=None, off_at=None)
                | models.Q(off_by__isnull=False, off_at__isnull=False),
                name="webhook_off_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"webhook {self.pk} of {self.integration_id}"


class Delivery(models.Model):
    """One thing that a webhook is told of, and the record of telling it; the message in the broker is the fast path.

    `name` stays the same however often it is sent, so that a receiver knows it again. `body` is sent to the letter.
    `status` is the receiver's, None where none came. `heartbeat` and `published` are the database's clock.
    """

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    name = models.CharField(max_length=60)
    topic = models.CharField(max_length=20, choices=Topic.choices)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    body = models.TextField()
    state = models.CharField(max_length=10, choices=DeliveryState.choices, default=DeliveryState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    heartbeat = models.DateTimeField(null=True)
    published = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    error = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=("webhook", "name"), name="delivery_once"),
            models.CheckConstraint(condition=models.Q(topic__in=Topic.values), name="delivery_topic_known"),
            models.CheckConstraint(
                condition=models.Q(state__in=DeliveryState.values), name="delivery_state_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=DeliveryState.SENT) | models.Q(sent_at__isnull=False),
                name="delivery_sent_at_a_time",
            ),
        )
        indexes = (
            models.Index(
                fields=("state",),
                condition=models.Q(state__in=(DeliveryState.QUEUED, DeliveryState.RUNNING)),
                name="delivery_unfinished",
            ),
        )

    def __str__(self) -> str:
        return f"{self.topic} to {self.webhook_id}: {self.state}"

"""How the newsroom itself is kept running: what works, and what was backed up."""

from __future__ import annotations

from django.db import models

from claims.vocabulary import UpkeepKind


class Heartbeat(models.Model):
    """The last sign of life of a worker, by its name, or of the sweep, by the name of that.

    `queues`: what the worker takes work from. `free` and `total`: bytes of the disk of the evidence store.
    """

    name = models.CharField(max_length=200, unique=True)
    queues = models.CharField(max_length=200, blank=True)
    free = models.PositiveBigIntegerField(null=True)
    total = models.PositiveBigIntegerField(null=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Upkeep(models.Model):
    """A backup that was made, or one that was tried, well or not. `name` is the backup's; `trouble` for a reader."""

    kind = models.CharField(max_length=20, choices=UpkeepKind.choices)
    name = models.CharField(max_length=100, blank=True)
    good = models.BooleanField()
    size = models.PositiveBigIntegerField(default=0)
    files = models.PositiveBigIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)
    began = models.DateTimeField()
    ended = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-ended", "-pk")
        constraints = (
            models.CheckConstraint(condition=models.Q(kind__in=UpkeepKind.values), name="upkeep_kind_known"),
        )
        indexes = (models.Index(fields=("kind", "-ended"), name="upkeep_newest"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"

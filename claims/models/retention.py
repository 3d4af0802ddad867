"""How long a desk keeps what, and what is still to be taken out of the evidence store."""

from __future__ import annotations

from typing import Any

from django.db import models

from claims.models.people import Desk, User

SPANS = ("article_days", "files_days", "reports_days", "notices_days", "typing_days")


class Retention(models.Model):
    """After how many days what of a desk is erased; None: never by itself.

    `article_days` and `files_days` count from the day on which a story was published, corrected or killed: all of the
    story, or the kept copies of its evidence. `reports_days`: from when a report was made. `notices_days`: from when a
    notice was read; `typing_days`: from the last letter of what was typed and not stored. `since`: when this was set;
    nothing goes on its first day.
    """

    desk = models.OneToOneField(Desk, on_delete=models.CASCADE, related_name="retention")
    article_days = models.PositiveIntegerField(null=True, blank=True)
    files_days = models.PositiveIntegerField(null=True, blank=True)
    reports_days = models.PositiveIntegerField(null=True, blank=True)
    notices_days = models.PositiveIntegerField(null=True, blank=True)
    typing_days = models.PositiveIntegerField(null=True, blank=True)
    since = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = tuple(
            models.CheckConstraint(
                condition=models.Q(**{name: None}) | models.Q(**{f"{name}__gte": 1}),
                name=f"retention_{name}_one_or_more",
            )
            for name in SPANS
        )

    def __str__(self) -> str:
        return f"retention of {self.desk}"

    @property
    def spans(self) -> dict[str, Any]:
        """The days, by name."""
        return {name: getattr(self, name) for name in SPANS}


class LeftFile(models.Model):
    """A file in the evidence store whose row is erased: it goes once that is committed, or with the next sweep."""

    stored = models.CharField(max_length=200, unique=True)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"left file {self.pk}"

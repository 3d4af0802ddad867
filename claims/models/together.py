"""Who is where, and what they have typed and not stored yet."""

from __future__ import annotations

from django.db import models

from claims.models.articles import Article
from claims.models.claims import Claim
from claims.models.people import User


class Presence(models.Model):
    """A person who has an article open: the claim that is open there, and when their page last said so."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    claim = models.ForeignKey(Claim, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "article"), name="presence_once"),)
        indexes = (models.Index(fields=("article", "at"), name="presence_now"),)

    def __str__(self) -> str:
        return f"{self.user_id} on article {self.article_id}"


class Typing(models.Model):
    """What a person has typed into a form that isn't stored yet: `form` names it, `fields` are name to values.

    `article` is the one that the form is about, None where there is none as yet.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, null=True, related_name="+")
    form = models.CharField(max_length=100)
    fields = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "form"), name="typing_once"),)
        indexes = (models.Index(fields=("at",), name="typing_oldest"),)

    def __str__(self) -> str:
        return self.form

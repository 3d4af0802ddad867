"""A report as people take it away: made by the form, asked for in a format, and downloaded."""

from __future__ import annotations

import uuid

from django.test import Client
from django.urls import reverse

from claims.models import Article, Report


def made(client: Client, article: Article, **chosen: str) -> Report:
    """A report that this person makes."""
    form = {"key": uuid.uuid4().hex, "audience": "full"} | chosen
    answer = client.post(reverse("article-report", args=[article.pk]), form)
    assert answer.status_code == 303, answer.status_code
    return Report.objects.get(pk=int(answer["Location"].rstrip("/").rsplit("/", 1)[1]))


def taken(client: Client, report: Report, format: str = "csv") -> bytes:
    """Its file in a format that is made at once."""
    address = reverse("report-file", args=[report.pk, format])
    answer = client.post(address, {"key": uuid.uuid4().hex})
    assert (answer.status_code, answer["Location"]) == (303, address)
    return client.get(address).content

"""Make a report: freeze what an article's page says at this moment, number it, and say so in the history."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.db import transaction
from django.db.models import Exists, Max, OuterRef

from claims.exports.report import Report as Snapshot
from claims.exports.snapshot import render_json
from claims.models import Answer, Article, Claim, Report, Use, User
from claims.permissions import articles_visible_to, may_report
from claims.services.history import lock_living, record, recorded
from claims.vocabulary import BLIND, EventKind


@transaction.atomic
def report_make(
    *, article_id: int, by: User, key: str, audience: str, draw: Callable[[Article, int], Snapshot]
) -> Report:
    """Store a report of an article, and its event with the hash of what is in it.

    `draw` reads what `by` may see of the article into the report of that number; nobody writes to the article
    meanwhile, so that all of it is of one moment. A key that was used before returns the first report. Raises
    Article.DoesNotExist, Refused (not for this audience).
    """
    seen = articles_visible_to(by).get(pk=article_id)
    may_report(by, seen, audience).or_refuse()
    article = lock_living(seen.pk)
    if done := recorded(key, by):
        return Report.objects.get(article=article, number=done.payload.after["report"])
    latest = Report.objects.filter(article=article).aggregate(Max("number"))["number__max"] or 0
    snapshot = draw(article, latest + 1)
    content = render_json(snapshot)
    report = Report.objects.create(
        article=article,
        draft=article.drafts.get(number=snapshot.draft),
        number=snapshot.number,
        audience=snapshot.audience,
        content=content.decode(),
        sha256=hashlib.sha256(content).hexdigest(),
        tells=_tells(article),
        by=by,
        at=snapshot.made,
    )
    record(
        article_id=article.pk,
        what=EventKind.EXPORTED,
        by=by,
        key=key,
        after={
            "report": report.number,
            "audience": report.audience,
            "draft": report.draft_id,
            "sha256": report.sha256,
        },
    )
    return report


def _tells(article: Article) -> list[int]:
    """The claims of which a second person has still to answer without knowing what the first one found."""
    answers = Answer.objects.filter(claim=OuterRef("pk"))
    uses = Use.objects.filter(claim=OuterRef("pk"))
    told = Claim.objects.filter(
        Exists(answers) | Exists(uses), article=article, high_risk=True, state__in=BLIND
    )
    return sorted(told.values_list("pk", flat=True))

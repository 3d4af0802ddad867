"""What happened to an article or a claim, as this person may know it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Min, QuerySet

from claims.models import Answer, Article, Claim, Draft, Event, Place, Use, User
from claims.permissions import answers_visible_to, uses_visible_to
from claims.vocabulary import EventKind, How, Part


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One event with what it was about. `hidden`: the answer is round 1 of a claim that awaits their second
    check.
    """

    event: Event
    note: str
    before: dict[str, Any]
    after: dict[str, Any]
    answer: Answer | None
    use: Use | None
    hidden: bool
    erased: bool


def article_history(user: User, article: Article) -> list[HistoryLine]:
    """All events of an article that the person may see, oldest first; as many queries for 1,000 as for 1."""
    return _lines(user, Event.objects.filter(article=article).order_by("number"))


def claim_history(user: User, claim: Claim) -> list[HistoryLine]:
    """All events of one claim, oldest first."""
    return _lines(user, Event.objects.filter(claim=claim).order_by("number"))


def claim_numbers(article: Article) -> dict[int, int]:
    """The numbers that the article's page gives its claims: their ranks in the newest draft; one query."""
    ranked = (
        Place.objects.filter(draft__in=Draft.objects.filter(article=article).order_by("-number")[:1])
        .filter(part=Part.CONTENT)
        .exclude(how=How.LOST)
        .values("claim_id")
        .annotate(first=Min("start"))
        .order_by("first", "claim_id")
    )
    return {row["claim_id"]: number for number, row in enumerate(ranked, start=1)}


def _lines(user: User, events: QuerySet[Event]) -> list[HistoryLine]:
    found = list(events.select_related("by", "claim", "payload"))
    afters = [_after(event) for event in found]
    answers = (
        answers_visible_to(user).filter(pk__in=[one["answer"] for one in afters if "answer" in one]).in_bulk()
    )
    uses = (
        uses_visible_to(user)
        .filter(pk__in=[one["use"] for one in afters if "use" in one])
        .select_related("evidence")
        .in_bulk()
    )
    return [_line(event, after, answers, uses) for event, after in zip(found, afters, strict=True)]


def _after(event: Event) -> dict[str, Any]:
    return event.payload.after if hasattr(event, "payload") else {}


def _line(
    event: Event, after: dict[str, Any], answers: dict[int, Answer], uses: dict[int, Use]
) -> HistoryLine:
    answer = answers.get(after.get("answer", 0))
    hidden = event.what == EventKind.ANSWERED and answer is None
    erased = not hasattr(event, "payload")
    return HistoryLine(
        event=event,
        note="" if erased else event.payload.note,
        before={} if erased or hidden else event.payload.before,
        after={} if hidden else after,
        answer=answer,
        use=uses.get(after.get("use", 0)),
        hidden=hidden and not erased,
        erased=erased,
    )

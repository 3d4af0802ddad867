"""What a speaker has been recorded saying, and how it checked out: over what the reader sees alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, OuterRef, QuerySet, Subquery
from django.utils.safestring import SafeString, mark_safe

from claims.exports.pictures import Bar, bars
from claims.models import Answer, Attribution, Claim, RegisterEntry, Speaker, User
from claims.permissions import answers_visible_to, claims_visible_to, speakers_visible_to
from claims.selectors.queue import first_words
from claims.selectors.register_find import linked_to
from claims.vocabulary import Said, So, State

AGAINST = frozenset({So.WRONG, So.DISPUTED, So.CONTEXT, Said.UNFAIR, Said.MISATTRIBUTED, Said.NOT_FOUND})
BORNE_OUT = frozenset({So.CONFIRMED, Said.VERBATIM, Said.FAIR})


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim of a speaker: `said` and `so` only where it is settled, else where it stands."""

    claim: Claim
    words: str
    at: datetime | None
    state: State
    said: str
    so: str


@dataclass(frozen=True, slots=True)
class Verdicts:
    """How many claims were found what; `open` aren't settled. The pictures say the same as the numbers."""

    total: int
    open: int
    so: tuple[tuple[str, int], ...]
    said: tuple[tuple[str, int], ...]
    picture_so: SafeString
    picture_said: SafeString


def claims_of_entry(user: User, entry: RegisterEntry) -> QuerySet[Claim]:
    """All that it has been recorded saying in articles that the person sees, the newest first; for the paginator."""
    return _claims_of(user, linked_to(user).filter(entry=entry))


def claims_of_speaker(user: User, speaker: Speaker) -> QuerySet[Claim]:
    """The same of one article's speaker."""
    return _claims_of(user, speakers_visible_to(user).filter(pk=speaker.pk))


def _claims_of(user: User, speakers: QuerySet[Speaker]) -> QuerySet[Claim]:
    said = Attribution.objects.filter(speakers__in=speakers.values("pk"))
    found = claims_visible_to(user).filter(attribution__in=said.values("pk")).exclude(state=State.DISMISSED)
    return found.select_related("article").order_by("-article__created", "pk")


def claim_lines(user: User, claims: Sequence[Claim]) -> tuple[ClaimLine, ...]:
    """The lines of a page of these claims; three queries whatever their number."""
    ids = [one.pk for one in claims]
    words = first_words(ids)
    firsts = Claim.objects.filter(pk__in=ids).annotate(first=Min("places__draft__at"))
    stood = dict(firsts.values_list("pk", "first"))
    found = {one.claim_id: one for one in _answers(user, ids)}
    lines = []
    for claim in claims:
        answer = found.get(claim.pk) if claim.state == State.SETTLED else None
        said, so = (answer.said, answer.so) if answer else ("", "")
        lines.append(
            ClaimLine(claim, words.get(claim.pk, ""), stood.get(claim.pk), State(claim.state), said, so)
        )
    return tuple(lines)


def _answers(user: User, ids: Sequence[int]) -> list[Answer]:
    """What the person may see of what was answered, oldest first, for the present wordings."""
    answers = answers_visible_to(user).filter(claim__in=ids).select_related("claim").order_by("pk")
    return [one for one in answers if one.wording == one.claim.wording]


def verdicts_of(user: User, claims: QuerySet[Claim]) -> Verdicts:
    """Counted in the database, over what the person sees; what they may not know isn't settled."""
    answers = answers_visible_to(user).filter(claim=OuterRef("pk"), wording=OuterRef("wording"))
    newest = answers.order_by("-pk")
    settled = claims.filter(state=State.SETTLED).order_by()
    found = settled.annotate(
        found_so=Subquery(newest.values("so")[:1]), found_said=Subquery(newest.values("said")[:1])
    )
    counted = found.values("found_so", "found_said").annotate(number=Count("pk"))
    so, said = dict.fromkeys(So, 0), dict.fromkeys(Said, 0)
    for one in counted:
        if one["found_so"]:
            so[So(one["found_so"])] += one["number"]
        if one["found_said"]:
            said[Said(one["found_said"])] += one["number"]
    total = claims.count()
    return Verdicts(
        total=total,
        open=total - sum(one["number"] for one in counted),
        so=tuple((one.label, number) for one, number in so.items() if number),
        said=tuple((one.label, number) for one, number in said.items() if number),
        picture_so=_picture("Is it so?", so),
        picture_said=_picture("Did they say it?", said),
    )


def _picture(title: str, counts: Mapping[So, int] | Mapping[Said, int]) -> SafeString:
    """A bar for each verdict that was found."""
    rows = [Bar(str(one.label), number, str(number), _ink(one)) for one, number in counts.items() if number]
    return mark_safe(bars(title, rows))  # noqa: S308  # it escapes its words


def _ink(verdict: So | Said) -> str:
    if verdict in BORNE_OUT:
        return "settled"
    return "change" if verdict in AGAINST else "open"

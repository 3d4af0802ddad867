"""What happened to an article or a claim, and how it all stood at some moment, as this person may know it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F, Min, QuerySet
from django.db.models.functions import Substr

from claims.drafts import read_first
from claims.models import Article, Claim, Draft, Event, Place, Sentence, SignOff, Split, User
from claims.permissions import (
    answers_visible_to,
    articles_visible_to,
    captures_visible_to,
    claims_visible_to,
    questions_visible_to,
    sources_visible_to,
    uses_visible_to,
)
from claims.selectors.blind import blind_among
from claims.selectors.history_words import Known, words_of
from claims.vocabulary import ArticleState, EventKind, Part, State

if TYPE_CHECKING:
    from claims.services.history_moment import Moment

WORDS_SHOWN = 120
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One event in words. `hidden`: it tells what this person may not know before their own answers are stored."""

    event: Event
    words: str
    note: str
    hidden: bool
    erased: bool


@dataclass(frozen=True, slots=True)
class ClaimThen:
    """A claim as it stood: `look` names its shape, "" where nothing tells it any more."""

    pk: int
    number: int
    words: str
    state: str
    look: str
    owner: str


@dataclass(frozen=True, slots=True)
class MomentShown:
    """How things stood after one event. `signatures` held then; `unsure`: the words of some are erased."""

    event: Event
    state: str
    url: str
    claims: tuple[ClaimThen, ...]
    signatures: tuple[SignOff, ...]
    unsure: bool


def article_history(user: User, article: Article) -> list[HistoryLine]:
    """All events of an article that the person may see, oldest first; as many queries for 1,000 as for 1."""
    return _lines(user, Event.objects.filter(article=article).order_by("number"))


def claim_history(user: User, claim: Claim) -> list[HistoryLine]:
    """All events of one claim, oldest first."""
    return _lines(user, Event.objects.filter(claim=claim).order_by("number"))


def claim_numbers(article: Article) -> dict[int, int]:
    """The numbers that the article's page gives its claims: their ranks in the draft that it shows; one query."""
    splits = read_first(Split.objects.filter(draft__article=article))
    ranked = (
        Place.objects.filter(draft__in=splits.values("draft_id")[:1], part=Part.CONTENT)
        .values("claim_id")
        .annotate(first=Min("start"))
        .order_by("first", "claim_id")
    )
    return {row["claim_id"]: number for number, row in enumerate(ranked, start=1)}


def _lines(user: User, events: QuerySet[Event]) -> list[HistoryLine]:
    found = list(events.select_related("by", "claim", "payload"))
    known = _known(user, [event.payload.after for event in found if hasattr(event, "payload")])
    secret = _comments_kept_from(user, found)
    return [_line(event, known, secret) for event in found]


def _comments_kept_from(user: User, events: Sequence[Event]) -> set[int]:
    """The events in which a second checker says what they found instead, to who may be the next one."""
    comments = [one for one in events if one.by_id != user.pk and _is_sent_back(one)]
    blind = blind_among(user, {one.claim_id or 0 for one in comments}) if comments else set()
    return {one.pk for one in comments if one.claim_id in blind}


def _is_sent_back(event: Event) -> bool:
    if event.what != EventKind.MOVED or not hasattr(event, "payload"):
        return False
    states = event.payload.before.get("state"), event.payload.after.get("state")
    return states == (State.SECOND, State.CHECKING)


def _line(event: Event, known: Known, secret: Collection[int]) -> HistoryLine:
    if not hasattr(event, "payload"):
        return HistoryLine(event, "", "", hidden=False, erased=True)
    before, after, note = event.payload.before, event.payload.after, event.payload.note
    hidden = event.what == EventKind.ANSWERED and after.get("answer") not in known.answers
    if hidden or event.pk in secret:
        return HistoryLine(event, "", "", hidden=True, erased=False)
    return HistoryLine(event, words_of(event, before, after, known), note, hidden=False, erased=False)


def _known(user: User, afters: Sequence[dict[str, Any]]) -> Known:
    """The rows that these payloads name, of those that the person may see; a query for each kind that is named."""

    def named(*names: str) -> set[int]:
        found = [after.get(name) for after in afters for name in names]
        flat = [pk for one in found for pk in (one if isinstance(one, list) else [one])]
        return {pk for pk in flat if isinstance(pk, int)}

    texts = {"words": Substr("draft__text", F("start") + 1, F("end") - F("start"))}
    sentences = Sentence.objects.filter(draft__article__in=articles_visible_to(user).values("pk")).annotate(
        **texts
    )
    uses = uses_visible_to(user).select_related("evidence")
    questions = questions_visible_to(user).select_related("to")
    drafts = Draft.objects.filter(article__in=articles_visible_to(user).values("pk")).defer("text")
    sign_offs = _sign_offs(user)
    return Known(
        users=User.objects.in_bulk(named("owner", "bylines", "named")),
        answers=answers_visible_to(user, and_taken_back=True).in_bulk(named("answer")),
        uses=uses.in_bulk(named("use")),
        questions=questions.in_bulk(named("question")),
        captures=captures_visible_to(user).defer("text").in_bulk(named("capture")),
        sentences=sentences.in_bulk(named("sentence")),
        drafts=drafts.in_bulk(named("draft", "compared")),
        sign_offs=sign_offs.in_bulk(named("sign_offs")),
        sources=sources_visible_to(user).in_bulk(named("source")),
    )


def _sign_offs(user: User) -> QuerySet[SignOff]:
    seen = articles_visible_to(user).values("pk")
    return (
        SignOff.objects.filter(draft__article__in=seen).select_related("signer", "draft").defer("draft__text")
    )


# -- at a moment ---------------------------------------------------------------------------------------------


def moment_shown(user: User, article: Article, moment: Moment, claim: Claim | None = None) -> MomentShown:
    """How the article stood after an event, or one claim of it; what erased words told of is said to be unknown."""
    told, numbers = moment.told.claims, claim_numbers(article)
    seen = claims_visible_to(user).filter(article=article)
    ids = (
        [claim.pk]
        if claim
        else [pk for pk in seen.values_list("pk", flat=True) if pk in told or moment.split_erased]
    )
    words = _first_words(ids)
    owners = User.objects.in_bulk({row["owner"] for row in told.values() if row.get("owner")})
    claims = [
        ClaimThen(
            pk=pk,
            number=numbers.get(pk, 0),
            words=words.get(pk, ""),
            state=_state(told.get(pk, {})),
            look=State(told[pk]["state"]).name.lower() if "state" in told.get(pk, {}) else "",
            owner=_owner(told.get(pk, {}), owners),
        )
        for pk in ids
    ]
    signed = _sign_offs(user).in_bulk(moment.signed)
    state = moment.told.article.get("state")
    return MomentShown(
        event=moment.event,
        state=ArticleState(state).label if state else UNKNOWN,
        url=moment.told.article.get("published_url", UNKNOWN),
        claims=tuple(sorted(claims, key=lambda one: (one.number or 1 << 30, one.pk))),
        signatures=tuple(signed[pk] for pk in moment.signed if pk in signed),
        unsure=moment.unsure,
    )


def _state(row: dict[str, Any]) -> str:
    return State(row["state"]).label if "state" in row else UNKNOWN


def _owner(row: dict[str, Any], owners: dict[int, User]) -> str:
    if "owner" not in row:
        return UNKNOWN
    found = owners.get(row["owner"] or 0)
    return found.name if found else ""


def _first_words(ids: Sequence[int]) -> dict[int, str]:
    """The first words of each claim in its newest draft, cut by the database."""
    first = Place.objects.filter(claim__in=ids, part=Part.CONTENT, piece=0).order_by("draft__number")
    cut = first.annotate(words=Substr("draft__text", F("start") + 1, F("end") - F("start")))
    return {pk: words[:WORDS_SHOWN] for pk, words in cut.values_list("claim_id", "words")}

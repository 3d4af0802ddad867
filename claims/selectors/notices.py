"""What a person was told of, as the page says it; and how much of it they haven't read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, Max, OuterRef, QuerySet
from django.db.models.functions import Substr

from claims.models import MailChoice, Notice, Place, User
from claims.permissions import articles_visible_to, notices_visible_to
from claims.vocabulary import MAIL_DEFAULTS, MailWhen, NoticeKind, Part

WORDS_SHOWN = 160
UNREAD_AT_MOST = 100

# What somebody did; of what nobody did, and of the other kinds, the kind's own label says what happened.
DID = {
    NoticeKind.ASSIGNED: "gave you a claim",
    NoticeKind.ASKED: "asked you a question",
    NoticeKind.REPLIED: "answered your question",
    NoticeKind.DISAGREED: "disagrees after a second check",
    NoticeKind.MENTIONED: "mentioned you in a note",
}


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """`title` and `words` are "" where the person sees no more than the question that they are asked."""

    notice: Notice
    sentence: str
    title: str
    words: str

    @property
    def unread(self) -> bool:
        return self.notice.seen_at is None


def notices_of(user: User) -> QuerySet[Notice]:
    """What the person was told of and may still see, newest first; for the paginator."""
    sees = articles_visible_to(user).filter(pk=OuterRef("article_id"))
    return (
        notices_visible_to(user)
        .annotate(sees_article=Exists(sees))
        .select_related("by", "article")
        .order_by("-at", "-pk")
    )


def notice_rows(notices: Sequence[Notice]) -> list[NoticeRow]:
    """A page of them in words; one query whatever their number."""
    seen = [one for one in notices if one.sees_article]  # type: ignore[attr-defined]
    words = _first_words([one.claim_id for one in seen if one.claim_id])
    return [
        NoticeRow(
            notice=one,
            sentence=sentence(one),
            title=one.article.title if one in seen else "",
            words=words.get(one.claim_id or 0, "") if one in seen else "",
        )
        for one in notices
    ]


def sentence(notice: Notice) -> str:
    """“Edie Editor gave you a claim”, or what happened where nobody did it."""
    kind = NoticeKind(notice.kind)
    if kind == NoticeKind.ASSIGNED and notice.by and notice.claim_id is None:
        return f"{notice.by} gave you several claims"
    return f"{notice.by} {DID[kind]}" if notice.by and kind in DID else str(kind.label)


def unread(user: User) -> int:
    """How many notices the person hasn't read, counted to 100; one query."""
    return notices_visible_to(user).filter(seen_at=None)[:UNREAD_AT_MOST].count()


def newest(user: User) -> int:
    """The number of the last notice that the person has, for "all up to here"; 0 where there is none."""
    return Notice.objects.filter(to=user).aggregate(last=Max("pk"))["last"] or 0


def notice_choices(user: User) -> dict[NoticeKind, MailWhen]:
    """When the person gets mail of each kind, in the order of the kinds."""
    own = dict(MailChoice.objects.filter(user=user).values_list("kind", "when"))
    return {kind: MailWhen(own.get(kind, MAIL_DEFAULTS[kind])) for kind in NoticeKind}


def _first_words(claim_ids: Sequence[int]) -> dict[int, str]:
    """The first words of each claim in its newest draft, cut by the database: a draft may be long."""
    first = Place.objects.filter(claim__in=claim_ids, part=Part.CONTENT, piece=0).order_by("draft__number")
    cut = first.annotate(words=Substr("draft__text", F("start") + 1, F("end") - F("start")))
    return {claim: words[:WORDS_SHOWN] for claim, words in cut.values_list("claim_id", "words")}

"""Finding entries of the newsroom's register, of those that the person sees: by words, and by the names of somebody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    CharField,
    Count,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Coalesce, Lower

from claims.models import Article, Claim, RegisterEntry, Speaker, User
from claims.permissions import entries_visible_to, may_link, speakers_visible_to
from claims.vocabulary import SpeakerKind

PROPOSED_AT_MOST = 10


class Lowered(Func):
    """An array of words in small letters."""

    template = "lower(%(expressions)s::text)::text[]"
    output_field = ArrayField(TextField())


def entries_found(user: User, words: str) -> QuerySet[RegisterEntry]:
    """The entries with each of these words in their name, their aliases, or what an article that the person sees calls
    them; by name, each with `articles`: in how many of those they are."""
    joined = Func(F("aliases"), Value(" "), function="array_to_string", output_field=CharField())
    found = entries_visible_to(user).annotate(also=joined)
    for word in words.replace("\0", "").split():
        called = Exists(linked_to(user).filter(entry=OuterRef("pk"), name__icontains=word))
        found = found.filter(Q(name__icontains=word) | Q(also__icontains=word) | called)
    here = linked_to(user).filter(entry=OuterRef("pk")).order_by().values("entry")
    counted = here.annotate(number=Count("article", distinct=True)).values("number")
    articles = Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    return found.annotate(articles=articles).select_related("desk").order_by(Lower("name"), "pk")


def entries_called(user: User, names: Iterable[str]) -> QuerySet[RegisterEntry]:
    """The entries that bear one of these names, as their own, as an alias, or in an article that the person sees."""
    low = _lowered(names)
    called = Exists(linked_to(user).annotate(low=Lower("name")).filter(entry=OuterRef("pk"), low__in=low))
    found = entries_visible_to(user).annotate(low=Lower("name"), lows=Lowered("aliases"))
    matching = found.filter(Q(low__in=low) | Q(lows__overlap=low) | called) if low else found.none()
    return matching.select_related("desk").order_by(Lower("name"), "pk")


def entries_proposed(user: User, article: Article, names: Iterable[str]) -> list[RegisterEntry]:
    """Who the machine proposes for a speaker of the article with these names: who is called that, and may be linked to
    it. Nothing is linked by it."""
    return [one for one in entries_called(user, names) if may_link(user, article, one).allowed][
        :PROPOSED_AT_MOST
    ]


def entries_to_choose(user: User, article: Article, words: str) -> list[RegisterEntry]:
    """The first entries that have these words, of those that a speaker of the article may be linked to."""
    if not words.strip():
        return []
    found = entries_found(user, words)[: 3 * PROPOSED_AT_MOST]
    return [one for one in found if may_link(user, article, one).allowed][:PROPOSED_AT_MOST]


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom a claim's speaker may be set to, and of which article it is."""

    article: Article
    proposed: tuple[RegisterEntry, ...]
    found: tuple[RegisterEntry, ...]


def for_claim(user: User, claim: Claim, words: str) -> Choice:
    """The entries called as who says the claim, and those that have the words."""
    said = speakers_visible_to(user).filter(attributions=claim.attribution_id) if claim.attribution_id else ()
    proposed = entries_proposed(user, claim.article, [one.name for one in said])
    return Choice(claim.article, tuple(proposed), tuple(entries_to_choose(user, claim.article, words)))


def linked_to(user: User) -> QuerySet[Speaker]:
    """The speakers that are linked to an entry and that the person sees."""
    return speakers_visible_to(user).filter(entry__isnull=False, merged_into=None)


def unlinked_called(user: User, names: Iterable[str]) -> QuerySet[Speaker]:
    """The speakers of that name who, as far as the person sees, are linked to no entry; the newest first."""
    nowhere = Q(entry=None) | ~Q(entry__in=entries_visible_to(user).values("pk"))
    found = speakers_visible_to(user).filter(nowhere, merged_into=None).exclude(kind=SpeakerKind.UNNAMED)
    found = found.annotate(low=Lower("name")).filter(low__in=_lowered(names))
    return found.select_related("article__desk").order_by("-pk")


def _lowered(names: Iterable[str]) -> list[str]:
    return sorted({name.lower() for name in names if name.strip()})

"""What is kept from whoever may check a claim second, until their own answers are stored."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, QuerySet

from claims.models import Answer, Article, Claim, Use, User
from claims.permissions import blind_to, claims_visible_to


def with_blindness(claims: QuerySet[Claim], user: User) -> QuerySet[Claim]:
    """The claims with what `hide_first` and `first_is_hidden` ask for, in the same query."""
    others = Answer.objects.filter(claim_id=OuterRef("pk")).exclude(by_id=user.pk)
    blind = ExpressionWrapper(blind_to(user), output_field=BooleanField())
    return claims.annotate(is_blind=blind, has_others=Exists(others))


def hide_first(claims: Iterable[Claim]) -> list[Claim]:
    """The claims without what happens to the copy, where that would tell what the first person answered."""
    found = list(claims)
    for claim in found:
        if is_blind(claim):
            claim.copy, claim.fix = "", ""
    return found


def answers_of(article: Article, claims: Iterable[Claim], user: User) -> list[Answer]:
    """The answers at an article's claims, which come from `with_blindness`, that the person may see, oldest first, each
    with its claim; one query. `answers_visible_to` would ask the database again what these claims have been told.
    """
    by_pk = {claim.pk: claim for claim in claims}
    seen = []
    for one in Answer.objects.filter(claim__article=article).select_related("by").order_by("pk"):
        claim = by_pk.get(one.claim_id)
        if claim and (one.by_id == user.pk or not is_blind(claim)):
            one.claim = claim
            seen.append(one)
    return seen


def is_blind(claim: Claim) -> bool:
    """Whether this reader is kept from what others answer about a claim of `with_blindness`."""
    return bool(claim.is_blind)  # type: ignore[attr-defined]


def first_is_hidden(claim: Claim) -> bool:
    """Whether there is an answer that this reader is kept from."""
    return is_blind(claim) and bool(claim.has_others)  # type: ignore[attr-defined]


def blind_among(user: User, claim_ids: Collection[int]) -> set[int]:
    """The claims among these of which the person may not know what was answered; one query."""
    claims = claims_visible_to(user).filter(blind_to(user), pk__in=claim_ids)
    return set(claims.values_list("pk", flat=True))


def hide_stances(uses: Iterable[Use], user: User, blind: Collection[int]) -> None:
    """Take the stance off the uses that others have made at these claims: it tells what they found."""
    for use in uses:
        if use.claim_id in blind and use.by_id != user.pk:
            use.stance = ""

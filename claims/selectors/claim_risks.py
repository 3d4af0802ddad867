"""The risks of the open claim: which are high here, and which somebody wishes to lower."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from claims.errors import Verdict
from claims.extraction.risks.rules import RULES, Rule
from claims.guards import high_rules, wrote
from claims.models import Claim, Lowering, User
from claims.models.json_row import JsonRow
from claims.permissions import may_decide


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody's wish to lower a risk, and whether this person decides about it. `counts`: they wrote no story here."""

    name: str
    why: str
    may_decide: Verdict
    counts: bool


@dataclass(frozen=True, slots=True)
class RiskShown:
    rule: Rule
    high: bool
    wish: Wish | None


def with_wishes(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """The claims with what `risks_of` reads, in the same query."""
    lowerings = Lowering.objects.filter(claim=OuterRef("pk"), agreed=None).order_by("pk")
    shown = JsonRow("risk", "why", by="by_id", name="by__name")
    return claims.annotate(wishes=ArraySubquery(lowerings.values(shown=shown)))


def risks_of(user: User, claim: Claim) -> tuple[RiskShown, ...]:
    """The claim's risks in the table's order; the claim has its article with desk and bylines."""
    high = {rule.name for rule in high_rules(claim.risks, claim.article.desk)}
    wishes = {one["risk"]: _wish(user, claim, one) for one in claim.wishes}  # type: ignore[attr-defined]
    return tuple(
        RiskShown(rule, rule.name in high, wishes.get(rule.name))
        for rule in RULES
        if rule.name in claim.risks
    )


def risks_to_raise(claim: Claim) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if rule.name not in claim.risks)


def _wish(user: User, claim: Claim, found: dict[str, str]) -> Wish:
    asker = User(pk=int(found["by"]), name=found["name"])
    verdict = may_decide(user, claim, Lowering(by=asker))
    return Wish(asker.name, found["why"], verdict, asker.pk not in wrote(claim))

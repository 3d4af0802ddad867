"""A desk's house rules, as its page shows them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from claims.anchoring.spellings import spelled
from claims.errors import Verdict
from claims.extraction.risks.rules import RULES, Rule
from claims.guards import high_rules, rules_spelled
from claims.models import Desk, User
from claims.permissions import may_set_rules


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule, and whether it is high on this desk."""

    rule: Rule
    high: bool


@dataclass(frozen=True, slots=True)
class RulesPage:
    """`seen` are the rules in a line, for the form to carry; `own`: the desk has chosen for itself; `signers`: how many
    people sign; `spellings` are its pairs, one a line.
    """

    desk: Desk
    rows: tuple[RuleRow, ...]
    own: bool
    signers: int
    spellings: str
    seen: str
    may_set: Verdict


def rules_page(user: User, desk: Desk) -> RulesPage:
    """The rules of a desk that the person is on; no query."""
    high = {rule.name for rule in high_rules((rule.name for rule in RULES), desk)}
    return RulesPage(
        desk=desk,
        rows=tuple(RuleRow(rule, rule.name in high) for rule in RULES),
        own=desk.high_risks is not None,
        signers=desk.signers,
        spellings=spelled(desk.spellings),
        seen=rules_spelled(desk),
        may_set=may_set_rules(user, desk.pk),
    )


def with_typed(page: RulesPage, *, high: Collection[str], signers: int, spellings: str) -> RulesPage:
    """The page with what somebody chose and wrote on it, not stored."""
    rows = tuple(RuleRow(row.rule, row.rule.name in high) for row in page.rows)
    return replace(page, rows=rows, signers=signers, spellings=spellings)

"""A desk's own choice: which risks are high, how many people sign, and which spellings are one word."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Q

from claims.anchoring.spellings import Pair, problem_of
from claims.errors import Refused
from claims.guards import RULE, is_high, rules_spelled
from claims.models import Article, Claim, Desk, User
from claims.permissions import desks_of, may_set_rules
from claims.services.claim_change import change, claim_now
from claims.vocabulary import DECIDED, EventKind

Rules = tuple[frozenset[str] | None, int, list[list[str]]]
AT_ONCE = 500


@transaction.atomic
def desk_rules(
    *,
    desk_id: int,
    by: User,
    key: str,
    seen: str,
    high_risks: Collection[str] | None,
    signers: int,
    spellings: Iterable[Pair] = (),
) -> Desk:
    """Store the rules, and say of each claim that isn't settled or dismissed whether its risk is high by them.

    `seen` are the rules that the form was drawn with (`rules_spelled`); `high_risks` None goes back to what the table
    of rules says; `spellings` hold for the drafts that come. All claims and their events change with the rules, or
    nothing does: the desk's articles are locked, in the order of their ids, and no new one comes meanwhile. Raises
    Desk.DoesNotExist, Refused (not an editor; somebody was faster; no such rule; no pair of spellings). A second run
    with the same wish changes nothing.
    """
    desk = _locked(desks_of(by).get(pk=desk_id).pk)
    may_set_rules(by, desk_id).or_refuse()
    pairs = [list(pair) for pair in spellings]
    wanted = (None if high_risks is None else frozenset(high_risks), signers, pairs)
    if rules_of(desk) == wanted:
        return desk
    if rules_spelled(desk) != seen:
        raise Refused("Somebody changed the rules since you opened this page. Load it again.")
    if not set(RULE).issuperset(high_risks or ()) or signers not in (1, 2):
        raise Refused("There is no such rule.")
    if wrong := next((pair for pair in pairs if problem_of(tuple(pair))), None):
        raise Refused(f"“{' = '.join(wrong)}”: {problem_of(tuple(wrong))}.")
    desk.high_risks = None if high_risks is None else [name for name in RULE if name in high_risks]
    desk.signers = signers
    desk.spellings = pairs
    desk.save(update_fields=["high_risks", "signers", "spellings"])
    _recompute(desk, by, key)
    return desk


def _locked(desk_id: int) -> Desk:
    """The desk with all its articles, in the order in which every other service locks them: articles first."""
    articles = (
        Article.objects.select_for_update().filter(desk=desk_id).order_by("pk").values_list("pk", flat=True)
    )
    held = list(articles)
    desk = Desk.objects.select_for_update().get(pk=desk_id)
    list(articles.exclude(pk__in=held))  # what was pasted in between; from here on nothing is
    return desk


def rules_of(desk: Desk) -> Rules:
    high = None if desk.high_risks is None else frozenset(desk.high_risks)
    return high, desk.signers, desk.spellings


def _recompute(desk: Desk, by: User, key: str) -> None:
    """Each claim of which the rules say something else now, article by article."""
    names = [name for name in RULE if is_high([name], desk)]
    is_now = Q(risks__overlap=names) if names else Q(pk__in=[])
    found = Claim.objects.filter(article__desk=desk).exclude(state__in=DECIDED)
    found = found.filter(Q(high_risk=False) & is_now | Q(high_risk=True) & ~is_now).order_by(
        "article_id", "pk"
    )
    for claim_id in found.values_list("pk", flat=True).iterator(chunk_size=AT_ONCE):
        claim, event = claim_now(claim_id), f"{key}:{claim_id}"
        high = is_high(claim.risks, desk)
        change(claim, what=EventKind.RULES_CHANGED, by=by, key=event, high_risk=high)

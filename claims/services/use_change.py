"""Describe a use of evidence anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.crypto import salted_hmac

from claims.errors import Stale
from claims.guards import is_enough
from claims.models import Claim, Use, User
from claims.permissions import may_change_use, uses_visible_to
from claims.services.claim_change import claim_to_change
from claims.services.claim_stale import go_stale
from claims.services.history import record, recorded
from claims.services.history_pieces import told
from claims.services.undo_rows import Rows, changed_from, told_before
from claims.services.use_store import may_be_said, rows_now, uses_named
from claims.vocabulary import EventKind, Stance, State


@transaction.atomic
def use_change(
    *,
    use_id: int,
    seen: str,
    by: User,
    key: str,
    locator: str = "",
    passage: str = "",
    stance: Stance | str = "",
    primary: bool = False,
    said_there: bool = False,
    independent_of: Sequence[int] = (),
) -> Use:
    """Set place, passage, stance and the rest of a use, with the event; all or nothing. An empty stance is left as it
    is: who may not know it yet may still mend the rest.

    `seen` is the digest of the use that the form was drawn with (`version_of`). A settled claim goes stale where the
    stance changed or where the use was enough to settle on and is no longer. Raises Use.DoesNotExist, Refused, Stale
    (somebody described it meanwhile). A key that was used before changes nothing.
    """
    use, claim = use_to_change(use_id, by)
    if recorded(key, by):
        return use
    may_change_use(by, use, claim).or_refuse()
    if version_of(use) != seen:
        raise Stale(claim)
    if said_there and not use.said_there:
        may_be_said(claim, use.evidence).or_refuse()
    others = uses_named(claim, independent_of, but=use)
    before = set(use.independent_of.values_list("pk", flat=True))
    was_stance, was_enough = use.stance, is_enough(use)
    stood = told_before([use, *use.independent_of.all(), *others])
    use.locator, use.passage, use.stance, use.primary = locator, passage, stance or use.stance, primary
    use.said_there = said_there
    use.save(update_fields=["locator", "passage", "stance", "primary", "said_there"])
    use.independent_of.set(others)
    changed = Use.objects.filter(pk__in={use.pk, *(before ^ {other.pk for other in others})})
    tell_uses(
        claim, EventKind.USE_CHANGED, changed, by=by, key=key, after={"use": use.pk}, rows=changed_from(stood)
    )
    if use.stance != was_stance or (was_enough and not is_enough(use)):
        unsettle(claim, f"Evidence was described anew: {use.evidence}.", by=by, key=key)
    return use


def version_of(use: Use) -> str:
    """What a form about a use carries as `seen`; keyed, as a bare digest could be tried until it tells the stance."""
    (now,) = rows_now([use])
    return salted_hmac("use", told(now)[2], algorithm="sha256").hexdigest()


def use_to_change(use_id: int, by: User) -> tuple[Use, Claim]:
    """A use that the person sees and its claim, with the article's row locked. Raises Use.DoesNotExist."""
    claim_id = uses_visible_to(by).values_list("claim_id", flat=True).get(pk=use_id)
    try:
        claim = claim_to_change(claim_id, by)
    except Claim.DoesNotExist as error:
        raise Use.DoesNotExist from error
    return uses_visible_to(by).select_related("evidence", "by").get(pk=use_id), claim


def tell_uses(
    claim: Claim,
    what: EventKind,
    uses: Iterable[Use],
    *,
    by: User | None,
    key: str,
    after: dict[str, int],
    note: str = "",
    rows: Rows = (),
) -> None:
    """Record what became of a claim's uses, as they are now; `rows`: what they were, for an undo."""
    record(
        article_id=claim.article_id,
        claim=claim,
        what=what,
        by=by,
        key=key,
        after=after,
        note=note,
        pieces=rows_now(uses),
        undo={"rows": list(rows)},
    )


def unsettle(claim: Claim, why: str, *, by: User | None, key: str) -> None:
    """A settled claim whose ground has changed is looked at again."""
    if claim.state == State.SETTLED:
        go_stale(claim, why, by, f"{key}:stale")

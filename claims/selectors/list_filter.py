"""Which claims an article's list shows: what the address asks for, what that leaves, and what else to choose."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from claims.anchoring.finding import AT_MOST
from claims.guards import RULE
from claims.models import User
from claims.selectors.rows import LEFT, ClaimRow
from claims.vocabulary import State

FACETS = {
    "state": "State",
    "risk": "Risk",
    "person": "Person",
    "speaker": "Speaker",
    "kind": "Kind",
    "question": "Question",
}
LONGEST, MOST = 4_000, 100  # characters of a query, and pairs in it
STATES = {
    "open": "Open",
    "work": "In work",
    "awaiting": "Awaiting a reply",
    "second": "Second check",
    "stale": "Stale",
    "lost": "Lost",
    "change": "To change",
    "settled": "Settled",
    "dismissed": "Dismissed",
}
KINDS = {"attributed": "Attributed", "own": "Own voice", "unsure": "Unsure"}
HIGH, ME, NOBODY, NAMELESS = "high", "me", "nobody", "open"
STATE_OF = dict.fromkeys(LEFT, "open") | {State.CHECKING: "work"}

Chosen = tuple[tuple[str, str], ...]
Has = Mapping[str, frozenset[str]]  # values by facet


@dataclass(frozen=True, slots=True)
class ListFilter:
    """What an address asks of the list: its order, words to find, and facets with the values of which one must hold.

    Of two facets both must hold. The order doesn't matter to `chosen`; it is kept as the address has it.
    """

    by: str = "order"
    find: str = ""
    chosen: Chosen = ()

    @property
    def query(self) -> str:
        """The same as an address has it; "" where nothing is asked for."""
        order = [("by", self.by)] if self.by != "order" else []
        words = [("find", self.find)] if self.find else []
        return urlencode([*order, *self.chosen, *words])

    def of(self, facet: str) -> frozenset[str]:
        return frozenset(value for name, value in self.chosen if name == facet)

    def without(self, facet: str, value: str) -> ListFilter:
        return replace(self, chosen=tuple(one for one in self.chosen if one != (facet, value)))

    def only(self, *pairs: tuple[str, str]) -> ListFilter:
        """The same order and words with these values alone."""
        return replace(self, chosen=pairs)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet; `count`: the claims that it would leave with what the other facets ask for."""

    facet: str
    value: str
    label: str
    count: int
    chosen: bool
    without: ListFilter


@dataclass(frozen=True, slots=True)
class Group:
    """One speaker's claims in the text's order; `shown`: how many the filter leaves, `first`: the first of them."""

    speaker: str
    rows: tuple[ClaimRow, ...]
    shown: int
    first: ClaimRow


@dataclass(frozen=True, slots=True)
class Listing:
    """The list as it is shown. `order` has all claims as they are listed, `shown` the ids of those that the filter
    leaves. `unknown`: what the address asks for and this article doesn't have; `filter` is without it.
    """

    filter: ListFilter
    order: tuple[ClaimRow, ...]
    shown: frozenset[int]
    groups: tuple[Group, ...]
    facets: tuple[tuple[str, tuple[Choice, ...]], ...]
    unknown: tuple[str, ...]

    @property
    def narrowed(self) -> bool:
        return bool(self.filter.chosen)

    @property
    def in_order(self) -> ListFilter:
        return replace(self.filter, by="order")

    @property
    def by_speaker(self) -> ListFilter:
        return replace(self.filter, by="speaker")

    @property
    def everything(self) -> ListFilter:
        return self.filter.only()

    @property
    def picked(self) -> tuple[Choice, ...]:
        return tuple(one for _, choices in self.facets for one in choices if one.chosen)

    def after(self, claim_id: int) -> tuple[ClaimRow, ...]:
        """The shown claims that come after this one, from the top again at the end; without itself."""
        at = next((at for at, row in enumerate(self.order) if row.pk == claim_id), -1)
        turned = (*self.order[at + 1 :], *self.order[: max(at, 0)])
        return tuple(row for row in turned if row.pk in self.shown)

    def beside(self, claim_id: int) -> tuple[ClaimRow | None, ClaimRow | None]:
        """The shown claims before and after this one in the list."""
        at = next((at for at, row in enumerate(self.order) if row.pk == claim_id), None)
        if at is None:
            return None, None
        before = (row for row in reversed(self.order[:at]) if row.pk in self.shown)
        following = (row for row in self.order[at + 1 :] if row.pk in self.shown)
        return next(before, None), next(following, None)


def read_filter(query: str) -> ListFilter:
    """The filter of an address's query, whatever else stands in it. What no article has is kept: `listing_of` tells."""
    pairs = parse_qsl(query[:LONGEST])[:MOST]
    last = dict(pairs)
    return ListFilter(
        by="speaker" if last.get("by") == "speaker" else "order",
        find=last.get("find", "").strip()[:AT_MOST],
        chosen=tuple(dict.fromkeys((name, value) for name, value in pairs if name in FACETS)),
    )


def listing_of(
    asked: ListFilter, rows: tuple[ClaimRow, ...], user: User, people: Iterable[Mapping[str, Any]]
) -> Listing:
    """The rows as the address asks for them; `people` are the desk's, each with pk and name."""
    labels = _labels(rows, user, people)
    mine = ("person", str(user.pk))
    pairs = tuple(dict.fromkeys(("person", ME) if one == mine else one for one in asked.chosen))
    known = tuple((name, value) for name, value in pairs if value in labels[name])
    unknown = tuple(f"{name}={value}" for name, value in pairs if value not in labels[name])
    kept = replace(asked, chosen=known)
    wanted = {name: kept.of(name) for name, _ in known}
    has = {row.pk: _values(row, user) for row in rows}
    shown = frozenset(row.pk for row in rows if _holds(wanted, has[row.pk]))
    groups = _groups(rows, shown)
    ordered = tuple(row for group in groups for row in group.rows) if asked.by == "speaker" else rows
    facets = [
        (FACETS[name], _choices(name, kept, wanted, labels[name], tuple(has.values()))) for name in FACETS
    ]
    return Listing(kept, ordered, shown, groups, tuple(one for one in facets if one[1]), unknown)


def _labels(
    rows: Sequence[ClaimRow], user: User, people: Iterable[Mapping[str, Any]]
) -> dict[str, dict[str, str]]:
    """The values that each facet can have here, and what they are called."""
    owners = {str(row.owner.pk): row.owner.name for row in rows if row.owner}
    names = {str(one["pk"]): str(one["name"]) for one in people} | owners
    names.pop(str(user.pk), None)
    return {
        "state": STATES,
        "risk": {HIGH: "Any high risk"} | {name: name for name in RULE},
        "person": {ME: "Me", NOBODY: "Nobody"} | names,
        "speaker": {str(one.id): one.name for row in rows for one in row.speakers}
        | {NAMELESS: "Speaker open"},
        "kind": KINDS,
        "question": {"open": "Open question"},
    }


def _values(row: ClaimRow, user: User) -> Has:
    """What a claim has of each facet."""
    look = {row.look} & {"lost", "change"}
    nameless = {NAMELESS} if not row.own_voice and not row.speakers else set()
    owner = NOBODY if row.owner is None else ME if row.owner == user else str(row.owner.pk)
    kind = {"own" if row.own_voice else "attributed"} | ({"unsure"} if row.unsure else set())
    return {
        "state": frozenset({STATE_OF.get(row.state, row.state.name.lower())} | look),
        "risk": frozenset({rule.name for rule in row.risks} | ({HIGH} if row.high_risk else set())),
        "person": frozenset({owner}),
        "speaker": frozenset({str(one.id) for one in row.speakers} | nameless),
        "kind": frozenset(kind),
        "question": frozenset({"open"} if row.asked else ()),
    }


def _holds(wanted: Has, has: Has, but: str = "") -> bool:
    """Whether a claim has what each facet asks for that asks for anything, the one named `but` aside."""
    return all(values & has[name] for name, values in wanted.items() if name != but)


def _choices(
    name: str, asked: ListFilter, wanted: Has, labels: Mapping[str, str], all_have: Collection[Has]
) -> tuple[Choice, ...]:
    """The values that some claim of the article has, or that are chosen; with the claims that each would leave."""
    chosen = asked.of(name)
    here = {value for has in all_have for value in has[name]} | chosen
    left = Counter(value for has in all_have if _holds(wanted, has, name) for value in has[name])
    return tuple(
        Choice(name, value, label, left[value], value in chosen, asked.without(name, value))
        for value, label in labels.items()
        if value in here
    )


def _groups(rows: Iterable[ClaimRow], shown: Collection[int]) -> tuple[Group, ...]:
    """The rows by speaker, in the order in which the speakers first come; own voice last."""
    found: dict[tuple[bool, str], list[ClaimRow]] = defaultdict(list)
    for row in rows:
        found[row.own_voice, row.said_by].append(row)
    groups = []
    for (_, speaker), group in sorted(found.items(), key=lambda item: item[0][0]):
        left = [row for row in group if row.pk in shown]
        groups.append(Group(speaker, tuple(group), len(left), (left or group)[0]))
    return tuple(groups)

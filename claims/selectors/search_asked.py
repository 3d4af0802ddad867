"""What an address asks of the search: words, and filters of which each has to hold."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from urllib.parse import urlencode

from claims.searching.query import LONGEST, Term, terms_of
from claims.vocabulary import EntryKind, So, State

# What a claim is, as the list of claims calls it.
STATES: dict[str, tuple[str, tuple[State, ...]]] = {
    "open": ("Open", (State.OPEN, State.SUGGESTED)),
    "work": ("In work", (State.CHECKING,)),
    "awaiting": ("Awaiting a reply", (State.AWAITING,)),
    "second": ("Second check", (State.SECOND,)),
    "stale": ("Stale", (State.STALE,)),
    "settled": ("Settled", (State.SETTLED,)),
    "dismissed": ("Dismissed", (State.DISMISSED,)),
}
# What only claims have: asked for, nothing else is found.
OF_CLAIMS = ("state", "verdict", "speaker", "person")
Cursor = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """As an address has it, each "" where nothing is asked; what no address of ours says is left out when it is read.

    `desk` and `person` are ids, `since` and `until` days, `after` the last row of the page before.
    """

    q: str = ""
    kind: str = ""
    desk: str = ""
    state: str = ""
    verdict: str = ""
    speaker: str = ""
    person: str = ""
    since: str = ""
    until: str = ""
    after: str = ""

    @property
    def query(self) -> str:
        """The same as an address has it; "" where nothing is asked for."""
        return urlencode({one.name: value for one in fields(self) if (value := getattr(self, one.name))})

    @property
    def terms(self) -> tuple[Term, ...]:
        return terms_of(self.q)

    @property
    def kinds(self) -> tuple[EntryKind, ...]:
        """The kinds that can have what is asked for."""
        if self.kind:
            return (EntryKind(self.kind),)
        return (EntryKind.CLAIM,) if self.of_claims else tuple(EntryKind)

    @property
    def of_claims(self) -> bool:
        return any(getattr(self, name) for name in OF_CLAIMS)

    @property
    def narrowed(self) -> bool:
        """Whether anything besides words is asked for."""
        return bool(replace(self, q="", after="").query)

    @property
    def something(self) -> bool:
        return bool(self.terms) or (self.narrowed and not self.q)

    @property
    def without_filters(self) -> Asked:
        return Asked(q=self.q)

    def of_kind(self, kind: str) -> Asked:
        return replace(self, kind=kind, after="")

    @property
    def cursor(self) -> Cursor | None:
        at, _, number = self.after.partition("-")
        if not (at.isdecimal() and number.isdecimal()):
            return None
        with suppress(OverflowError, ValueError, OSError):
            return datetime.fromtimestamp(int(at) / 1e6, UTC), int(number)
        return None


def cursor_of(at: datetime, number: int) -> str:
    """The place of a row in what was found, newest first."""
    return f"{round(at.timestamp() * 1e6)}-{number}"


def read_asked(given: Mapping[str, str]) -> Asked:
    """What the address asks for, as far as anything can be it; kinds that can't have what is asked are none."""
    words = {name: given.get(name, "").replace("\0", "").strip()[:LONGEST] for name in ("q", "speaker")}
    numbers = {name: given.get(name, "") for name in ("desk", "person")}
    numbers = {name: value for name, value in numbers.items() if value.isdecimal() and len(value) < 18}
    if given.get("person") == "me":
        numbers["person"] = "me"
    known = {"kind": EntryKind.values, "state": STATES, "verdict": So.values}
    chosen = {name: given.get(name, "") for name, values in known.items() if given.get(name, "") in values}
    days = {name: value for name in ("since", "until") if (value := _day(given.get(name, "")))}
    asked = Asked(**words, **numbers, **chosen, **days, after=given.get("after", "")[:40])
    if asked.of_claims and asked.kind not in ("", EntryKind.CLAIM):
        asked = replace(asked, **dict.fromkeys(OF_CLAIMS, ""))
    return asked


def _day(words: str) -> str:
    with suppress(ValueError):
        return date.fromisoformat(words).isoformat()
    return ""

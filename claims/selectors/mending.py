"""What may be put right at the open claim, and whom to choose from: read from what its page has loaded already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.drafts import is_lost
from claims.models import Claim
from claims.selectors.rows import ClaimRow, speakers_of
from claims.vocabulary import State

NEAR = 4  # claims on either side that may be merged into the open one
SHORT = 80


@dataclass(frozen=True, slots=True)
class NameShown:
    """A speaker in a list to choose from; `into` whom it was merged."""

    id: int
    name: str
    into: str = ""


@dataclass(frozen=True, slots=True)
class Mending:
    """How the claim stands: `words`, `source` and `cue` as the boxes show them, `who` as the choice of speakers has it.

    `neighbours`: claims to merge, each with what to call it; `merged`: who was said to be one of those who speak here.
    """

    words: str
    source: str
    cue: str
    who: str
    said_by: tuple[NameShown, ...]
    speakers: tuple[NameShown, ...]
    neighbours: tuple[tuple[int, str], ...]
    merged: tuple[NameShown, ...]


def speakers_in(claims: Iterable[Claim]) -> tuple[NameShown, ...]:
    """The article's speakers who say something, by name."""
    found = {one.id: NameShown(one.id, one.name) for claim in claims for one in speakers_of(claim)}
    return tuple(sorted(found.values(), key=lambda one: (one.name.casefold(), one.id)))


def mending_of(
    claim: Claim, words: str, source: str, cue: str, rows: Sequence[ClaimRow], claims: Iterable[Claim]
) -> Mending | None:
    """None for a claim that has no place. `rows` and `claims` are the article's."""
    if is_lost(claim):
        return None
    speakers, own = speakers_in(claims), speakers_of(claim)
    return Mending(
        words=words,
        source=source,
        cue=cue,
        who=_who(claim),
        said_by=tuple(NameShown(one.id, one.name) for one in own),
        speakers=speakers,
        neighbours=_neighbours(claim, rows),
        merged=tuple(NameShown(other["id"], other["name"], one.name) for one in own for other in one.merged),
    )


def _who(claim: Claim) -> str:
    if claim.attribution_id is None:
        return "own"
    found = speakers_of(claim)
    return str(found[0].id) if found else "open"


def _neighbours(claim: Claim, rows: Sequence[ClaimRow]) -> tuple[tuple[int, str], ...]:
    """The claims around it in the text that may be merged into it."""
    at = next((index for index, row in enumerate(rows) if row.pk == claim.pk), 0)
    near = rows[max(0, at - NEAR) : at + NEAR + 1]
    return tuple(
        (row.pk, f"{row.number}: {row.words[:SHORT]}{'…' if len(row.words) > SHORT else ''}")
        for row in near
        if row.pk != claim.pk and row.state != State.DISMISSED and row.look != "lost"
    )

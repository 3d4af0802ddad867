"""What changed between two wordings, as pages show it."""

from __future__ import annotations

from dataclasses import dataclass

from claims.anchoring.difference import How, difference


@dataclass(frozen=True, slots=True)
class ShownRun:
    """A run of a difference; `left_out`: how many words of an unchanged one aren't shown."""

    how: How
    text: str
    left_out: int = 0

    @property
    def deleted(self) -> bool:
        return self.how == How.DELETED

    @property
    def inserted(self) -> bool:
        return self.how == How.INSERTED


def shown_runs(before: str, after: str) -> tuple[ShownRun, ...]:
    """All that is in either, in the order of reading."""
    return tuple(ShownRun(run.how, run.text) for run in difference(before, after))

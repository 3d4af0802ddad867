"""What can be answered with "no", in words that a reader can act on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.models import Claim


class Refused(Exception):
    """The action isn't allowed; `str(error)` is the sentence that the page shows."""


class Stale(Exception):
    """Somebody else changed the claim since the form was drawn; `claim` is as it is now."""

    def __init__(self, claim: Claim) -> None:
        super().__init__("Somebody changed this claim while you were looking at it.")
        self.claim = claim


class TextRefused(ValueError):
    """A pasted text that can't be a draft; `str(error)` says why and what to do."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A yes, or a no with the sentence that the page shows."""

    allowed: bool
    why: str = ""

    def or_refuse(self) -> None:
        """Raise Refused with the reason unless allowed."""
        if not self.allowed:
            raise Refused(self.why)


YES = Verdict(True)


def no(why: str) -> Verdict:
    return Verdict(False, why)


class TooMany(Exception):
    """So many calls aren't answered; after `seconds` they are again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Too many calls. Wait {seconds} seconds.")
        self.seconds = seconds

"""What can be answered with "no", in words that a reader can act on."""

from __future__ import annotations

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

"""Why there is no copy, in words for a reader."""

from __future__ import annotations


class NotKept(Exception):
    """There is no copy of it; `str(error)` says why. `passes`: the trouble may be over at another try."""

    def __init__(self, why: str, *, passes: bool = False) -> None:
        super().__init__(why)
        self.passes = passes

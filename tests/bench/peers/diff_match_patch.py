"""Where a position goes by Google's diff-match-patch (Apache-2.0): the diff's own mapping of offsets, `diff_xIndex`."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from diff_match_patch import diff_match_patch

Span = tuple[int, int]


@lru_cache(maxsize=4)
def _diff(old: str, new: str) -> tuple[diff_match_patch, Any]:
    differ = diff_match_patch()
    runs = differ.diff_main(old, new)
    differ.diff_cleanupSemantic(runs)
    return differ, runs


def anchored(old: str, new: str, span: Span) -> Span | None:
    """The place in `new` of what stands at `span` in `old`; None where nothing is left of it."""
    differ, runs = _diff(old, new)
    start, end = (differ.diff_xIndex(runs, at) for at in span)
    return (start, end) if start < end else None

"""What a piece of work costs the processor."""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import process_time


def effort(work: Callable[[], object], runs: int = 3) -> float:
    """CPU seconds of the cheapest of some runs.

    Without the garbage collector: in a process that has run thousands of tests it takes longer than the work.
    """
    took = []
    gc.disable()
    try:
        for _ in range(runs):
            begin = process_time()
            work()
            took.append(process_time() - begin)
    finally:
        gc.enable()
    return min(took)

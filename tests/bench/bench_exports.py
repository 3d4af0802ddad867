"""How long a report takes in each format, how large it is, and how much memory it takes at its most.

`make bench ARGS="-k exports"`.
"""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from claims.exports.claim_review import render_claim_review
from claims.exports.document import render_docx
from claims.exports.report import Report
from claims.exports.sheet import render_xlsx
from claims.exports.snapshot import render_json
from claims.vocabulary import ArticleState
from tests.support import reports
from tests.support.machine import machine

NUMBERS = (10, 300, 3_000)
Render = Callable[[Report], bytes]


def formats() -> list[tuple[str, Render]]:
    return [
        ("docx", render_docx),
        ("xlsx", render_xlsx),
        ("json", render_json),
        ("claim review", render_claim_review),
    ]


@pytest.mark.parametrize(("name", "render"), formats())
def test_exports(name: str, render: Render) -> None:
    print(f"\n{machine()}; {name}")
    print(f"{'claims':>8}{'seconds':>10}{'KB':>8}{'MB more':>10}")
    for number in NUMBERS:
        with multiprocessing.get_context("fork").Pool(1) as apart:
            seconds, size, memory = apart.apply(measured, (render, number))
        print(f"{number:8,}{seconds:10.2f}{size / 1000:8,.0f}{memory / 1000:10.1f}")


def measured(render: Render, number: int) -> tuple[float, int, int]:
    """Seconds and bytes of one report, and by how many KB of memory the process grew at its most: in one of its own."""
    report = replace(reports.many(number), state=ArticleState.PUBLISHED)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    size = len(render(report))
    seconds = time.perf_counter() - start
    return seconds, size, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before

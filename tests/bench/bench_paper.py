"""How long a report takes as a PDF and as a page, how large it is, and how much memory the process that sets it takes.

`make bench ARGS="-k paper"`.
"""

from __future__ import annotations

import resource
import subprocess
import sys

import pytest

from tests.support.machine import machine

NUMBERS = (10, 300, 3_000)
# Each in a process of its own: the highest memory of a child is kept for good.
ONE = """
import resource, sys, time
from claims.exports.page import render_html
from claims.exports.pdf import render_pdf
from tests.support.reports import many
report = many(int(sys.argv[2]))
start = time.perf_counter()
size = len({"pdf": render_pdf, "html": render_html}[sys.argv[1]](report))
seconds = time.perf_counter() - start
who = resource.RUSAGE_CHILDREN if sys.argv[1] == "pdf" else resource.RUSAGE_SELF
print(f"{int(sys.argv[2]):8,}{seconds:10.2f}{size / 1000:10,.0f}{resource.getrusage(who).ru_maxrss / 1024:10,.0f}")
"""


@pytest.mark.parametrize("name", ["pdf", "html"])
def test_paper(name: str) -> None:
    print(f"\n{machine()}; {name}\n{'claims':>8}{'seconds':>10}{'KB':>10}{'MiB':>10}")
    for number in NUMBERS:
        subprocess.run([sys.executable, "-c", ONE, name, str(number)], check=True)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss

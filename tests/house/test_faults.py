"""Each row of the table of faults has a test that `make test` runs, and stands on the page about reliability."""

from __future__ import annotations

import ast

from tests.house.source import ROOT, tree, under
from tests.support.faults import FAULTS, HEADING

# Shown by `make test-long` alone: they take minutes, or rights that not every machine gives.
LONG = {
    "a worker's host cut off mid-split and back",
    "a worker's host lost for good",
    "the broker's host gone for a minute",
    "an upgrade with splits under way",
}


def marks(node: ast.AST) -> dict[str, list[str]]:
    """The marks `pytest.mark.NAME` among a function's decorators, with the words that they are given."""
    found: dict[str, list[str]] = {}
    for one in getattr(node, "decorator_list", []):
        call, words = (one.func, one.args) if isinstance(one, ast.Call) else (one, [])
        if isinstance(call, ast.Attribute) and ast.unparse(call.value) == "pytest.mark":
            found.setdefault(call.attr, []).extend(
                str(word.value) for word in words if isinstance(word, ast.Constant)
            )
    return found


def rows(*, long: bool) -> set[str]:
    found = set()
    for path in under("tests"):
        text = (ROOT / path).read_text()
        if "mark.fault(" not in text or path.name == "conftest.py":
            continue
        whole = "\npytestmark = [pytest.mark.long" in text
        for node in tree(path).body:
            own = marks(node)
            if "fault" in own and ("long" in own or whole) <= long:
                found |= set(own["fault"])
    return found


def test_each_row_has_its_test() -> None:
    assert rows(long=True) == set(FAULTS)
    assert set(FAULTS) - rows(long=False) == LONG


def test_the_page_has_each_row() -> None:
    page = (ROOT / "docs/reliability.md").read_text()
    table = [line.split("|") for line in page.partition(HEADING)[2].splitlines() if line.startswith("| ")]
    told = {cells[1].strip(): cells[2].strip() for cells in table[1:]}
    assert told == FAULTS

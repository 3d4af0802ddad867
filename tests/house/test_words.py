"""No string of a state outside vocabulary.py."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from claims import vocabulary
from claims.vocabulary import ArticleState, Copy, Coverage, EvidenceKind, Role, Said, So, SplitState, State
from tests.house.source import ROOT, tree, under

STATES = {*State.values, *ArticleState.values, *SplitState.values, *Coverage.values, *Role.values}
CHOICES = STATES | {*Said.values, *So.values, *Copy.values, *EvidenceKind.values}
# Words that mean nothing else: these may not stand anywhere.
UNMISTAKABLE = {word for word in CHOICES if " " in word}
ASKED = {"state", "state__in", "to", "role", "role__in", "coverage", "said", "so", "copy", "kind", "what"}
OUTSIDE = [
    path
    for path in (*under("claims"), *under("newsroom"))
    if path != Path("claims/vocabulary.py")
    and not {Path("claims/migrations"), Path("claims/extraction")} & set(path.parents)
]


def strings(node: ast.AST) -> list[str]:
    return [
        one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)
    ]


def test_no_unmistakable_word_in_code() -> None:
    found = [f"{path}: {word!r}" for path in OUTSIDE for word in strings(tree(path)) if word in UNMISTAKABLE]
    assert found == []


def test_nothing_is_compared_with_or_set_to_a_written_out_state() -> None:
    found = []
    for path in OUTSIDE:
        for node in ast.walk(tree(path)):
            words: list[str] = []
            if isinstance(node, ast.Compare):
                words = [word for side in (node.left, *node.comparators) for word in strings(side)]
            elif (isinstance(node, ast.keyword) and node.arg in ASKED) or (
                isinstance(node, ast.Assign)
                and any(isinstance(target, ast.Attribute) and target.attr in ASKED for target in node.targets)
            ):
                words = strings(node.value)
            found += [f"{path}:{getattr(node, 'lineno', '?')} {word!r}" for word in words if word in STATES]
    assert found == []


TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)


def test_no_template_asks_for_a_written_out_state() -> None:
    found = [
        f"{path}: {word!r}"
        for path in under("templates", ".html")
        for tag in TAG.findall((ROOT / path).read_text())
        if re.match(r"\{%\s*(?:if|elif|with|ifequal)\b", tag)
        for word in re.findall(r"[\"']([^\"']+)[\"']", tag)
        if word in STATES
    ]
    assert found == []


def test_the_vocabulary_holds_words_and_the_table_and_nothing_else() -> None:
    defined = [node for node in tree(Path("claims/vocabulary.py")).body if isinstance(node, ast.FunctionDef)]
    assert defined == []
    assert vocabulary.MOVES

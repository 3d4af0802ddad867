"""One table of keys: no control has a key outside it, and on no page two actions have one key."""

from __future__ import annotations

import re

from claims.keys import ACTIONS, GROUPS, clashes, keys_of
from tests.house.source import ROOT, under

TAG = re.compile(r"\{% (?:keyed|shown_key) \"(\w+)\" %\}")
LITERAL = {
    "a key on a control": r"\b(?:data-key|aria-keyshortcuts)\s*=\s*[\"'](?!\{)",
    "a key shown beside a control": r"<kbd[^>]*>\s*[^<\s{]\s*</kbd>",
}
IN_SCRIPTS = r"(?:\bkey\b|dataset\.key)\s*(?:[!=]==?|=)\s*[\"'][^\"'](?:[\"'])"
# The page on which keys are chosen names the one that nobody can choose.
NAMED = {"templates/claims/keys.html"}


def test_no_template_has_a_key_of_its_own() -> None:
    found = [
        f"{path}: {what}"
        for path in under("templates", ".html")
        if str(path) not in NAMED
        for what, pattern in LITERAL.items()
        if re.search(pattern, (ROOT / path).read_text())
    ]
    assert found == []


def test_no_script_compares_with_a_key_of_its_own() -> None:
    scripts = under("static/js", ".js")
    assert scripts
    assert [str(path) for path in scripts if re.search(IN_SCRIPTS, (ROOT / path).read_text())] == []


def test_the_search_finds_what_it_looks_for() -> None:
    """So that the tests above can fail."""
    assert re.search(LITERAL["a key on a control"], '<summary data-key="z">')
    assert re.search(LITERAL["a key shown beside a control"], "<kbd>z</kbd>")
    assert re.search(IN_SCRIPTS, 'if (event.key === "j") return;')
    assert re.search(IN_SCRIPTS, 'button.dataset.key = "t";')


def test_every_key_of_a_template_stands_in_the_table() -> None:
    named = {name for path in under("templates", ".html") for name in TAG.findall((ROOT / path).read_text())}
    assert named
    assert named - set(ACTIONS) == set()


def test_no_page_has_one_key_twice() -> None:
    assert [(later.name, earlier.name) for later, earlier in clashes(keys_of({}))] == []


def test_every_action_stands_in_one_group() -> None:
    assert len(ACTIONS) == sum(len(group) for _, group in GROUPS)

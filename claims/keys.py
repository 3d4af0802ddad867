"""The single keys: what each does, where, and which key it is for somebody who has chosen their own.

One table. The list that `?` opens, the page on which keys are chosen and each control's own key are drawn from it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claims.vocabulary import Copy, Said, So

ARTICLE, QUEUE, DRAFTS, SENTENCES = "article", "queue", "drafts", "sentences"
EVERYWHERE = frozenset({ARTICLE, QUEUE, DRAFTS, SENTENCES})
RESERVED = {"?": "? always opens the list of keys."}


@dataclass(frozen=True, slots=True)
class Action:
    """What a key does, in words. `where`: the pages on which it does; `fixed`: nobody may choose another."""

    name: str
    key: str
    words: str
    where: frozenset[str] = frozenset({ARTICLE})
    fixed: bool = False


GOING = (
    Action("next", "j", "Next claim, row or change", frozenset({ARTICLE, QUEUE, DRAFTS})),
    Action("previous", "k", "The one before", frozenset({ARTICLE, QUEUE, DRAFTS})),
    Action("into", "o", "Into the open claim"),
    Action("speakers", "l", "Speakers"),
    Action("filter", "f", "Filter the claims"),
    Action("find", "/", "Find in the article"),
    Action("hit_next", ".", "Next place found"),
    Action("hit_before", ",", "Place found before"),
    Action("search", ";", "Search everything", EVERYWHERE),
    Action("gap", "g", "Next sentence nobody has looked at"),
    Action("clear", "0", "Nothing to check in it", frozenset({ARTICLE, SENTENCES})),
    Action("help", "?", "List of keys", EVERYWHERE, fixed=True),
)
SAID = tuple(
    Action(f"said_{one.name.lower()}", key, one.label) for one, key in zip(Said, "123456", strict=True)
)
SO = tuple(Action(f"so_{one.name.lower()}", key, one.label) for one, key in zip(So, "cxdviwn", strict=True))
# Asked only where an answer calls for it.
COPY = tuple(
    Action(f"copy_{one.name.lower()}", key, one.label) for one, key in zip(Copy, "NFDHCT", strict=True)
)
ANSWERING = (
    Action("both", "a", "Verbatim, and confirmed"),
    Action("settle", "s", "Save, settle, go on to the next"),
    Action("save", "S", "Save without settling"),
    Action("evidence", "e", "Attach evidence"),
    Action("note", "m", "Write a note"),
    Action("ask", "q", "Ask a question"),
)
MOVING = (
    Action("take", "t", "Take", frozenset({ARTICLE, QUEUE})),
    Action("hand_back", "h", "Hand back"),
    Action("wait", "p", "Wait for a reply, go on checking"),
    Action("assign", "=", "Assign, hand on"),
    Action("dismiss", "-", "Dismiss"),
    Action("reopen", "r", "Reopen, send back, look again"),
    Action("confirm", "y", "It still holds"),
    Action("cut", "u", "Cut from the copy"),
    Action("mend", "b", "Mend the claim"),
    Action("add", "+", "Add a claim"),
    Action("undo", "z", "Undo what you did last"),
)
GROUPS = (
    ("Going about", GOING),
    ("Did they say it?", SAID),
    ("Is it so?", SO),
    ("What happens to the copy?", COPY),
    ("Answering", ANSWERING),
    ("What becomes of it", MOVING),
)
ACTIONS = {action.name: action for _, group in GROUPS for action in group}
# The answers to each question, each with its action.
ANSWER_ACTIONS: dict[str, tuple[tuple[Said | So | Copy, Action], ...]] = {
    "said": tuple(zip(Said, SAID, strict=True)),
    "so": tuple(zip(So, SO, strict=True)),
    "copy": tuple(zip(Copy, COPY, strict=True)),
}


def keys_of(own: Mapping[str, str]) -> dict[str, str]:
    """The key of each action, "" for none. What somebody has chosen wins over a usual key on the same page."""
    chosen = {name: own[name] for name, action in ACTIONS.items() if name in own and not action.fixed}
    found = {}
    for name, action in ACTIONS.items():
        taken = any(key == action.key and _meet(ACTIONS[other], action) for other, key in chosen.items())
        found[name] = chosen.get(name, "" if taken else action.key)
    return found


def own_keys(keys: Mapping[str, str]) -> dict[str, str]:
    """What of these differs from the usual keys: all that is kept of a person's choice."""
    changeable = (action for action in ACTIONS.values() if not action.fixed and action.name in keys)
    return {action.name: keys[action.name] for action in changeable if keys[action.name] != action.key}


def problem_with(key: str) -> str:
    """Why this can't be the key of anything, or "". No key at all is in order."""
    if not key:
        return ""
    if len(key) != 1 or unicodedata.category(key)[0] in "CMZ":
        return "One character, that a single key types."
    return RESERVED.get(key, "")


def clashes(keys: Mapping[str, str]) -> Iterator[tuple[Action, Action]]:
    """Each two actions that have one key on one page, the later one of the table first."""
    bound = [action for action in ACTIONS.values() if keys.get(action.name)]
    for at, later in enumerate(bound):
        for earlier in bound[:at]:
            if keys[later.name] == keys[earlier.name] and _meet(later, earlier):
                yield later, earlier


def _meet(one: Action, other: Action) -> bool:
    return bool(one.where & other.where)

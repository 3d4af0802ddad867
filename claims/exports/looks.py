"""How a claim looks in a report: the site's own shapes and colours, by its state, or *change*, or *lost*."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from claims.exports.report import Report, ReportClaim
from claims.exports.wording import Wording

STATIC = Path(__file__).parents[2] / "static"
# The shapes of the site's sprite, each within 16 × 16, in currentColor.
SYMBOL = r'<symbol id="(\w+)" viewBox="0 0 16 16">(.*?)</symbol>'
SHAPES = dict(re.findall(SYMBOL, (STATIC / "icons/states.svg").read_text()))
# The tokens of light pages, for files that have no stylesheet: `--open` is TOKENS["open"].
TOKENS: dict[str, str] = dict(
    re.findall(r"--([\w-]+): (#[0-9a-f]{6});", (STATIC / "css/tokens.css").read_text().partition("@media")[0])
)
# The weightiest first.
ORDER = (
    "change",
    "lost",
    "stale",
    "open",
    "suggested",
    "checking",
    "awaiting",
    "second",
    "settled",
    "dismissed",
)
INK = {"change": "change", "lost": "stale", "stale": "stale", "settled": "settled", "dismissed": "muted"}
TROUBLE = ORDER[:3]
DONE = ORDER[-2:]
# What was found that asks for other words in the copy, by the labels' keys.
AGAINST = {
    *("so.wrong", "so.disputed", "so.needs context", "so.insufficient evidence"),
    *("said.unfair paraphrase", "said.misattributed", "said.second-hand only", "said.not found"),
}


def look_of(claim: ReportClaim) -> str:
    """The name of the claim's shape, as everywhere on the site."""
    state = claim.state.partition(" ")[0]
    if claim.lost and state != DONE[1]:
        return "lost"
    if state == DONE[0] and {f"so.{claim.so}", f"said.{claim.said}"} & AGAINST:
        return "change"
    return state if state in ORDER else "open"


def ink(token: str) -> str:
    """The attributes of what is drawn in a token's colour: a page's styles go by the class, paper by the colour."""
    return f'class="ink-{token}" color="{TOKENS[token]}"'


def ink_of(look: str) -> str:
    """The same for a look."""
    return ink(INK.get(look, "open"))


def look_word(claim: ReportClaim, words: Wording) -> str:
    """What the shape says."""
    look = look_of(claim)
    return words.labels(f"look.{look}") if look in TROUBLE[:2] else words.labels.word("state", claim.state)


def looks(report: Report) -> list[tuple[str, str, int]]:
    """The looks that the report's claims have, the weightiest first: name, word and how many."""
    words = Wording(report)
    named = {look_of(claim): look_word(claim, words) for claim in report.claims}
    counts = Counter(look_of(claim) for claim in report.claims)
    return [(look, named[look], counts[look]) for look in ORDER if look in named]

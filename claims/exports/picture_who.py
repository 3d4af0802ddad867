"""Who said what: a bar for each speaker, parted by what was found."""

from __future__ import annotations

from collections import Counter

from claims.exports.drawing import label, picture, text
from claims.exports.letters import short
from claims.exports.looks import ink
from claims.exports.report import Report, ReportClaim
from claims.exports.wording import Wording

SWATCH = 'x="1" width="20"'
# How a verdict is filled, the gravest first: the token of its colour, and a pattern that can be told without colour.
FILLS = {
    "so.wrong": ("change", "solid"),
    "so.disputed": ("change", "cross"),
    "so.needs context": ("change", "lines"),
    "so.insufficient evidence": ("open", "dots"),
    "so.not independently verified": ("open", "lines"),
    "so.confirmed": ("settled", "pale"),
    "so.not checkable": ("muted", "dots"),
    "verdict.none": ("muted", "empty"),
}
PATTERNS = {
    "lines": '<path d="M-2 2 2-2M0 8 8 0M6 10 10 6" stroke="currentColor" stroke-width="2"/>',
    "cross": '<path d="M-2 2 2-2M0 8 8 0M6 10 10 6M-2 6 2 10M0 0 8 8M6-2 10 2" stroke="currentColor"/>',
    "dots": '<circle cx="2" cy="2" r="1.1" fill="currentColor"/><circle cx="6" cy="6" r="1.1" fill="currentColor"/>',
}
SPEAKERS, LINE = 8, 36
FEW = 6  # so many claims fill the width at least: one claim isn't a long bar


def verdict_key(claim: ReportClaim) -> str:
    """The label's key of what was found, by which `FILLS` has its fill."""
    key = f"so.{claim.so}"
    return key if key in FILLS else "verdict.none"


def verdicts(report: Report) -> list[tuple[str, str, int]]:
    """The verdicts that the report's claims have, the gravest first: key, word and how many."""
    counts = Counter(verdict_key(claim) for claim in report.claims)
    return [(key, Wording(report).labels(key), counts[key]) for key in FILLS if counts[key]]


def swatch(key: str) -> str:
    """How a verdict is filled, small, for a legend beside the picture; decoration."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture-swatch" width="22" height="12" aria-hidden="true">'
        f"<defs>{_pattern(key, 'swatch')}</defs>{_bar(key, SWATCH, 1, 'swatch')}</svg>"
    )


def who(report: Report) -> str:
    """A bar for each speaker, longest first, parted by what was found; those beyond the eighth in one bar together."""
    if not report.claims:
        return ""
    words = Wording(report)
    rows = _speakers(report, words)
    most = max(FEW, *(sum(counts.values()) for _, counts in rows))
    used = [key for key, _, _ in verdicts(report)]
    inner = "".join(_row(at, name, counts, most, words) for at, (name, counts) in enumerate(rows))
    told = "; ".join(f"{name}: {_found(counts, words)}" for name, counts in rows)
    return picture(
        "who",
        len(rows) * LINE,
        words.labels("heading.who"),
        words.labels("picture.who", counts=told),
        f"<defs>{''.join(map(_pattern, used))}</defs>{inner}",
    )


def _speakers(report: Report, words: Wording) -> list[tuple[str, Counter[str]]]:
    """Each speaker with what was found of their claims; a claim of two counts for both."""
    found: dict[str, Counter[str]] = {}
    for claim in report.claims:
        for name in [one.name for one in claim.speakers] or [words.who(claim)]:
            found.setdefault(name, Counter())[verdict_key(claim)] += 1
    rows = sorted(found.items(), key=lambda one: (-sum(one[1].values()), one[0]))
    if len(rows) <= SPEAKERS + 1:
        return rows
    others = sum((counts for _, counts in rows[SPEAKERS:]), Counter())
    return [*rows[:SPEAKERS], (words.labels("picture.others", speakers=len(rows) - SPEAKERS), others)]


def _row(at: int, name: str, counts: Counter[str], most: int, words: Wording) -> str:
    top, left, drawn = at * LINE, 0.0, []
    for key in FILLS:
        if counts[key]:
            wide = 90 * counts[key] / most
            drawn.append(
                f"<g><title>{text(words.labels(key))}: {counts[key]}</title>"
                + _bar(key, f'x="{left:.2f}%" width="{max(0.3, wide - 0.4):.2f}%"', top + 17)
                + "</g>"
            )
            left += wide
    return (
        label(0, top + 11, "start", short(name, 38), ' font-weight="600"')
        + "".join(drawn)
        + label(left + 1, top + 26, "start", str(sum(counts.values())))
    )


def _found(counts: Counter[str], words: Wording) -> str:
    return ", ".join(f"{counts[key]} {words.labels(key).lower()}" for key in FILLS if counts[key])


def _pattern(key: str, within: str = "fill") -> str:
    """What a verdict's bars are filled with, where a plain colour isn't enough."""
    token, kind = FILLS[key]
    if kind not in PATTERNS:
        return ""
    return (
        f'<pattern id="{_id(key, within)}" width="8" height="8" patternUnits="userSpaceOnUse" {ink(token)}>'
        f"{PATTERNS[kind]}</pattern>"
    )


def _bar(key: str, place: str, top: int, within: str = "fill") -> str:
    token, kind = FILLS[key]
    inside = {"solid": "currentColor", "pale": "currentColor", "empty": "none"}.get(
        kind, f"url(#{_id(key, within)})"
    )
    faint = ' fill-opacity=".18"' if kind == "pale" else ""
    dashed = ' stroke-dasharray="3 2"' if kind == "empty" else ""
    return (
        f'<rect {ink(token)} {place} y="{top}" height="10" fill="{inside}"{faint} '
        f'stroke="currentColor"{dashed}/>'
    )


def _id(key: str, within: str) -> str:
    return f"{within}-" + key.partition(".")[2].replace(" ", "-")

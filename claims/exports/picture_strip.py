"""Where in the text the trouble is."""

from __future__ import annotations

from collections.abc import Iterable

from claims.exports.drawing import label, picture, text
from claims.exports.letters import short
from claims.exports.looks import DONE, ORDER, SHAPES, TOKENS, TROUBLE, ink_of, look_of, looks
from claims.exports.report import Report, ReportClaim
from claims.exports.wording import Wording

RAIL, DEPTH, ROW = 50, 3, 6  # where the text lies, rows of claims within each other, height of each
TOPS = {"change": 22, "lost": RAIL + 15, "stale": 22, "settled": 45, "dismissed": 45} | dict.fromkeys(
    ORDER[3:8], 34
)
TITLED = 150  # with more claims a picture leaves out what a pointer would show
APART, LOST_SHOWN = 12.0, 4  # per cent at the right for claims without a place, and how many of them


def counted(report: Report) -> str:
    """“2 settled, 1 stale”: how many claims look how."""
    return ", ".join(f"{count} {word.lower()}" for _, word, count in looks(report))


def strip(report: Report) -> str:
    """The whole text as a rail, a tick for each claim where it stands: taller and with a head where more is left to do,
    one below the other where claims lie within each other, those without a place apart at the right.
    """
    if not report.claims:
        return ""
    words = Wording(report)
    lost = [claim for claim in report.claims if not claim.spans]
    room = (98.0 - APART if lost else 98.0) / max(1, len(report.text))
    used = sorted({look_of(claim) for claim in report.claims})
    titled = len(report.claims) <= TITLED
    # The weightiest last, so that nothing hides it.
    order = sorted(report.claims, key=lambda one: -ORDER.index(look_of(one)))
    placed = [(1 + one.spans[0][0] * room, one) for one in order if one.spans]
    apart = [(100.0 - APART + 3.2 + at * 2, one) for at, one in enumerate(lost[:LOST_SHOWN])]
    ticks = "".join(_tick(at, claim, words, titled) for at, claim in [*placed, *apart])
    inner = (
        f"<defs>{''.join(map(_head, used))}</defs>{_rail(report, room)}{_extents(report.claims, room)}"
        f"{_apart(len(lost))}"
        f"{ticks}{_numbers(placed)}"
    )
    told = words.labels("picture.strip", counts=counted(report))
    return picture("strip", RAIL + DEPTH * ROW + 2, words.labels("heading.strip"), told, inner)


def _head(look: str) -> str:
    """A tick by its look: a stem of the height that its weight asks for, and the site's shape on it."""
    top, done = TOPS[look], look in DONE
    size = 0.5 if done else 0.75
    stem = (
        ""
        if look == "lost" or done
        else f'<path d="M0 {RAIL}V{top}" stroke="currentColor" stroke-width="1.5"/>'
    )
    blank = (
        "" if done else f'<circle class="picture-paper" cy="{top - 6}" r="5.5" fill="{TOKENS["surface"]}"/>'
    )
    shift = f"translate({-8 * size:g} {top - 16 * size:g}) scale({size:g})"
    return f'<g id="strip-{look}" {ink_of(look)}>{stem}{blank}<g transform="{shift}">{SHAPES[look]}</g></g>'


def _tick(at: float, claim: ReportClaim, words: Wording, titled: bool) -> str:
    place = f'href="#strip-{look_of(claim)}" x="{at:.2f}%"'
    if not titled:
        return f"<use {place}/>"
    told = f"{claim.number} · {short(words.who(claim), 60)} · {words.status(claim)}"
    return f"<use {place}><title>{text(told)}</title></use>"


def _rail(report: Report, room: float) -> str:
    """The text itself: a bar for each paragraph, one for all of a text with very many."""
    at, bars = 0, []
    for line in report.text.split("\n"):
        if line.strip():
            bars.append((at, at + len(line)))
        at += len(line) + 1
    if len(bars) > 120:
        bars = [(0, len(report.text))]
    return "".join(
        f'<rect class="picture-line" x="{1 + start * room:.2f}%" width="{max(0.1, (end - start) * room - 0.25):.2f}%" '
        f'y="{RAIL}" height="{DEPTH * ROW}" fill="{TOKENS["line"]}" fill-opacity=".55"/>'
        for start, end in bars
    )


def _apart(lost: int) -> str:
    """Where those stand that have no place, and how many more there are than could be drawn."""
    if not lost:
        return ""
    more = f"+{lost - LOST_SHOWN}" if lost > LOST_SHOWN else ""
    return (
        f'<rect class="picture-line" x="{100 - APART + 2:.2f}%" width="{APART - 3:.2f}%" y="{RAIL + 0.5}" '
        f'height="{DEPTH * ROW - 1}" fill="none" stroke="{TOKENS["edge"]}" stroke-dasharray="2 2"/>'
    ) + label(99, RAIL + 13, "end", more)


def _extents(claims: Iterable[ReportClaim], room: float) -> str:
    """Each claim's words on the rail; of claims that overlap each takes the first free row, the last is shared."""
    ends = [0] * DEPTH
    drawn = []
    for start, end, claim in sorted((*span, one) for one in claims for span in one.spans if span):
        row = next((at for at in range(DEPTH) if ends[at] <= start), DEPTH - 1)
        ends[row] = max(ends[row], end)
        look = look_of(claim)
        drawn.append(
            f'<rect {ink_of(look)} fill="currentColor" x="{1 + start * room:.2f}%" '
            f'width="{max(0.25, (end - start) * room - 0.1):.2f}%" y="{RAIL + row * ROW + 1}" height="{ROW - 2}"'
            f"{_faint(look)}/>"
        )
    return "".join(drawn)


def _faint(look: str) -> str:
    return ' fill-opacity=".55"' if look in DONE else ""


def _numbers(placed: Iterable[tuple[float, ReportClaim]]) -> str:
    """The numbers of the claims with trouble, as far as there is room for them."""
    free, drawn = 0.0, []
    for at, claim in sorted(placed, key=lambda one: (one[0], one[1].number)):
        half = 0.8 + 0.6 * len(str(claim.number))
        if look_of(claim) in TROUBLE and at - half >= free:
            drawn.append(
                f'<text class="picture-words" x="{at:.2f}%" y="8" font-size="10" text-anchor="middle" '
                f'fill="currentColor">{claim.number}</text>'
            )
            free = at + half
    return "".join(drawn)

"""What the templates say in the desk's own way: times, states, strips, addresses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from django import template
from django.template import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from claims.forms.keys import fresh_key
from claims.models import Claim
from claims.selectors.rows import ClaimRow, Counts
from claims.vocabulary import MOVES, EvidenceKind, Said, So, Stance, State

register = template.Library()
register.simple_tag(fresh_key, name="fresh_key")

LOOKS = {state.name.lower(): state.label for state in State} | {
    "change": "Settled: not simply so",
    "lost": "Lost",
}
RULES = {
    "casualty": "Casualty figure",
    "health": "Health or safety",
    "legal": "Legal matter",
    "quote": "Direct quotation",
    "date_age_title": "Date, age or title",
    "forecast": "Forecast or opinion",
}
LIKELY, SURE = 0.7, 0.9  # of the machine's confidence
COUNTED = (("settled", "settled"), ("work", "in work"), ("stale", "stale"), ("left", "open"))


@register.filter
def when(moment: datetime | None) -> str:
    """14:02 today, “Mon 14:02” within the week, “3 Nov” this year, “3 Nov 2025” before that."""
    if moment is None:
        return ""
    local, now = timezone.localtime(moment), timezone.localtime()
    away = abs((local.date() - now.date()).days)
    if away == 0:
        return f"{local:%H:%M}"
    if away < 7:
        return f"{local:%a %H:%M}"
    return f"{local.day} {local:%b}" if local.year == now.year else f"{local.day} {local:%b %Y}"


@register.filter
def day(moment: datetime) -> str:
    """“4 March 2026”: with its year, for what holds of that day."""
    local = timezone.localtime(moment)
    return f"{local.day} {local:%B %Y}"


@register.filter
def near(moment: datetime | None) -> bool:
    """Whether a deadline is within a day, or past."""
    return moment is not None and moment < timezone.now() + timedelta(days=1)


@register.filter
def in_box(words: object) -> str:
    """What a text area holds: browsers drop a line feed that stands first in it, so one more is put there."""
    return f"\n{words or ''}"


@register.filter
def number_of(numbers: dict[int, int], claim_id: int) -> str:
    """A claim's number on the article's page, "" for one that has no place any more."""
    return str(numbers.get(claim_id, ""))


@register.filter
def said_word(value: str) -> str:
    return Said(value).label if value in Said.values else ""


@register.filter
def so_word(value: str) -> str:
    return So(value).label if value in So.values else ""


@register.filter
def kind_word(value: str) -> str:
    return EvidenceKind(value).label if value in EvidenceKind.values else value


@register.filter
def stance_word(value: str) -> str:
    return Stance(value).label if value in Stance.values else value


@register.filter
def state_word(value: str) -> str:
    return State(value).label if value in State.values else value


@register.filter
def look_of_state(value: str) -> str:
    """The shape of a state that no row goes with."""
    return State(value).name.lower() if value in State.values else "open"


@register.simple_tag(takes_context=True)
def opens(context: Context, row: ClaimRow) -> SafeString:
    """The attributes of a link that opens a claim where the card stands: on the article's page, or on its own."""
    if context["alone"]:
        return format_html('href="{}"', reverse("claim", args=[row.pk]))
    query = context["listed"].query
    here = claim_address(context["article"].pk, row.pk, query)
    return format_html(
        'href="{here}" hx-get="{card}{order}" hx-target="#open-claim" hx-sync="#open-claim:queue last"'
        ' hx-push-url="{here}"',
        here=here,
        card=reverse("claim-card", args=[row.pk]),
        order=f"?{query}" if query else "",
    )


@register.simple_tag
@cache
def icon(name: str, label: str = "") -> SafeString:
    """A shape of the sprite; without a label it is decoration beside words that say the same."""
    source = static("icons/states.svg")
    if not label:
        return format_html(
            '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', source, name
        )
    return format_html(
        '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"></use></svg>', label, source, name
    )


@register.simple_tag
@cache
def state_icon(look: str) -> SafeString:
    """The shape of a state in its colour, with its name for those who don't see it."""
    return format_html('<span class="look look-{}">{}</span>', look, icon(look, LOOKS.get(look, look)))


@register.filter
def look_word(look: str) -> str:
    return LOOKS.get(look, look)


@register.filter
def counted(counts: Counts) -> str:
    """“12 of 30 settled, 3 in work”, for those who don't see the strip."""
    rest = [f"{number} {word}" for name, word in COUNTED[1:] if (number := getattr(counts, name))]
    return ", ".join([f"{counts.settled} of {counts.total} settled", *rest])


@register.simple_tag
def strip(counts: Counts) -> SafeString:
    """How much of an article is settled, in work, stale and open, as one bar in four parts."""
    at, parts = 0.0, []
    for name, _ in COUNTED:
        width = 100 * getattr(counts, name) / counts.total if counts.total else 0
        if width:
            parts.append((f"{at:.2f}", f"{width:.2f}", name))
        at += width
    bars = format_html_join("", '<rect x="{}" width="{}" height="6" class="strip-{}"></rect>', parts)
    return format_html(
        '<svg class="strip" role="img" aria-label="{}" viewBox="0 0 100 6" preserveAspectRatio="none">'
        '<rect width="100" height="6" class="strip-none"></rect>{}</svg>',
        counted(counts) if counts.total else "No claims yet",
        bars,
    )


@register.filter
def percent(row: ClaimRow) -> str:
    """How sure the machine is of a claim: never of 0 or 100 per cent, which it can't be."""
    return f"{min(99, max(1, round(100 * row.confidence)))}\u00a0%"


@register.filter
def sure_of(row: ClaimRow) -> str:
    """The same in a word."""
    if row.unsure or row.confidence < LIKELY:
        return "unsure"
    return "likely" if row.confidence < SURE else "sure"


@register.filter
def rule_word(name: str) -> str:
    """A risk rule by its name."""
    return RULES.get(name, name.replace("_", " ").capitalize())


@register.simple_tag
def claim_address(article_id: int, claim_id: int, query: str = "") -> str:
    """The article's page with this claim open, and the list as the query has it."""
    listed = f"&{query}" if query else ""
    return f"{reverse('article', args=[article_id])}?claim={claim_id}{listed}#claim-card-{claim_id}"


@dataclass(frozen=True, slots=True)
class MoveWords:
    """A move as its button says it: the word, its key's action, and what a note is asked for as ("" for no note)."""

    word: str
    action: str
    asks: str


MOVE_WORDS = {
    (State.SUGGESTED, State.OPEN): ("It is a claim", "take"),
    (State.OPEN, State.CHECKING): ("Take", "take"),
    (State.CHECKING, State.OPEN): ("Hand back", "hand_back"),
    (State.CHECKING, State.AWAITING): ("Wait for the reply", "wait"),
    (State.AWAITING, State.CHECKING): ("Go on checking", "wait"),
    (State.AWAITING, State.OPEN): ("Hand back", "hand_back"),
    (State.SECOND, State.CHECKING): ("Send back", "reopen"),
    (State.DISMISSED, State.OPEN): ("Reopen", "reopen"),
    (State.SETTLED, State.CHECKING): ("Reopen", "reopen"),
    (State.STALE, State.CHECKING): ("Look again", "reopen"),
}


@register.simple_tag
def move_of(claim: Claim, to: State) -> MoveWords:
    """What the button of a move says, and whether it asks for a reason."""
    state = State(claim.state)
    word, action = MOVE_WORDS.get((state, to), (to.label, ""))
    reason = "reason" in MOVES[state][to].guards
    asks = ("What you found instead" if state == State.SECOND else "Why") if reason else ""
    return MoveWords(word, action, asks)

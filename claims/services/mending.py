"""What every mend of a claim shares: the words pointed at, what they say now, the claim reopened.

Its functions are for services that hold the article's row, within their transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Model

from claims.anchoring.pointed import NotThere, Several, pointed
from claims.anchoring.types import Span, Spans
from claims.anchoring.wording import spoken_by, wording_hash
from claims.drafts import is_lost, newest_split, read_draft
from claims.errors import Refused
from claims.extraction.blocks import find_blocks
from claims.extraction.dates import dated_in
from claims.extraction.figures import find_figures
from claims.extraction.risks.facts import Facts
from claims.extraction.risks.rules import find_risks
from claims.guards import RULE, is_high
from claims.models import Article, Attribution, Claim, Draft, Place, User
from claims.permissions import may_check
from claims.services.claim_change import claim_now, claim_to_change, is_new
from claims.services.claim_reword import reword
from claims.services.gate_watch import after_change
from claims.services.mend_places import held, shortened, words_of
from claims.services.undo_rows import changed_since, remember
from claims.vocabulary import EventKind, Part, SplitState

# -- before ------------------------------------------------------------------------------------------------------


def claim_to_mend(claim_id: int, *, seen: int, by: User, key: str) -> tuple[Claim, Draft | None]:
    """The claim, its article's row locked, and the draft that is checked: None where the key has done its work. Raises
    Claim.DoesNotExist, Refused (not theirs to mend, the draft isn't read, the claim is lost), Stale."""
    claim = claim_to_change(claim_id, by)
    if not is_new(claim, seen=seen, key=key, by=by):
        return claim, None
    draft = draft_to_mend(claim.article, by)
    if is_lost(claim):
        raise Refused("This claim has lost its place: say first where it stands now.")
    return claim, draft


def draft_to_mend(article: Article, by: User) -> Draft:
    """The newest draft, which is read; how all stands in it is remembered for an undo. Raises Refused."""
    may_check(by, article).or_refuse()
    if newest_split(article).state != SplitState.DONE:
        raise Refused("The newest draft isn't read yet. Wait for it, then mend.")
    draft = read_draft(article)
    remember(draft)
    return draft


def words_at(draft: Draft, words: str, what: str, *, near: Span | None = None, after: str = "") -> Spans:
    """Where the words stand in the draft; `what` they are, for the sentence that says why not. Raises Refused."""
    if not words.strip():
        raise Refused(f"Copy {what} from the text.")
    try:
        return pointed(draft.text, words, near=near, after=after)
    except NotThere as error:
        raise Refused(
            f"“{shortened(words)}” isn't in draft {draft.number}. Copy {what} from the text to the letter."
        ) from error
    except Several as error:
        raise Refused(
            f"“{shortened(words)}” stands in the text more than once. Give more of them, or those right before."
        ) from error


# -- what the words say ------------------------------------------------------------------------------------------


def read_words(claim: Claim, draft: Draft) -> dict[str, Any]:
    """Figures of the words as they stand now, and risks: none is taken off, what a rule sees in them is added."""
    now, said = held(claim, draft), claim.attribution
    dated = _dateline(draft.text) or draft.at.date()
    figures = find_figures(draft.text, now.content, dated)
    facts = Facts(
        words_of(draft, now.content).replace(" … ", " "),
        said.kind if said else "own voice",
        figures,
        " ".join(draft.text[start:end] for start, end in now.source),
        " ".join(draft.text[start:end] for start, end in now.cue),
        tuple(one.kind for one in said.speakers.all()) if said else (),
    )
    found = {*claim.risks, *find_risks(facts)}
    risks = [name for name in RULE if name in found]
    return {
        "figures": [asdict(one) for one in figures],
        "risks": risks,
        "high_risk": is_high(risks, claim.article.desk),
    }


@lru_cache(maxsize=4)
def _dateline(text: str) -> date | None:
    """The day that the article gives itself; kept, as one mend may be of many claims."""
    return dated_in(text, find_blocks(text))


def new_wording(claim: Claim, draft: Draft, *, spoken_anew: bool = False) -> dict[str, Any]:
    """What answers count for now. The same words of somebody else are another wording, and stay one."""
    now = held(claim, draft)
    words = wording_hash(draft.text, now.content, now.source, now.cue)
    if not (spoken_anew or claim.words):
        return {"wording": words, "words": ""}
    said = claim.attribution
    who = [one.pk for one in said.speakers.all()] if said else []
    return {"wording": spoken_by(words, who), "words": words}


def was(claim: Claim, draft: Draft) -> dict[str, Any]:
    """Where it stood and under which attribution, for the event of a mend: what the machine had made of it."""
    stood = held(claim, draft)
    return {
        "draft": draft.pk,
        "was": {
            "attribution": claim.attribution_id,
            "content": stood.content,
            "source": stood.source,
            "cue": stood.cue,
        },
    }


# -- after -------------------------------------------------------------------------------------------------------


def mended(
    claim: Claim,
    draft: Draft,
    why: str,
    *,
    what: EventKind,
    by: User,
    key: str,
    after: dict[str, Any],
    pieces: Sequence[Model] = (),
    spoken_anew: bool = False,
    with_risks: Sequence[str] = (),
    **fields: Any,
) -> Claim:
    """Give the claim the wording, figures and risks of where it stands now, with the event; what was settled or
    dismissed goes stale, a second check goes back to who checked first, elsewhere the answers no longer count."""
    now = claim_now(claim.pk)
    if "attribution" in fields:
        now.attribution = fields["attribution"]
    now.risks = [*now.risks, *with_risks]
    fields |= new_wording(now, draft, spoken_anew=spoken_anew) | read_words(now, draft)
    rows = changed_since(draft)
    reword(claim.pk, why, by=by, key=key, what=what, after=after, pieces=pieces, rows=rows, **fields)
    after_change(now.article_id, by=by, key=key)
    return claim_now(claim.pk)


def of_attribution(attribution: Attribution, draft: Draft) -> list[Claim]:
    """The claims that stand under it in the draft, in the order of their ids."""
    stand = Place.objects.filter(draft=draft, part=Part.CONTENT, claim__attribution=attribution)
    return [claim_now(pk) for pk in sorted(set(stand.values_list("claim_id", flat=True)))]

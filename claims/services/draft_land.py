"""What a new draft does to the claims that stand in it: a harmless difference is noted, any other one reopens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from claims import extraction
from claims.anchoring.carry import HARMLESS, Carried, Outcome
from claims.anchoring.reconcile import Landed
from claims.anchoring.wording import spoken_by, wording_hash
from claims.extraction import Span
from claims.guards import is_high
from claims.models import Attribution, Claim, Draft
from claims.services.claim_change import change, claim_now
from claims.services.claim_reword import reword
from claims.services.draft_before import Compared, Stood
from claims.vocabulary import Copy, EventKind, State


def land(
    draft: Draft,
    compared: Compared,
    found: extraction.Split,
    attributions: Mapping[int, int | None],
    *,
    key: str,
) -> None:
    """Change the claims that stand in the draft as their new words ask for, each with its event.

    Settled and dismissed claims whose words or speaker changed go stale; the others keep owner and evidence, and their
    answers no longer count. For the split's store, which holds the article's row; `key` is that of its event.
    """
    same: list[Claim] = []
    for one in compared.reconciled.landed:
        claim, stood, mine = compared.claims[one.key], compared.stood[one.key], f"{key}:{one.key}"
        twin = None if one.twin is None else found.claims[one.twin]
        words = wording_hash(draft.text, one.content, one.source, one.cue)
        figures = _figures(claim, one, stood, twin)
        if one.outcome in HARMLESS and not one.spoken_anew:
            claim.figures = figures
            same.append(claim)
            if _was_cut(claim):
                reword(
                    claim.pk,
                    f"It was cut, and stands in draft {draft.number} again.",
                    by=None,
                    key=mine,
                    copy="",
                )
            elif words != (claim.words or claim.wording):
                change(
                    claim_now(claim.pk),
                    what=EventKind.CARRIED,
                    by=None,
                    key=mine,
                    words="" if words == claim.wording else words,
                )
            continue
        risks = sorted({*claim.risks, *(twin.risks if twin else ())})
        reword(
            claim.pk,
            _why(draft, one, compared, found),
            by=None,
            key=mine,
            **_wording(words, one, attributions[claim.pk]),
            attribution_id=attributions[claim.pk],
            risks=risks,
            high_risk=is_high(risks, draft.article.desk),
            figures=figures,
        )
    Claim.objects.bulk_update(same, ["figures"], batch_size=500)


def _was_cut(claim: Claim) -> bool:
    return claim.state == State.DISMISSED and claim.copy == Copy.CUT


def _wording(words: str, one: Landed, attribution: int | None) -> dict[str, Any]:
    """What answers count for now: the words, or, where they are the same and somebody else's, those words as theirs."""
    if one.outcome == Outcome.CHANGED:
        return {"wording": words, "words": ""}
    speakers = Attribution.speakers.through.objects.filter(attribution=attribution)
    who = speakers.values_list("speaker_id", flat=True)
    led = (*one.unclear.words, *sorted(one.unclear.others)) if one.unclear else ()
    return {"wording": spoken_by(words, who, led), "words": words}


def _why(draft: Draft, one: Landed, compared: Compared, found: extraction.Split) -> str:
    """What changed, in a sentence for the card and the history."""
    if one.spoken_anew and one.outcome in HARMLESS:
        return _who_says(draft, one, compared, found)
    return _what_changed(draft, compared.carried[one.key])


def _who_says(draft: Draft, one: Landed, compared: Compared, found: extraction.Split) -> str:
    old = " and ".join(speaker.name for speaker in compared.speakers[one.key])
    new = " and ".join(found.speakers[index].name for index in one.speakers or ())
    here = f"In draft {draft.number}"
    if one.unclear:
        return f"{here} other words lead up to it. See {f'whether {old} still says it' if old else 'who says it'}."
    said = compared.claims[one.key].attribution
    if said and said.read_as is not None and one.attributed:
        return (
            f"{here} the machine reads that {new} says it; somebody has set {old or 'nobody'}, which stands."
        )
    if compared.claims[one.key].attribution_id is None:
        return f"{here} it is said by {new}." if new else f"{here} somebody says it; before, nobody did."
    if not new:
        return f"{here} nobody can tell that {old} says it."
    return f"{here} {new} says it, before it was {old}." if old else f"{here} it is said by {new}."


def _what_changed(draft: Draft, carried: Carried) -> str:
    here = f"Draft {draft.number}"
    if not carried.changes:
        return f"{here} changed its words."
    first, more = carried.changes[0], len(carried.changes) - 1
    if first.before and first.after:
        words = f"{here} has “{first.after}” where “{first.before}” stood"
    else:
        words = f"{here} {'puts in' if first.after else 'leaves out'} “{first.after or first.before}”"
    return f"{words}, and {more} more change{'s' if more > 1 else ''}." if more else f"{words}."


def _figures(claim: Claim, one: Landed, stood: Stood, twin: extraction.Claim | None) -> list[dict[str, Any]]:
    """Its figures with their places in the draft: those of before where the words are the same, else the new ones."""
    if one.outcome == Outcome.CHANGED or (one.adopted and twin):
        return [asdict(figure) for figure in twin.figures] if twin else []
    now = {(figure.low, figure.high, figure.unit): figure.span for figure in twin.figures} if twin else {}
    return [
        figure
        | {"span": _moved(figure, stood.content, one.content) or now.get(_value(figure), figure["span"])}
        for figure in claim.figures
    ]


def _value(figure: Mapping[str, Any]) -> tuple[Any, Any, Any]:
    return figure.get("low"), figure.get("high"), figure.get("unit", "")


def _moved(figure: Mapping[str, Any], old: Sequence[Span], new: Sequence[Span]) -> Span | None:
    """The figure's span where its piece of the claim stands now; None where the pieces aren't as long as before."""
    start, end = figure["span"]
    if len(old) != len(new):
        return None
    for (first, last), (begin, stop) in zip(old, new, strict=True):
        if first <= start and end <= last and last - first == stop - begin:
            return start - first + begin, end - first + begin
    return None

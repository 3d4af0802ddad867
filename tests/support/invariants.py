"""What holds after every fault, whatever it was."""

from __future__ import annotations

import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.core.management import call_command
from django.db.models.functions import Coalesce, Now

from claims.anchoring.wording import fingerprint
from claims.models import Claim, CopyNote, Draft, Event, Place, Split
from claims.vocabulary import SPLIT_UNFINISHED, Part, SplitState

# A split that nobody has touched for so long hangs: by then the sweep has sent it again, or given it to a person.
DEADLINE = timedelta(seconds=60)
Spans = tuple[tuple[int, int], ...]


def held(answered: Iterable[str] = ()) -> None:
    """After a fault: no split hangs, no claim is there twice, each quote is its slice, what was answered is stored,
    and the history verifies. `answered`: the one-time keys of the writes that were answered 2xx, or led on.

    Reads alone, and asks the real `verify_history`. Raises AssertionError with a line for each thing that doesn't hold.
    """
    broken = [*_hanging(), *_untold(), *_drafts(), *_lost(answered), *_history()]
    assert not broken, "\n".join(broken)


def _hanging() -> Iterator[str]:
    """Unfinished for longer than the deadline, by the database's clock; or failed without a word for a person."""
    left = Split.objects.filter(state__in=SPLIT_UNFINISHED)
    touched = Coalesce("heartbeat", "published", "created")
    for split in left.annotate(touched=touched).filter(touched__lt=Now() - DEADLINE):
        yield f"split {split.pk} is {split.state} and nobody is at it"
    for split in Split.objects.filter(state=SplitState.FAILED, error=""):
        yield f"split {split.pk} failed and doesn't say why"


def _untold() -> Iterator[str]:
    """A split that is done has its one event, and its claims stand in its draft."""
    for split in Split.objects.filter(state=SplitState.DONE, draft__article__erased_at=None):
        if not Event.objects.filter(article=split.draft.article_id, key=f"split:{split.pk}").exists():
            yield f"split {split.pk} is done and no event tells of it"
    for claim in Claim.objects.filter(places=None, article__erased_at=None):
        yield f"claim {claim.pk} stands nowhere"


def _drafts() -> Iterator[str]:
    """In each draft: every span is inside the text, no two claims share all theirs, and the fingerprint names them."""
    for draft in Draft.objects.iterator(chunk_size=20):
        here, length = f"draft {draft.pk}", len(draft.text)
        places = list(Place.objects.filter(draft=draft).select_related("claim").order_by("piece"))
        notes = CopyNote.objects.filter(draft=draft)
        for one in (*places, *notes):
            if not 0 <= one.start < one.end <= length or not draft.text[one.start : one.end].strip():
                yield f"{here}: {one} is no place in its text"
        spans = _spans(places)
        for told, number in Counter(spans.values()).items():
            if number > 1:
                yield f"{here}: {number} claims stand at {told}"
        for place in places:
            if place.fingerprint and place.fingerprint != fingerprint(*spans[place.claim_id]):
                yield f"{here}: claim {place.claim_id} stands elsewhere than it was stored"


def _spans(places: list[Place]) -> dict[int | None, tuple[Spans, Spans, Spans]]:
    """Of each claim: where its content, source and cue stand."""
    found: dict[tuple[str, int | None], Spans] = defaultdict(tuple)
    for one in places:
        found[one.part, one.claim_id or one.attribution_id] += ((one.start, one.end),)
    claims = {one.claim_id: one.claim.attribution_id for one in places if one.claim}
    return {
        pk: (found[Part.CONTENT, pk], found.get((Part.SOURCE, by), ()), found.get((Part.CUE, by), ()))
        for pk, by in claims.items()
    }


def _lost(answered: Iterable[str]) -> Iterator[str]:
    keys = list(answered)
    stored = set(Event.objects.filter(key__in=keys).values_list("key", flat=True))
    yield from (f"the write {key} was answered and isn't stored" for key in keys if key not in stored)


def _history() -> Iterator[str]:
    said = io.StringIO()
    try:
        call_command("verify_history", stdout=said)
    except SystemExit:
        yield said.getvalue().strip()

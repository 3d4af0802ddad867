"""What stood before a draft: the claims and people's marks on sentences, each where it stood last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q

from claims.anchoring.antecedents import Lead, lead
from claims.anchoring.carry import HARMLESS, Carried, Held, Outcome, Spans, carry
from claims.anchoring.reconcile import Before, Reconciled, reconcile
from claims.extraction import Split as Found
from claims.models import Claim, Draft, Event, Place, Sentence, Speaker
from claims.vocabulary import Coverage, EventKind, Part, SplitState


@dataclass(slots=True)
class Stood:
    """The spans of a claim or of a mark in the draft where it stood last."""

    draft: int
    content: list[tuple[int, int]] = field(default_factory=list)
    source: list[tuple[int, int]] = field(default_factory=list)
    cue: list[tuple[int, int]] = field(default_factory=list)

    @property
    def held(self) -> Held:
        return Held(tuple(self.content), tuple(self.source), tuple(self.cue))


@dataclass(frozen=True, slots=True)
class Compared:
    """The draft that was compared with (None for the first), its claims by id with their speakers, where they stood and
    what became of their words; `marks` are sentences with people's marks, and where each stands now."""

    draft: Draft | None
    claims: dict[int, Claim]
    speakers: dict[int, list[Speaker]]
    stood: dict[int, Stood]
    carried: dict[int, Carried]
    marks: tuple[tuple[Sentence, Spans], ...]
    reconciled: Reconciled


def compare(draft: Draft, found: Found) -> Compared:
    """Carry what stood before to this draft, and bring it together with what was found there.

    Claims that were lost or cut in between come back where the very words do. Texts that people pasted, so nothing
    here is asked of the clock or of a person.
    """
    earlier = _earlier(draft)
    if earlier is None:
        return Compared(None, {}, {}, {}, {}, (), reconcile(draft.text, [], found))
    claims, own_voice = _claims(draft), _made_own_voice(draft)
    speakers = {pk: _speakers(claim) for pk, claim in claims.items()}
    stood = _stood(draft, claims.values())
    marks = list(_marks(earlier))
    texts = _texts(stood.values())
    carried, now = _carry(draft, earlier, stood, marks, texts)
    before = [
        Before(
            key=pk,
            carried=carried[pk],
            attributed=claim.attribution_id is not None,
            speakers=tuple(one.name for one in speakers[pk]),
            read_as=_read_as(claim, own_voice),
            lead=_lead(texts, stood[pk], speakers[pk]),
        )
        for pk, claim in claims.items()
        if pk in carried
    ]
    together = reconcile(draft.text, before, found, cleared=[spans for _, spans in now])
    return Compared(earlier, claims, speakers, stood, carried, tuple(now), together)


def _read_as(claim: Claim, own_voice: frozenset[int]) -> tuple[str, ...] | None:
    """Whom the machine read there, where a person has said that it is somebody else, or nobody."""
    if claim.attribution:
        return None if claim.attribution.read_as is None else tuple(claim.attribution.read_as)
    return () if claim.pk in own_voice else None


def _made_own_voice(draft: Draft) -> frozenset[int]:
    """The claims of which a person has said that the article says them in its own voice."""
    told = Event.objects.standing(draft.article_id).filter(what=EventKind.SPEAKER_SET)
    own = told.filter(claim__attribution=None).values_list("claim_id", flat=True)
    return frozenset(pk for pk in own if pk)


def _speakers(claim: Claim) -> list[Speaker]:
    return list(claim.attribution.speakers.all()) if claim.attribution else []


def _earlier(draft: Draft) -> Draft | None:
    """The newest draft before this one that was read."""
    read = Draft.objects.filter(
        article=draft.article_id, number__lt=draft.number, splits__state=SplitState.DONE
    )
    return read.order_by("-number").first()


def _claims(draft: Draft) -> dict[int, Claim]:
    """Those with words of their own: the ones that were merged stand with another claim."""
    claims = Claim.objects.filter(article=draft.article_id, merged_into=None)
    claims = claims.select_related("article__desk", "attribution")
    speakers = Prefetch("attribution__speakers", Speaker.objects.order_by("pk"))
    return {claim.pk: claim for claim in claims.prefetch_related(speakers).order_by("pk")}


def _stood(draft: Draft, claims: Iterable[Claim]) -> dict[int, Stood]:
    """Each claim's spans, of the newest draft in which its content stands."""
    places = Place.objects.filter(draft__article=draft.article_id, draft__number__lt=draft.number)
    rows = list(
        places.order_by("-draft__number", "piece").values_list(
            "draft_id", "claim_id", "attribution_id", "part", "start", "end"
        )
    )
    found: dict[int, Stood] = {}
    said: dict[tuple[int, int, str], list[tuple[int, int]]] = defaultdict(list)
    for at, claim, attribution, part, start, end in rows:
        if part != Part.CONTENT:
            said[at, attribution, part].append((start, end))
        elif found.setdefault(claim, Stood(at)).draft == at:
            found[claim].content.append((start, end))
    for one in claims:
        if one.attribution_id and (where := found.get(one.pk)):
            where.source = said[where.draft, one.attribution_id, Part.SOURCE]
            where.cue = said[where.draft, one.attribution_id, Part.CUE]
    return found


def _marks(earlier: Draft) -> Sequence[Sentence]:
    """Sentences that a person cleared, or wished to."""
    marked = Q(coverage=Coverage.NOTHING) | Q(clearing_by__isnull=False)
    return list(Sentence.objects.filter(marked, draft=earlier).order_by("start"))


def _texts(stood: Iterable[Stood]) -> dict[int, str]:
    """The drafts where claims stood last, by id."""
    return dict(Draft.objects.filter(pk__in={one.draft for one in stood}).values_list("pk", "text"))


def _lead(texts: dict[int, str], stood: Stood, speakers: Sequence[Speaker]) -> Lead | None:
    """What led to the claim's source where it stood last; None in the article's own voice."""
    if not (stood.source or stood.cue):
        return None
    return lead(texts[stood.draft], stood.source, stood.cue, [one.name for one in speakers])


def _carry(
    draft: Draft,
    earlier: Draft,
    stood: dict[int, Stood],
    marks: Sequence[Sentence],
    texts: dict[int, str],
) -> tuple[dict[int, Carried], list[tuple[Sentence, Spans]]]:
    """Each claim's words carried from where they stood, the newest draft's first; the marks that still hold."""
    spellings = [(one, other) for one, other in draft.article.desk.spellings]
    mine = [pk for pk, one in stood.items() if one.draft == earlier.pk]
    held = [stood[pk].held for pk in mine] + [Held(((one.start, one.end),)) for one in marks]
    results = carry(earlier.text, draft.text, held, spellings)
    carried = dict(zip(mine, results, strict=False))
    taken = {span for one in carried.values() for span in one.content}
    for base in sorted({one.draft for one in stood.values()} - {earlier.pk}, reverse=True):
        gone = [pk for pk, one in stood.items() if one.draft == base]
        back = carry(texts[base], draft.text, [stood[pk].held for pk in gone], spellings)
        for pk, one in zip(gone, back, strict=True):
            free = one.outcome in HARMLESS and not any(_touch(span, taken) for span in one.content)
            carried[pk] = one if free else Carried(Outcome.LOST)
            taken.update(carried[pk].content)
    now = [
        (mark, one.content)
        for mark, one in zip(marks, results[len(mine) :], strict=True)
        if one.outcome in HARMLESS
    ]
    return carried, now


def _touch(span: tuple[int, int], others: set[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)

"""Store what a split found: every row, or none."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction
from django.db.models.functions import Now

from claims import extraction
from claims.extraction import Span
from claims.guards import is_high
from claims.models import Attribution, Claim, Draft, Place, Sentence, Speaker, Split
from claims.services.history import lock_article, record
from claims.services.history_rows import claim_content, speakers_content
from claims.vocabulary import Coverage, EventKind, Part, SplitState, State


@transaction.atomic
def store(split_id: int, attempt: int, found: extraction.Split) -> bool:
    """Store all rows of a split, its end and its event in one transaction.

    False, and nothing stored, where the attempt has been given up on meanwhile: another one counts.
    """
    split = Split.objects.select_related("draft").get(pk=split_id)
    split.draft.article = lock_article(split.draft.article_id)
    done = Split.objects.filter(pk=split_id, state=SplitState.RUNNING, attempts=attempt).update(
        state=SplitState.DONE, progress=100, finished=Now(), heartbeat=Now(), model=found.model, error=""
    )
    if not done:
        return False
    draft = split.draft
    _sentences(draft, found)
    attributions = _attributions(draft, found, _speakers(draft, found))
    claims = _claims(draft, found, attributions)
    record(
        article_id=draft.article_id,
        what=EventKind.SPLIT,
        by=None,
        key=f"split:{split.pk}",
        after={
            "split": split.pk,
            "model": found.model,
            "claims": [[claim.pk, claim.state, claim_content(claim)] for claim in claims],
            "speakers": speakers_content(draft.article_id),
        },
    )
    return True


def _sentences(draft: Draft, found: extraction.Split) -> None:
    """Each sentence, covered where a claim's content touches it."""
    covered = sorted(span for claim in found.claims for span in claim.content)
    rows, at = [], 0
    for sentence in found.sentences:
        while at < len(covered) and covered[at][1] <= sentence.start:
            at += 1
        touched = at < len(covered) and covered[at][0] < sentence.end
        rows.append(
            Sentence(
                draft=draft,
                start=sentence.start,
                end=sentence.end,
                coverage=Coverage.CLAIMED if touched else Coverage.OPEN,
                why="" if touched else sentence.why_not[:200],
            )
        )
    Sentence.objects.bulk_create(rows, batch_size=2_000)


def _speakers(draft: Draft, found: extraction.Split) -> list[Speaker]:
    rows = [
        Speaker(
            article_id=draft.article_id,
            name=speaker.name[:300],
            kind=speaker.kind,
            title=speaker.title[:300],
            mentions=[[draft.number, *span] for span in speaker.mentions],
        )
        for speaker in found.speakers
    ]
    return Speaker.objects.bulk_create(rows, batch_size=2_000)


def _attributions(draft: Draft, found: extraction.Split, speakers: Sequence[Speaker]) -> list[Attribution]:
    rows = Attribution.objects.bulk_create(
        [
            Attribution(article_id=draft.article_id, kind=one.kind, confidence=one.confidence)
            for one in found.attributions
        ],
        batch_size=2_000,
    )
    through = Attribution.speakers.through
    through.objects.bulk_create(
        [
            through(attribution_id=row.pk, speaker_id=speakers[index].pk)
            for row, one in zip(rows, found.attributions, strict=True)
            for index in one.speakers
        ],
        batch_size=2_000,
    )
    places = [
        Place(draft=draft, attribution=row, part=part, piece=piece, start=start, end=end)
        for row, one in zip(rows, found.attributions, strict=True)
        for part, spans in ((Part.SOURCE, one.source), (Part.CUE, one.cue))
        for piece, (start, end) in enumerate(spans)
    ]
    Place.objects.bulk_create(places, batch_size=2_000)
    return rows


def _claims(draft: Draft, found: extraction.Split, attributions: Sequence[Attribution]) -> list[Claim]:
    desk = draft.article.desk
    rows = Claim.objects.bulk_create(
        [
            Claim(
                article_id=draft.article_id,
                attribution=None if one.attribution is None else attributions[one.attribution],
                state=State.SUGGESTED if one.unsure else State.OPEN,
                wording=wording_hash(draft.text, one.content, *_source_and_cue(found, one)),
                risks=list(one.risks),
                high_risk=is_high(one.risks, desk),
                figures=[asdict(figure) for figure in one.figures],
                confidence=one.confidence,
            )
            for one in found.claims
        ],
        batch_size=2_000,
    )
    places = [
        Place(
            draft=draft,
            claim=row,
            part=Part.CONTENT,
            piece=piece,
            start=start,
            end=end,
            fingerprint="" if piece else fingerprint(one.content, *_source_and_cue(found, one)),
        )
        for row, one in zip(rows, found.claims, strict=True)
        for piece, (start, end) in enumerate(one.content)
    ]
    Place.objects.bulk_create(places, batch_size=2_000)
    return rows


def _source_and_cue(
    found: extraction.Split, claim: extraction.Claim
) -> tuple[Sequence[Span], Sequence[Span]]:
    if claim.attribution is None:
        return (), ()
    attribution = found.attributions[claim.attribution]
    return attribution.source, attribution.cue


def wording_hash(text: str, *parts: Sequence[Span]) -> str:
    """SHA-256 of the words of content, source and cue: what an answer was given for."""
    words = "\x1e".join("\x1f".join(text[start:end] for start, end in spans) for spans in parts)
    return hashlib.sha256(words.encode()).hexdigest()


def fingerprint(*parts: Sequence[Span]) -> str:
    """SHA-256 of the spans of content, source and cue: no two claims of a draft share one."""
    return hashlib.sha256(repr([[list(span) for span in spans] for spans in parts]).encode()).hexdigest()

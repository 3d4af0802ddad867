"""An article's fact-check report, as this person may see it; the print page and every format show this."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from django.utils import timezone

from claims.drafts import read_draft
from claims.exports.report import (
    Report,
    ReportClaim,
    ReportCorrection,
    ReportCounts,
    ReportEvidence,
    ReportSignature,
)
from claims.gate import sign_offs_of
from claims.models import Answer, Article, Claim, Draft, Sentence, Use, User
from claims.permissions import answers_visible_to, articles_visible_to, uses_visible_to
from claims.selectors.blind import first_is_hidden, hide_stances, is_blind
from claims.selectors.conflicts import FigureConflict, conflicts_of
from claims.selectors.places import Places, places_of, words_of
from claims.selectors.rows import IN_WORK, LEFT, ClaimRow, claims_of, rows_of, speakers_of
from claims.vocabulary import ArticleState, Copy, Coverage, EvidenceKind, Role, Said, So, Stance, State


def report_of(article: Article, user: User) -> Report:
    """The report of the newest draft; as many queries for 300 claims as for 1.

    Where round 1 is hidden from this person, neither its answers nor the copy resolution are in it. Raises
    Article.DoesNotExist where they may not see the article.
    """
    seen = articles_visible_to(user).select_related("desk").prefetch_related("bylines")
    article = seen.get(pk=article.pk)
    draft = read_draft(article)
    places, claims = places_of(draft), claims_of(article, user, draft)
    answers, uses = _answers(article, user), _uses(article, user)
    blind = {claim.pk for claim in claims if is_blind(claim)}
    hide_stances((use for found in uses.values() for use in found), user, blind)
    by_pk = {claim.pk: claim for claim in claims}
    rows = rows_of(draft.text, claims, places, {})
    conflicts = conflicts_of(draft.text, rows, places)
    signatures = _signatures(article)
    return Report(
        article=article.title,
        desk=article.desk.name,
        state=ArticleState(article.state).label,
        bylines=tuple(person.name for person in article.bylines.all()),
        draft=draft.number,
        sha256=draft.sha256,
        made=timezone.localtime(),
        made_by=user.name,
        counts=_counts(draft, rows, len(conflicts)),
        text=draft.text,
        claims=tuple(
            _claim(draft, by_pk[row.pk], row, places, conflicts, answers=answers[row.pk], uses=uses[row.pk])
            for row in rows
        ),
        signatures=signatures,
        one_enough=_one_enough(article, draft, signatures),
        published_url=article.published_url,
        corrections=_corrections(article),
    )


def _signatures(article: Article) -> tuple[ReportSignature, ...]:
    """Those that nobody took back and that are not void; one query."""
    return tuple(
        ReportSignature(
            name=one.signer.name,
            role=Role(one.role).label.lower(),
            at=timezone.localtime(one.at),
            draft=one.draft.number,
            sha256=one.sha256,
            override=one.override_why,
        )
        for one in sign_offs_of(article.pk)
        if not one.revoked_at
    )


def _one_enough(article: Article, draft: Draft, signatures: Sequence[ReportSignature]) -> bool:
    """Whether one signature is enough here, or was when this draft was signed off."""
    under = [one for one in signatures if one.sha256 == draft.sha256]
    signed = article.state in (ArticleState.SIGNED_OFF, ArticleState.PUBLISHED, ArticleState.CORRECTED)
    return article.desk.signers == 1 or (signed and len(under) == 1 and not under[0].override)


def _corrections(article: Article) -> tuple[ReportCorrection, ...]:
    drafts = Draft.objects.filter(article=article).exclude(reason="").order_by("number")
    return tuple(
        ReportCorrection(number, timezone.localtime(at), reason)
        for number, at, reason in drafts.values_list("number", "at", "reason")
    )


def _answers(article: Article, user: User) -> dict[int, list[Answer]]:
    """By claim, oldest first; one query."""
    found: dict[int, list[Answer]] = defaultdict(list)
    for answer in answers_visible_to(user).filter(claim__article=article).select_related("by").order_by("pk"):
        found[answer.claim_id].append(answer)
    return found


def _uses(article: Article, user: User) -> dict[int, list[Use]]:
    """By claim, oldest first; one query."""
    found: dict[int, list[Use]] = defaultdict(list)
    for use in uses_visible_to(user).filter(claim__article=article).select_related("evidence").order_by("pk"):
        found[use.claim_id].append(use)
    return found


def _counts(draft: Draft, rows: Sequence[ClaimRow], conflicts: int) -> ReportCounts:
    return ReportCounts(
        total=len(rows),
        settled=sum(row.state == State.SETTLED for row in rows),
        dismissed=sum(row.state == State.DISMISSED for row in rows),
        in_work=sum(row.state in IN_WORK for row in rows),
        left=sum(row.state in LEFT for row in rows),
        stale=sum(row.state == State.STALE for row in rows),
        unseen=Sentence.objects.filter(draft=draft, coverage=Coverage.OPEN).count(),
        conflicts=conflicts,
    )


def _claim(
    draft: Draft,
    claim: Claim,
    row: ClaimRow,
    places: Places,
    conflicts: Iterable[FigureConflict],
    *,
    answers: Iterable[Answer],
    uses: Iterable[Use],
) -> ReportClaim:
    rounds = {answer.round: answer for answer in answers if answer.wording == claim.wording}
    first, second = rounds.get(1), rounds.get(2)
    hidden = first_is_hidden(claim)
    by_attribution = claim.attribution_id or 0
    return ReportClaim(
        number=row.number,
        state=row.state.label + (", its place is lost" if row.look == "lost" else ""),
        words=row.words,
        own_voice=row.own_voice,
        spans=tuple(places.content.get(claim.pk, ())),
        speaker=row.speaker,
        title=_titles(claim),
        source=words_of(draft.text, places.source.get(by_attribution, ())),
        cue=words_of(draft.text, places.cue.get(by_attribution, ())),
        said=Said(first.said).label if first and first.said else "",
        so=So(first.so).label if first and first.so else "",
        copy=Copy(claim.copy).label if claim.copy and not hidden else "",
        fix="" if hidden else claim.fix,
        note=first.note if first else "",
        dismissed_why=claim.dismissal_why if row.state == State.DISMISSED else "",
        checked_by=first.by.name if first else "",
        checked_at=timezone.localtime(first.at) if first else None,
        second_by=second.by.name if second else "",
        second_at=timezone.localtime(second.at) if second else None,
        hidden=hidden,
        high_risk=claim.high_risk,
        risks=tuple(rule.sentence for rule in row.risks),
        conflicts=tuple(_against(row, conflicts)),
        evidence=tuple(_evidence(use) for use in uses),
    )


def _against(row: ClaimRow, conflicts: Iterable[FigureConflict]) -> Iterator[str]:
    """Which figures of other claims stand against each of the claim's own."""
    for conflict in conflicts:
        for side in (side for group in conflict.groups for side in group if side.row.pk == row.pk):
            others = (
                f"{one.row.said_by}: {one.figure.words} (claim {one.row.number})"
                for one in conflict.against(row.pk, side.index)
            )
            yield f"{side.figure.words}; {'; '.join(others)}"


def _titles(claim: Claim) -> str:
    if claim.attribution is None:
        return ""
    return "; ".join(speaker.title for speaker in speakers_of(claim) if speaker.title)


def _evidence(use: Use) -> ReportEvidence:
    thing = use.evidence
    return ReportEvidence(
        kind=EvidenceKind(thing.kind).label,
        title=thing.title,
        url=thing.url,
        words=thing.words,
        result=thing.result,
        seen=timezone.localtime(thing.seen) if thing.seen else None,
        locator=use.locator,
        passage=use.passage,
        stance=Stance(use.stance).label if use.stance else "",
        primary=use.primary,
        withdrawn=use.withdrawn_why or thing.withdrawn_why,
    )

"""A sample article that has gone through three drafts, with checks made between them: one sees what edits do."""

from __future__ import annotations

from pathlib import Path

from claims.models import Article, Claim, Desk, Split, User
from claims.services.article_paste import article_paste
from claims.services.claim_answer import claim_answer
from claims.services.draft_paste import draft_paste
from claims.services.evidence_attach import evidence_attach
from claims.services.split_run import split_run
from claims.vocabulary import EvidenceKind, Said, So, SplitState, State

POOL = Path(__file__).resolve().parent.parent / "sample" / "pool"
DRAFTS = ("1.txt", "2.txt", "3.txt")


def sample_drafts() -> Article:
    """Paste the three drafts, each read by the split itself, the checkers settling every claim in between.

    Each step is a service's with a key of its own, so that running it again goes on where it was left.
    Raises what the services raise. For the sample newsroom, which is there already.
    """
    nora, imre, tess = (User.objects.get(username=name) for name in ("nora", "imre", "tess"))
    desk = Desk.objects.get(memberships__user=nora)
    texts = [(POOL / name).read_text(encoding="utf-8") for name in DRAFTS]
    headline, byline = texts[0].splitlines()[0], texts[0].splitlines()[2]
    article = article_paste(
        desk_id=desk.pk, by=nora, key="sample-drafts-1", text=texts[0], headline=headline, byline=byline
    )
    _read(article)
    for number, text in enumerate(texts[1:], start=2):
        settle_open(article, imre, tess, f"sample-drafts-{number}")
        draft_paste(
            article_id=article.pk,
            by=nora,
            key=f"sample-drafts-{number}",
            text=text,
            headline=headline,
            byline=byline,
        )
        _read(article)
    return article


def _read(article: Article) -> None:
    """A worker may be faster: then there is nothing left to read."""
    for split in Split.objects.filter(draft__article=article, state=SplitState.QUEUED).order_by(
        "draft__number"
    ):
        split_run(split.pk)


def settle_open(article: Article, first: User, second: User, key: str) -> None:
    """Every open claim with the same evidence; a high risk takes the second person's answers as well."""
    for claim in Claim.objects.filter(article=article, state=State.OPEN).order_by("pk"):
        evidence_attach(
            claim_id=claim.pk,
            by=first,
            key=f"{key}-{claim.pk}-evidence",
            kind=EvidenceKind.DOCUMENT,
            title="Minutes of the sports committee",
            locator="p. 4",
        )
        if _answer(claim, first, f"{key}-{claim.pk}").state == State.SECOND:
            _answer(claim, second, f"{key}-{claim.pk}-second")


def _answer(claim: Claim, by: User, key: str) -> Claim:
    return claim_answer(
        claim_id=claim.pk,
        seen=Claim.objects.get(pk=claim.pk).version,
        by=by,
        key=key,
        said=Said.FAIR if claim.attribution_id else "",
        so=So.CONFIRMED,
        settle=True,
    )

"""Which kinds of rows events make and change besides articles and claims, and what the chain keeps of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import Model, Q

from claims.models import (
    Answer,
    Approval,
    Article,
    Capture,
    ConfidentialSource,
    CopyNote,
    Lowering,
    Note,
    NoteEdit,
    Question,
    Sentence,
    SignOff,
    Use,
)
from claims.services.history_rows import AT_ONCE, content_hash, plain
from claims.vocabulary import CaptureState


@dataclass(frozen=True, slots=True)
class Piece:
    """A kind of row that events make and change, and of which each event keeps the digest.

    `fields` are attribute paths that the digest covers, `sets` many-to-many relations it covers too; `article` is
    the lookup that leads to the article, `claim` the attribute that names the claim, "" where it's the article's
    own. Rows outside `where` need no telling; once told of they are as the last event has them. `later`: fields that
    the digest covers only where they are set (neither None nor False), as older events know nothing of them.
    """

    name: str
    model: type[Model]
    fields: tuple[str, ...]
    article: str = "claim__article"
    claim: str = "claim_id"
    related: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    where: Q | None = None
    later: tuple[str, ...] = ()

    def content(self, row: Any) -> str:
        values = [plain(attrgetter(path)(row)) for path in self.fields]
        later = (attrgetter(path)(row) for path in self.later)
        values += [plain(value) for value in later if value not in (None, False)]
        return content_hash(
            [*values, *(sorted(one.pk for one in getattr(row, name).all()) for name in self.sets)]
        )

    def claim_of(self, row: Any) -> int | None:
        return attrgetter(self.claim)(row) if self.claim else None

    def rows(self, article: Article, told: Iterable[int]) -> Iterator[Any]:
        """The article's rows that events tell of, or ought to; `told`: the ids of those that some event told of."""
        chosen = self.where | Q(pk__in=list(told)) if self.where else Q()
        found = self.model._base_manager.filter(chosen, **{self.article: article}).order_by("pk")
        found = found.select_related(*self.related) if self.related else found
        return found.distinct().prefetch_related(*self.sets).iterator(chunk_size=AT_ONCE)


PIECES: tuple[Piece, ...] = (
    Piece(
        "answer", Answer, ("by_id", "round", "wording", "said", "so", "note", "at"), later=("taken_back_at",)
    ),
    Piece(
        "use",
        Use,
        (
            "by_id",
            "evidence_id",
            "evidence.kind",
            "evidence.title",
            "evidence.url",
            "evidence.words",
            "evidence.result",
            "evidence.seen",
            "evidence.ground_rules",
            "evidence.reached",
            "evidence.reply_by",
            "evidence.right_of_reply",
            "evidence.withdrawn_why",
            "evidence.withdrawn_by_id",
            "evidence.withdrawn_at",
            "locator",
            "passage",
            "stance",
            "primary",
            "withdrawn_why",
        ),
        related=("evidence",),
        sets=("independent_of",),
        later=("said_there",),
    ),
    Piece(
        "question",
        Question,
        (
            "asked_of",
            "to_id",
            "source",
            "text",
            "answer_by",
            "blocking",
            "by_id",
            "at",
            "answer",
            "answered_by_id",
            "answered_at",
            "withdrawn_by_id",
            "withdrawn_at",
        ),
    ),
    Piece(
        "capture",
        Capture,
        (
            "evidence_id",
            "origin",
            "state",
            "url",
            "final_url",
            "status",
            "headers",
            "stored",
            "name",
            "media_type",
            "size",
            "sha256",
            "text",
            "error",
            "by_id",
            "at",
            "kept_at",
        ),
        article="evidence__uses__claim__article",
        claim="",
        where=Q(state=CaptureState.KEPT),
    ),
    Piece(
        "lowering",
        Lowering,
        ("risk", "why", "by_id", "at", "agreed", "decided_by_id", "decided_at", "decided_why"),
    ),
    Piece(
        "sentence",
        Sentence,
        ("start", "end", "coverage", "why", "cleared_by_id", "clearing_by_id", "clearing_why"),
        article="draft__article",
        claim="",
        where=Q(cleared_by__isnull=False) | Q(clearing_by__isnull=False),
    ),
    Piece(
        "copy note",
        CopyNote,
        ("draft_id", "kind", "start", "end", "by", "text", "taken", "done_by_id"),
        article="draft__article",
        claim="",
        where=Q(taken__isnull=False),
    ),
    Piece(
        "note",
        Note,
        ("text", "by_id", "at"),
        article="article",
        sets=("mentions",),
        later=("taken_back_at",),
    ),
    Piece(
        "earlier note",
        NoteEdit,
        ("note_id", "text", "until"),
        article="note__article",
        claim="note.claim_id",
        related=("note",),
    ),
    Piece(
        "signature",
        SignOff,
        (
            "draft_id",
            "signer_id",
            "role",
            "sha256",
            "override_why",
            "at",
            "revoked_at",
            "revoked_by_id",
            "revoked_why",
        ),
        article="draft__article",
        claim="",
    ),
    Piece(
        "source",
        ConfidentialSource,
        (
            "speaker_id",
            "evidence_id",
            "pseudonym",
            "version",
            "sealed_sha256",
            "stored",
            "by_id",
            "at",
            "deleted_by_id",
            "deleted_at",
        ),
        article="article",
        claim="",
        sets=("people",),
    ),
    Piece("approval", Approval, ("source_id", "wording", "version", "by_id", "at")),
)
BY_MODEL = {piece.model: piece for piece in PIECES}


def told(row: Model) -> list[Any]:
    """A row as an event tells of it: kind, primary key, digest. Raises KeyError for a kind that isn't registered."""
    piece = BY_MODEL[type(row)]
    return [piece.name, row.pk, piece.content(row)]

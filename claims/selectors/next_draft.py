"""What a text would do as the article's next draft, before it is stored: kept, reopened, lost, new."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from claims.anchoring.carry import HARMLESS, Carried, Change, Held, Outcome, carry
from claims.anchoring.kinds import Kind
from claims.anchoring.side_by_side import without_counterpart
from claims.drafts import read_draft
from claims.gate import published_drafts, sign_offs_of
from claims.models import Answer, Article, Claim, Draft, Event, Sentence, SignOff, User
from claims.selectors.blind import answers_of
from claims.selectors.places import Places, places_of, words_of
from claims.selectors.rows import ClaimRow, claims_of, newest, rows_of
from claims.selectors.shown_runs import ShownRun, shown_runs
from claims.vocabulary import DECIDED, Coverage, State

WEIGHTS = {kind: weight for weight, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Part:
    """What changes in the words of a claim's content, source or cue."""

    name: str
    stretches: tuple[ShownRun, ...]


@dataclass(frozen=True, slots=True)
class Reopened:
    """A claim whose words change. `answers_by` are the people whose answers no longer count by themselves, as far as
    the reader may know of them.
    """

    row: ClaimRow
    changes: tuple[Change, ...]
    parts: tuple[Part, ...]
    answers_by: tuple[str, ...]

    @property
    def goes_stale(self) -> bool:
        return self.row.state in DECIDED

    @property
    def becomes(self) -> str:
        """What the new words do to it, in a few words."""
        if self.row.state in DECIDED:
            return "Goes stale"
        if self.row.state == State.STALE:
            return "Stays stale"
        if self.row.state == State.SECOND:
            return "Goes back to its first check"
        return "Loses its answers" if self.answers_by else "Gets the new words"

    @property
    def weight(self) -> tuple[int, int]:
        """The weightiest change first, then the order of the text."""
        return (min((WEIGHTS[one.kind] for one in self.changes), default=len(WEIGHTS)), self.row.number)


@dataclass(frozen=True, slots=True)
class Lost:
    """A claim whose words the text no longer has; `torn`: it has them in two places, and nobody can tell which."""

    row: ClaimRow
    torn: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """`base` is the draft that is compared with, the newest that was read; `newest` the newest of all.

    `kept` counts claims, `still_lost` those that had lost their place before; `new` are sentences; `opened` sentences
    that somebody cleared and that change; `void` whose signatures won't hold.
    """

    base: Draft
    newest: Draft
    same: bool
    kept: int
    reopened: tuple[Reopened, ...]
    lost: tuple[Lost, ...]
    still_lost: int
    new: tuple[str, ...]
    opened: tuple[str, ...]
    void: tuple[str, ...]
    words: int

    @property
    def number(self) -> int:
        return self.newest.number + 1

    @property
    def stale(self) -> int:
        return sum(one.goes_stale for one in self.reopened)

    @property
    def nothing(self) -> bool:
        """Whether no claim, mark or signature is touched and nothing is new."""
        return not (self.reopened or self.lost or self.new or self.opened or self.void)


def newest_draft(article: Article) -> Draft:
    """The newest draft of an article that the person may see, without its text."""
    return Draft.objects.filter(article=article).defer("text").latest("number")


def earlier_draft(article: Article, number: int) -> Draft | None:
    """A draft by its number, with its text, for who wishes to paste it again."""
    return Draft.objects.filter(article=article, number=number).first()


def drafts_since(article: Article, number: int) -> list[Draft]:
    """What was pasted after the draft with this number, oldest first, without the texts."""
    found = Draft.objects.filter(article=article, number__gt=number).defer("text").select_related("by")
    return list(found.order_by("number"))


def was_sent(article: Article, key: str) -> bool:
    """Whether the form with this one-time key is stored already."""
    return Event.objects.filter(article=article, key=key).exists()


def preview_of(user: User, article: Article, text: str) -> Preview:
    """What the normalised text would do; the article (with its desk) is one that the person may see.

    Stores nothing. As many queries for many claims as for few. Speakers are compared only once the draft is read.
    """
    base, last = read_draft(article), newest_draft(article)
    claims, places = claims_of(article, user, base), places_of(base)
    answers = answers_of(article, claims, user)
    rows = {row.pk: row for row in rows_of(base.text, claims, places, newest(answers))}
    standing = [claim for claim in claims if claim.pk in places.content]
    marked = Q(coverage=Coverage.NOTHING) | Q(clearing_by__isnull=False)
    marks = list(Sentence.objects.filter(marked, draft=base).order_by("start"))
    held = [_held(claim, places) for claim in standing]
    held += [Held(((one.start, one.end),)) for one in marks]
    spellings = [(one, other) for one, other in article.desk.spellings]
    carried = carry(base.text, text, held, spellings)
    found = list(zip(standing, held, carried, strict=False))
    by = _answerers(claims, answers)
    changed = [
        Reopened(rows[claim.pk], _changes(one), _parts(base.text, text, was, one), by[claim.pk])
        for claim, was, one in found
        if one.outcome == Outcome.CHANGED
    ]
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Preview(
        base=base,
        newest=last,
        same=sha256 == last.sha256,
        kept=sum(one.outcome in HARMLESS for _, _, one in found),
        reopened=tuple(sorted(changed, key=lambda one: one.weight)),
        lost=tuple(_lost(rows, found)),
        still_lost=sum(row.look == "lost" for row in rows.values()),
        new=tuple(" ".join(text[slice(*span)].split()) for span in without_counterpart(base.text, text)),
        opened=_opened(base.text, marks, carried[len(standing) :]),
        void=tuple(_void(article, sha256)),
        words=len(text.split()),
    )


def _held(claim: Claim, places: Places) -> Held:
    said = claim.attribution_id or 0
    return Held(
        tuple(places.content[claim.pk]),
        tuple(places.source.get(said, ())),
        tuple(places.cue.get(said, ())),
    )


def _parts(old: str, new: str, was: Held, now: Carried) -> tuple[Part, ...]:
    """The claim's words, and its source and cue where those change."""
    pairs = (
        ("content", was.content, now.content),
        ("source", was.source, now.source),
        ("cue", was.cue, now.cue),
    )
    words = ((name, words_of(old, before), words_of(new, after)) for name, before, after in pairs)
    return tuple(
        Part(name, shown_runs(before, after))
        for name, before, after in words
        if name == "content" or before != after
    )


def _changes(now: Carried) -> tuple[Change, ...]:
    """What differs, the weightiest first; a word between two parts of the claim is told once."""
    found: dict[tuple[str, str], Change] = {}
    for one in now.changes:
        found.setdefault((one.before, one.after), one)
    return tuple(found.values())


def _answerers(claims: Iterable[Claim], answers: Iterable[Answer]) -> dict[int, tuple[str, ...]]:
    """Who has answered for the present wording, by claim."""
    wordings = {claim.pk: claim.wording for claim in claims}
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for one in answers:
        if one.wording == wordings.get(one.claim_id):
            found[one.claim_id][one.by.name] = None
    return defaultdict(tuple, {pk: tuple(names) for pk, names in found.items()})


def _lost(rows: Mapping[int, ClaimRow], found: Sequence[tuple[Claim, Held, Carried]]) -> list[Lost]:
    gone = [
        Lost(rows[claim.pk], one.outcome == Outcome.AMBIGUOUS)
        for claim, _, one in found
        if one.outcome in (Outcome.LOST, Outcome.AMBIGUOUS)
    ]
    return sorted(gone, key=lambda one: one.row.number)


def _opened(text: str, marks: Sequence[Sentence], carried: Sequence[Carried]) -> tuple[str, ...]:
    """The sentences with people's marks that the new draft hasn't as they were, but has."""
    return tuple(
        text[one.start : one.end]
        for one, now in zip(marks, carried, strict=True)
        if now.outcome == Outcome.CHANGED
    )


def _void(article: Article, sha256: str) -> Iterable[str]:
    """Whose signatures stand now and won't under this text."""
    published = published_drafts(article)
    held: Iterable[SignOff] = sign_offs_of(article.pk)
    names = (
        one.signer.name
        for one in held
        if not one.revoked_at and one.draft.number > published and one.sha256 != sha256
    )
    return dict.fromkeys(names)

"""What became of each claim, by the identity of its tokens alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.support.desk_edits.base import Base, Claim, Piece
from tests.support.desk_edits.draft import DASHES, NEW, QUOTES, Draft, Rendered, Token
from tests.support.desk_edits.model import Gold, How, Span, Spans
from tests.support.desk_edits.speakers import speaker_changed

HALF = 0.5
OPEN_TO_DOUBT = 0.65  # below this share of words left people may call it lost as well as changed


@dataclass(slots=True)
class Place:
    """Where a part's pieces stand now, and what is different about them."""

    spans: list[Span] = field(default_factory=list)
    changed: bool = False
    restyled: bool = False
    unquoted: bool = (
        False  # lost a quotation mark: its words are the same, and yet are given as nobody's words
    )


def truth(base: Base, draft: Draft) -> tuple[str, tuple[Gold, ...]]:
    """The new text and a Gold for each claim of `base`, in order."""
    now = draft.render()
    at = {token.origin: index for index, token in enumerate(now.tokens) if token.origin != NEW}
    return now.text, tuple(_gold(base, claim, draft, now, at) for claim in base.claims)


def _gold(base: Base, claim: Claim, draft: Draft, now: Rendered, at: dict[int, int]) -> Gold:
    own = {number for piece in claim.content for number in piece}
    if own & draft.ambiguous:
        return Gold("ambiguous", (), (), (), False)
    content, source, cue = (_place(base, part, now, at) for part in (claim.content, claim.source, claim.cue))
    words = [number for number in own if base.tokens[number].word]
    left = sum(number in at and not now.tokens[at[number]].altered for number in words) / len(words)
    how: How
    also: frozenset[How] = frozenset()
    if not content.spans:
        return Gold("lost", (), (), (), False, _like_another(claim, draft))
    if left < HALF:
        how, also = "lost", frozenset({"changed"})
    elif content.changed or source.changed or cue.changed:
        how, also = "changed", frozenset({"lost"} if left < OPEN_TO_DOUBT else ())
    else:
        how = "reworded" if content.restyled or source.restyled or cue.restyled else "kept"
        also = frozenset({"changed"} if content.unquoted or source.unquoted or cue.unquoted else ())
    other = speaker_changed(base, claim, now, at) if how != "lost" else False
    return Gold(how, _sorted(content), _sorted(source), _sorted(cue), other, also)


def _like_another(claim: Claim, draft: Draft) -> frozenset[How]:
    """What else is right of lost words that stand elsewhere nearly the same; "kept" only where no part differs."""
    parts = {number for piece in claim.pieces for number in piece}
    if not parts & draft.near:
        return frozenset()
    return frozenset(
        {"changed", "ambiguous"} if parts & draft.varied else {"kept", "reworded", "changed", "ambiguous"}
    )


def _sorted(place: Place) -> Spans:
    return tuple(sorted(place.spans))


def _place(base: Base, pieces: tuple[Piece, ...], now: Rendered, at: dict[int, int]) -> Place:
    """One part: its runs of tokens, with whether a word of it, or directly beside it, is new, gone or another."""
    place = Place()
    for piece in pieces:
        closing = _closing(base, piece)
        for number in piece:
            if number not in at:
                mark = base.tokens[number]
                place.changed |= mark.word or (number not in closing and not _quiet(mark))
                place.restyled = True
            if base.tokens[number].text in QUOTES and (number not in at or not now.tokens[at[number]].text):
                place.restyled = place.unquoted = True
        for run in _runs(piece, now, at):
            place.spans.append((now.starts[run.start], now.ends[run.stop - 1]))
            place.changed |= any(_counts(now.tokens[index]) for index in run)
            place.changed |= any(token.origin == NEW or token.altered for token in _beside(now, run))
            place.restyled |= any(_restyled(base, now, index, index == run.start) for index in run)
        places = [at[number] for number in piece if number in at]
        place.changed |= places != sorted(places)  # the same words in another order say something else
        for number in base.beside(piece):
            place.changed |= number not in at or now.tokens[at[number]].altered
    return place


def _closing(base: Base, piece: Piece) -> frozenset[int]:
    """The stop or comma, and marks around it, that close a piece: they go and come with where it stands."""
    found = set()
    for number in reversed(piece):
        if base.tokens[number].text not in (".", ",", *QUOTES):
            break
        found.add(number)
    return frozenset(found)


def _quiet(token: Token) -> bool:
    return not token.text or token.text in QUOTES or token.text in DASHES


def _counts(token: Token) -> bool:
    """Whether a token inside a part is a change of substance."""
    return token.altered or (token.origin == NEW and not _quiet(token))


def _restyled(base: Base, now: Rendered, index: int, first: bool) -> bool:
    token = now.tokens[index]
    if token.origin == NEW:
        return True
    was = base.tokens[token.origin]
    return token.text != was.text or (not first and token.before != was.before)


def _runs(piece: Piece, now: Rendered, at: dict[int, int]) -> Iterator[range]:
    """The piece's tokens where they stand together, with what was put in between them."""
    start = last = -1
    for number in piece:
        index = at.get(number)
        if index is None or not now.tokens[index].text:
            continue
        if start < 0:
            start = index
        elif (
            index < last
            or now.sentences[index] != now.sentences[last]
            or any(now.tokens[k].origin != NEW and now.tokens[k].text for k in range(last + 1, index))
        ):
            yield range(start, last + 1)
            start = index
        last = index
    if start >= 0:
        yield range(start, last + 1)


def _beside(now: Rendered, run: range) -> Iterator[Token]:
    """The nearest word on each side of a run, within its sentence as it now is."""
    for index, step in ((run.start, -1), (run.stop - 1, 1)):
        here = now.sentences[index]
        index += step
        while 0 <= index < len(now.tokens) and now.sentences[index] == here:
            if now.tokens[index].word:
                yield now.tokens[index]
                break
            index += step

"""Kept copies of evidence, as pages show them."""

from __future__ import annotations

from dataclasses import dataclass

from claims.capture.kinds import KINDS, OCTETS, READABLE, UNSERVED
from claims.capture.names import ending_of, shown_name
from claims.capture.passage import Span, find_passage
from claims.models import Capture, Use, User
from claims.permissions import uses_visible_to
from claims.vocabulary import CAPTURE_UNFINISHED, CaptureOrigin, CaptureState

ENDINGS = {media_type: ending for ending, (media_type, _) in reversed(KINDS.items())}
CALLED = dict(KINDS.values())


@dataclass(frozen=True, slots=True)
class CaptureShown:
    """What a copy's line shows. `again`: it was tried before; `called`: what kind of file it is."""

    waiting: bool
    kept: bool
    uploaded: bool
    again: bool
    called: str
    has_text: bool
    step: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of a copy's text. `number`: of the first passage that it belongs to, from 1; 0 where nobody relied on it."""

    text: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Relied:
    """A passage that a claim rests on, and its number in the text; 0 where the text doesn't hold it."""

    use: Use
    number: int


@dataclass(frozen=True, slots=True)
class CaptureText:
    pieces: tuple[Piece, ...]
    relied: tuple[Relied, ...]


def capture_shown(capture: Capture) -> CaptureShown:
    """No query, and none of its text."""
    kept = capture.state == CaptureState.KEPT
    return CaptureShown(
        waiting=capture.state in CAPTURE_UNFINISHED,
        kept=kept,
        uploaded=capture.origin == CaptureOrigin.UPLOADED,
        again=bool(capture.error) and capture.state in CAPTURE_UNFINISHED,
        called=CALLED.get(capture.media_type, "file"),
        has_text=kept and capture.media_type in READABLE and not capture.error,
        step=f"{capture.state}-{capture.attempts}",
    )


def capture_text(user: User, capture: Capture) -> CaptureText:
    """The copy's text, with the passages marked that the claims rely on which the person sees; one query."""
    uses = uses_visible_to(user).filter(evidence=capture.evidence_id, withdrawn_why="").exclude(passage="")
    places = [(use, find_passage(capture.text, use.passage)) for use in uses.order_by("pk")]
    spans = _apart([place for _, place in places if place])
    numbers = {span: number for number, span in enumerate(spans, start=1)}
    relied = [
        Relied(use, next(numbers[span] for span in spans if span[1] > place[0]) if place else 0)
        for use, place in places
    ]
    return CaptureText(_pieces(capture.text, spans), tuple(relied))


def _apart(places: list[Span]) -> list[Span]:
    """The places in order, those that overlap as one."""
    spans: list[Span] = []
    for start, end in sorted(places):
        if spans and start < spans[-1][1]:
            spans[-1] = spans[-1][0], max(spans[-1][1], end)
        else:
            spans.append((start, end))
    return spans


def _pieces(text: str, spans: list[Span]) -> tuple[Piece, ...]:
    found, at = [], 0
    for number, (start, end) in enumerate(spans, start=1):
        found += [Piece(text[at:start]), Piece(text[start:end], number)]
        at = end
    return tuple(piece for piece in (*found, Piece(text[at:])) if piece.text)


def download_name(capture: Capture) -> str:
    """What the file is called where it is downloaded: its ending is always one of a kind that is kept."""
    name = shown_name(capture.name, otherwise=f"copy-{capture.pk}")
    if ending_of(name) in KINDS:
        return name
    ending = ENDINGS.get(capture.media_type, "bin")
    return f"{name}.{ending}"


def download_type(capture: Capture) -> str:
    """The media type that it is served with: its own where a browser can do nothing with it but show it."""
    known = capture.media_type in CALLED and capture.media_type not in UNSERVED
    return capture.media_type if known else OCTETS

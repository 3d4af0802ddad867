"""From what the network says of each piece to spans of the text."""

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from claims.extraction.characters import snap
from claims.extraction.pieces import Flags, Ints, Pieces
from claims.extraction.types import Span

Floats = npt.NDArray[np.float32]
Run = tuple[int, int]  # pieces, end exclusive

SOURCE, CONTENT = 1, 2  # roles; 0 is neither
EDGES = 2  # scores beside the three of the roles: content begins here, content ends here
SHARES = 4  # probabilities that make the score
NO_SOURCE = 0.5  # what a missing source counts in the score
REACH = 16  # pieces by which an edge may move
GAP = 12.0  # how many logits a gap in the source, all its pieces together, may fall short of being source
PLAIN = re.compile(
    r"(?:sa(?:id|ys?|ying)|add(?:ed|ing)|argu(?:ed|ing)|claim(?:ed|ing)|insist(?:ed|ing)|not(?:ed|ing)|warn(?:ed|ing)|"
    r"stress(?:ed|ing)|announc(?:ed|ing)|told \w{1,30}) that\b"
)
PLAINLY = 0.9  # of verbs like these that the network thought of at all, annotators marked 19 in 20


def softmax(logits: Floats) -> Floats:
    """Probabilities over the last axis."""
    raised = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True), np.float32)


def softmax_log(logits: Floats) -> Floats:
    """Logarithms of probabilities over the only axis."""
    raised = logits - logits.max()
    return np.asarray(raised - np.log(np.exp(raised).sum()), np.float32)


def runs(mask: Flags) -> list[Run]:
    """Maximal runs of True, end exclusive."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(np.int8)))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]


def find_cues(tags: Floats, threshold: float) -> list[Ints]:
    """The pieces of each likely cue. `tags`: (pieces, 3) probabilities of outside, first piece, further piece."""
    likely = 1 - tags[:, 0] > threshold
    cues: list[Ints] = []
    for start, end in runs(likely):
        firsts = [at for at in range(start + 1, end) if tags[at, 1] > max(tags[at, 2], 0.5)]
        cues += [np.arange(low, high) for low, high in zip([start, *firsts], [*firsts, end], strict=True)]
    return cues


@dataclass(frozen=True, slots=True)
class Cue:
    """The pieces of a likely cue, how likely it is one, and the least that may be thought of it, from 0 to 1."""

    pieces: Ints
    likely: float
    least: float


def likely_cues(text: str, starts: Ints, tags: Floats, threshold: float) -> list[Cue]:
    """The likely cues of a window; in plain words ("said that") one is a cue whatever the network thinks of it.

    `starts`: where each piece begins in `text`; `tags` and `threshold` as `find_cues` has them.
    """
    cues = []
    for pieces in find_cues(tags, threshold):
        least = PLAINLY if PLAIN.match(text, int(starts[pieces[0]])) else 0.0
        cues.append(Cue(pieces, max(least, float(1 - tags[pieces, 0].min())), least))
    return cues


@dataclass(frozen=True, slots=True)
class Relation:
    """One cue's source and content as runs of pieces of its slice, and how sure the network is of them, from 0 to 1."""

    source: list[Run]
    content: list[Run]
    score: float


def read_roles(logits: Floats, cue: float, real: float) -> Relation:
    """What a cue's slice holds. `logits`: (pieces, 3 roles and 2 edges); `cue` and `real`: how likely the first and the
    second reader think it that the cue is one, from 0 to 1.

    The score is the geometric mean of four probabilities: those two, of the content's pieces and of the source's.
    """
    shares = softmax(logits[:, :3])
    sources, contents = source_runs(logits[:, :3]), content_runs(logits)
    sure = (
        cue * real * _mean(shares[:, SOURCE], sources, NO_SOURCE) * _mean(shares[:, CONTENT], contents, 0.0)
    )
    return Relation(sources, contents, float(sure ** (1 / SHARES)))


def _mean(shares: Floats, found: list[Run], otherwise: float) -> float:
    return float(np.concatenate([shares[start:end] for start, end in found]).mean()) if found else otherwise


def source_runs(roles: Floats) -> list[Run]:
    """The source as one run of pieces, or none: of several the likeliest, after gaps that cost little are closed."""
    found = runs(roles.argmax(-1) == SOURCE)
    if not found:
        return []
    so_far = np.concatenate([[0.0], np.cumsum(roles[:, SOURCE] - roles[:, ::CONTENT].max(1))])
    closed = [found[0]]
    for first, last in found[1:]:
        if so_far[first] - so_far[closed[-1][1]] > -GAP:
            closed[-1] = (closed[-1][0], last)
        else:
            closed.append((first, last))
    shares = softmax(roles)[:, SOURCE]
    return [max(closed, key=lambda run: float(shares[run[0] : run[1]].sum()))]


def content_runs(logits: Floats) -> list[Run]:
    """Content as runs of pieces: where it is the likeliest role, gaps and edges put right by the edges' own scores.

    For each piece it is known how much likelier content is than the next best role, and how much likelier than by
    chance a run of content begins, or ends, there. A gap is closed where leaving and coming back costs more than
    staying; then each edge moves to the best place within REACH pieces.
    """
    roles = logits[:, :3]
    rough = runs(roles.argmax(-1) == CONTENT)
    if not rough:
        return []
    gain = roles[:, CONTENT] - roles[:, :CONTENT].max(1)  # a difference of logits is one of log probabilities
    so_far = np.concatenate([[0.0], np.cumsum(gain)])
    begin, end = (softmax_log(logits[:, 3 + edge]) + np.log(len(logits)) for edge in range(EDGES))
    closed = [rough[0]]
    for first, last in rough[1:]:
        if so_far[first] - so_far[closed[-1][1]] > end[closed[-1][1] - 1] + begin[first]:
            closed[-1] = (closed[-1][0], last)
        else:
            closed.append((first, last))
    placed: list[Run] = []
    for index, (first, last) in enumerate(closed):
        floor = placed[-1][1] if placed else 0
        ceiling = closed[index + 1][0] if index + 1 < len(closed) else len(gain)
        places = np.arange(max(floor, first - REACH), min(last, first + REACH + 1))
        if not len(places):
            continue
        low = int(places[np.argmax(begin[places] - so_far[places])])
        places = np.arange(max(low + 1, last - REACH), min(ceiling, last + REACH) + 1)
        placed.append((low, int(places[np.argmax(end[places - 1] + so_far[places])])))
    longest = max(last - first for first, last in placed)
    return [(first, last) for first, last in placed if last - first >= min(2, longest)]


def spans_of(text: str, pieces: Pieces, found: list[Run]) -> tuple[Span, ...]:
    """Runs of pieces as spans of whole words."""
    spans = [snap(text, int(pieces.starts[start]), int(pieces.ends[end - 1])) for start, end in found]
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return tuple(merged)


def one_line(text: str, spans: tuple[Span, ...], near: int) -> tuple[Span, ...]:
    """Of each span that crosses a line break, the part on the line nearest to the offset `near`."""
    kept = []
    for start, end in spans:
        parts = [
            (start + part.start(), start + part.end())
            for part in re.finditer(r"[^\n]*[^\s]", text[start:end])
        ]
        if parts:
            kept.append(min(parts, key=lambda part: min(abs(part[0] - near), abs(part[1] - near))))
    return tuple(kept)

"""From what the network says of each piece to spans of the text."""

import re

import numpy as np
import numpy.typing as npt

from claims.extraction.characters import snap
from claims.extraction.pieces import Flags, Ints, Pieces
from claims.extraction.types import Span

Floats = npt.NDArray[np.float32]

SOURCE, CONTENT = 1, 2
NO_SOURCE = 0.5  # what a missing source counts in the score


def softmax(logits: Floats) -> Floats:
    """Probabilities over the last axis."""
    raised = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True), np.float32)


def runs(mask: Flags) -> list[tuple[int, int]]:
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


def role_runs(roles: Floats) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Source and content as runs of pieces. `roles`: (pieces, 3) probabilities of neither, source, content."""
    best = roles.argmax(-1)
    sources = runs(best == SOURCE)
    if sources:
        sources = [max(sources, key=lambda run: float(roles[run[0] : run[1], SOURCE].sum()))]
    content = best == CONTENT
    for start, end in runs(~content):
        if end - start == 1 and start > 0 and end < len(best) and best[start] == 0:
            content[start] = True
    contents = runs(content)
    longest = max((end - start for start, end in contents), default=0)
    return sources, [(start, end) for start, end in contents if end - start >= min(2, longest)]


def surety(roles: Floats, real: float) -> float:
    """How sure the network is of one relation: of its cue, of its content and of its source, as a geometric mean.

    `roles`: (pieces, 3) probabilities of the cue's slice; `real`: that the cue is one.
    """
    best = roles.argmax(-1)
    source, content = best == SOURCE, best == CONTENT
    of_source = float(roles[source, SOURCE].mean()) if source.any() else NO_SOURCE
    of_content = float(roles[content, CONTENT].mean()) if content.any() else 0.0
    return float((real * of_source * of_content) ** (1 / 3))


def spans_of(text: str, pieces: Pieces, found: list[tuple[int, int]]) -> tuple[Span, ...]:
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

"""How a long text is read in windows, and which slice of a window is read around one cue."""

from dataclasses import dataclass

import numpy as np

from claims.extraction.pieces import Flags, Ints, Pieces

WINDOW = 382  # word pieces, without the two marks that the encoder wants at the ends
MARGIN = 40  # pieces at a window's edge whose cues are left to its neighbour
BEFORE, AFTER = 80, 128  # pieces of the slice before and after the first piece of a cue
NEXT = 1  # paragraphs after the cue's own that its slice may reach into
CLS, SEP = 101, 102  # ids of the encoder's two marks
EXACT, LONGEST = 16, 31  # distances up to EXACT are told apart; beyond, four steps to each doubling
DISTANCES = 64


@dataclass(frozen=True, slots=True)
class Slice:
    """The surroundings of one cue: columns `low` to `high` of a window, and of each its distance from the cue's first
    piece, as `buckets` has it, and whether it belongs to the cue."""

    low: int
    high: int
    distance: Ints
    is_cue: Flags

    def __len__(self) -> int:
        return self.high - self.low


def windows(count: int, first: int = 0, stride: int = WINDOW - 2 * MARGIN) -> list[tuple[int, int]]:
    """Overlapping windows over `count` pieces, end exclusive; training shifts them by `first` and strides wider."""
    if count <= WINDOW:
        return [(0, count)]
    spans = [(0, first + MARGIN)] if first else []
    start = first
    while True:
        spans.append((start, min(count, start + WINDOW)))
        if start + WINDOW >= count:
            return spans
        start += stride


def encoder_input(pieces: Pieces, start: int, end: int) -> tuple[Ints, Ints]:
    """Ids and shapes of one window, (1, pieces + 2) each, between the encoder's two marks."""
    ids, shapes = np.zeros((2, 1, end - start + 2), np.int64)
    ids[0, 0], ids[0, -1] = CLS, SEP
    ids[0, 1:-1], shapes[0, 1:-1] = pieces.ids[start:end], pieces.shapes[start:end]
    return ids, shapes


def slice_around(cue: Ints, paragraphs: Ints) -> Slice:
    """The slice around a cue given by the columns of its pieces: of its own paragraph and the next.

    Columns count the encoder's first mark, so the first piece of a window stands in column 1. `paragraphs` are the
    numbers of the paragraphs of the window's pieces, rising.
    """
    home = paragraphs[cue[0] - 1]
    first, last = np.searchsorted(paragraphs, (home, home + NEXT + 1)) + 1
    low = max(int(first), int(cue[0]) - BEFORE)
    high = max(min(int(last), int(cue[0]) + AFTER), int(cue[-1]) + 1)
    columns = np.arange(low, high)
    return Slice(low, high, buckets(columns - cue[0]), np.isin(columns, cue))


def buckets(distance: Ints) -> Ints:
    """Signed distances in pieces as numbers below DISTANCES: exact when near, by logarithm when far."""
    size = np.abs(distance)
    far = EXACT + (np.log2(np.maximum(size, EXACT) / EXACT) * 4).astype(np.int64)
    near = np.where(size < EXACT, size, np.minimum(far, LONGEST))
    return np.where(distance < 0, near + DISTANCES // 2, near)

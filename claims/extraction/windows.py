"""How a long text is read in windows, and which slice of a window is read around one cue."""

from dataclasses import dataclass

import numpy as np

from claims.extraction.pieces import Flags, Ints, Pieces

WINDOW = 382  # word pieces, without the two marks that the encoder wants at the ends
MARGIN = 40  # pieces at a window's edge whose cues are left to its neighbour
BEFORE, AFTER = 96, 128  # pieces of the slice before and after the first piece of a cue
CLS, SEP = 101, 102  # ids of the encoder's two marks
EXACT, LONGEST = 16, 31  # distances up to EXACT are told apart; beyond, four steps to each doubling
DISTANCES = 64


@dataclass(frozen=True, slots=True)
class Batch:
    """Slices of one or more windows, padded to one length: (slices, pieces) arrays."""

    row: Ints
    column: Ints
    distance: Ints
    is_cue: Flags
    mask: Flags


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


def encoder_input(pieces: Pieces, spans: list[tuple[int, int]]) -> tuple[Ints, Ints, Flags]:
    """Ids, shapes and mask of some windows, (windows, longest + 2) each: position 0 is the encoder's first mark."""
    width = max(end - start for start, end in spans) + 2
    ids = np.zeros((len(spans), width), np.int64)
    shapes = np.zeros((len(spans), width), np.int64)
    mask = np.zeros((len(spans), width), bool)
    for row, (start, end) in enumerate(spans):
        size = end - start
        ids[row, 0], ids[row, size + 1] = CLS, SEP
        ids[row, 1 : size + 1] = pieces.ids[start:end]
        shapes[row, 1 : size + 1] = pieces.shapes[start:end]
        mask[row, : size + 2] = True
    return ids, shapes, mask


def slices(cues: list[tuple[int, Ints]], sizes: list[int]) -> Batch:
    """The slice around each cue.

    `cues`: (row of the window, columns of the cue's pieces); `sizes`: pieces in each window. Columns count the
    encoder's first mark, so the first piece of a window stands in column 1.
    """
    shape = (len(cues), BEFORE + AFTER)
    row, column, distance = (np.zeros(shape, np.int64) for _ in range(3))
    is_cue, mask = np.zeros(shape, bool), np.zeros(shape, bool)
    for index, (window, places) in enumerate(cues):
        low = max(1, places[0] - BEFORE)
        high = min(sizes[window] + 1, places[0] + AFTER)
        row[index] = window
        column[index, : high - low] = np.arange(low, high)
        distance[index, : high - low] = np.arange(low, high) - places[0]
        mask[index, : high - low] = True
        is_cue[index, places[(places >= low) & (places < high)] - low] = True
    width = int(mask.sum(1).max())
    return Batch(
        row[:, :width], column[:, :width], buckets(distance[:, :width]), is_cue[:, :width], mask[:, :width]
    )


def buckets(distance: Ints) -> Ints:
    """Signed distances in pieces as numbers below DISTANCES: exact when near, by logarithm when far."""
    size = np.abs(distance)
    far = EXACT + (np.log2(np.maximum(size, EXACT) / EXACT) * 4).astype(np.int64)
    near = np.where(size < EXACT, size, np.minimum(far, LONGEST))
    return np.where(distance < 0, near + DISTANCES // 2, near)

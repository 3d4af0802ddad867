"""Articles as arrays, and arrays as batches."""

import random
from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from claims.extraction.decode import CONTENT, SOURCE
from claims.extraction.pieces import Flags, Ints, Pieces, read_pieces
from claims.extraction.training.corpus import Article, Relation
from claims.extraction.training.vary import vary
from claims.extraction.windows import WINDOW, windows

OUTSIDE, FIRST, FURTHER = 0, 1, 2  # cue tags
STRIDE = WINDOW - 48


@dataclass(frozen=True)
class Example:
    """An article in pieces: cue tags, and for each cue its pieces with the role of every piece of the article."""

    pieces: Pieces
    tags: Ints
    cues: list[tuple[Ints, Ints]]


@dataclass(frozen=True)
class Window:
    """Pieces `start` to `end` of an example."""

    example: Example
    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    @property
    def paragraphs(self) -> Ints:
        """The number of each piece's paragraph."""
        return self.example.pieces.paragraphs[self.start : self.end]

    def cues(self) -> list[tuple[Ints, Ints]]:
        """Cues with enough of their surroundings in the window to be learnt from, as columns of the encoder."""
        size, found = len(self.example.pieces), []
        for places, roles in self.example.cues:
            left = places[0] - self.start >= (40 if self.start else 0)
            right = self.end == size or self.end - places[0] >= 48
            if left and right and places[-1] < self.end:
                found.append((places - self.start + 1, roles[self.start : self.end]))
        return found


def example(text: str, relations: list[Relation], tokenizer: Tokenizer) -> Example:
    """Lay the relations of a text over its word pieces."""
    pieces = read_pieces(text, tokenizer)
    tags = np.zeros(len(pieces), np.int64)
    cues = []
    for relation in relations:
        places = np.flatnonzero(pieces.covered_by(relation.cue))
        if not len(places):
            continue
        tags[places] = FURTHER
        tags[places[0]] = FIRST
        roles = np.zeros(len(pieces), np.int64)
        roles[pieces.covered_by(relation.source)] = SOURCE
        roles[pieces.covered_by(relation.content)] = CONTENT
        cues.append((places, roles))
    return Example(pieces, tags, cues)


def epoch(
    articles: list[Article], tokenizer: Tokenizer, size: int, chance: random.Random
) -> list[list[Window]]:
    """One pass over the articles in shuffled batches of `size` windows of like length, each article varied anew."""
    found = []
    for article in articles:
        one = example(vary(article.text, chance), chance.choice(article.annotators), tokenizer)
        count = len(one.pieces)
        first = chance.randrange(WINDOW // 2) if count > WINDOW else 0
        found += [Window(one, start, end) for start, end in windows(count, first, STRIDE) if end - start > 16]
    found.sort(key=lambda window: len(window) // 32 + chance.random())
    batches = [found[start : start + size] for start in range(0, len(found), size)]
    chance.shuffle(batches)
    return batches


def stray(likely: Flags, tags: Ints, most: int) -> list[Ints]:
    """Runs of pieces that are `likely` a cue and touch none: what the second reader must learn to refuse."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], likely, [False]]).astype(np.int8)))
    runs = [np.arange(start, end) for start, end in edges.reshape(-1, 2)]
    return [run for run in runs if not tags[run].any()][:most]

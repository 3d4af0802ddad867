"""Relation F1 on a part of the corpus, at each threshold.

A predicted and an annotated attribution agree where the word tokens of their contents, and those of their sources, have
intersection over union of at least a half (two empty sources agree); pairs are one to one, the most that can be had.
"""

import bisect
import re

import numpy as np
from scipy.optimize import linear_sum_assignment

from claims.extraction.found import Found
from claims.extraction.model import Model
from claims.extraction.training.corpus import Article, Relation

WORD = re.compile(r"\w+(?:[-’'.]\w+)*")
STEPS = [step / 100 for step in range(30, 86, 5)]


def by_threshold(model: Model, articles: list[Article]) -> dict[float, float]:
    """Relation F1 over `articles`, against the first annotator of each, at every threshold of STEPS."""
    model.keep_at = min(STEPS)
    found = [(article, model.attributions(article.text)) for article in articles]
    return {step: relation_f1(found, step) for step in STEPS}


def relation_f1(found: list[tuple[Article, list[Found]]], threshold: float) -> float:
    """F1 over all articles together of what scores at least `threshold`."""
    hits = guesses = golds = 0
    for article, guessed in found:
        starts = [word.start() for word in WORD.finditer(article.text)]
        gold = _tokens(article.annotators[0], starts)
        guess = _tokens([one for one in guessed if one.score >= threshold], starts)
        fits = np.array([[min(_share(a, c), _share(b, d)) >= 0.5 for c, d in guess] for a, b in gold], float)
        if fits.size:
            rows, columns = linear_sum_assignment(-fits)
            hits += int(fits[rows, columns].sum())
        guesses += len(guess)
        golds += len(gold)
    return 2 * hits / max(1, guesses + golds)


def _tokens(relations: list[Relation] | list[Found], starts: list[int]) -> list[tuple[set[int], set[int]]]:
    """Content and source of each relation as sets of word numbers; relations without content are left out."""
    sets = [(_words(one.content, starts), _words(one.source, starts)) for one in relations]
    return [(content, source) for content, source in sets if content]


def _words(spans: list[tuple[int, int]] | tuple[tuple[int, int], ...], starts: list[int]) -> set[int]:
    return {
        number
        for start, end in spans
        for number in range(bisect.bisect_left(starts, start), bisect.bisect_left(starts, end))
    }


def _share(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other) if one | other else 1.0

"""Relation F1 on a part of the corpus, at each threshold.

A predicted and an annotated attribution agree where the word tokens of their contents, and those of their sources, have
intersection over union of at least a half (two empty sources agree); pairs are one to one, the most that can be had.
"""

from claims.extraction.found import Found
from claims.extraction.model import Model
from claims.extraction.training.corpus import Article, Relation
from claims.extraction.training.matching import Words, match, same_relation, word_starts, words_in

STEPS = [step / 100 for step in range(30, 91, 5)]


def by_threshold(model: Model, articles: list[Article]) -> dict[float, float]:
    """Relation F1 over `articles`, against the first annotator of each, at every threshold of STEPS."""
    model.keep_at = min(STEPS)
    found = [(article, model.attributions(article.text)) for article in articles]
    return {step: relation_f1(found, step) for step in STEPS}


def relation_f1(found: list[tuple[Article, list[Found]]], threshold: float) -> float:
    """F1 over all articles together of what scores at least `threshold`."""
    hits = guesses = golds = 0
    for article, guessed in found:
        starts = word_starts(article.text)
        gold = parts_of(article.annotators[0], starts)
        guess = parts_of([one for one in guessed if one.score >= threshold], starts)
        hits += len(match([[same_relation(one, other) for other in guess] for one in gold]))
        guesses += len(guess)
        golds += len(gold)
    return 2 * hits / max(1, guesses + golds)


def parts_of(relations: list[Relation] | list[Found], starts: list[int]) -> list[tuple[Words, Words]]:
    """Content and source of each relation as word numbers; relations without content are left out."""
    sets = [(words_in(one.content, starts), words_in(one.source, starts)) for one in relations]
    return [(content, source) for content, source in sets if content]

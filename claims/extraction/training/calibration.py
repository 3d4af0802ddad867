"""Whether a confidence of 0.8 is right 8 times in 10: `python -m claims.extraction.training.calibration CORPUS_FOLDER`.

Fits the map from score to probability on the articles kept out of training, and prints and draws how reliable the
probabilities are on dev, before and after. Needs no torch.
"""

import argparse
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from claims.extraction.confidence import calibrated, logit, sigmoid
from claims.extraction.found import Found
from claims.extraction.model import FOLDER, Model
from claims.extraction.training.corpus import Article, held_out, read_part
from claims.extraction.training.matching import match, same_relation, word_starts
from claims.extraction.training.measure import parts_of
from claims.extraction.training.reliability import drawing

Pair = tuple[float, bool]  # a confidence from 0 to 1, and whether it was right

FIT_FROM = 0.5  # scores that the fit looks at: more than are kept, so that it does not hang on the threshold
BINS = 10
STEPS = 50  # of Newton's method; it takes under ten
PLOT = Path("docs/calibration.svg")


@dataclass(frozen=True)
class Bin:
    """One row of a reliability table: how many confidences lie in it, their mean, and the share that was right."""

    count: int
    confidence: float
    right: float


def reliability(pairs: Sequence[Pair], bins: int = BINS) -> list[Bin]:
    """The table of `bins` bins of equal width over 0 to 1, lowest first; empty ones have count 0 and zeros."""
    groups: list[list[Pair]] = [[] for _ in range(bins)]
    for pair in pairs:
        groups[min(bins - 1, int(pair[0] * bins))].append(pair)
    return [
        Bin(len(group), _mean(score for score, _ in group), _mean(float(right) for _, right in group))
        for group in groups
    ]


def expected_error(pairs: Sequence[Pair], bins: int = BINS) -> float:
    """The expected calibration error, 0 to 1: the gap between confidence and share right, over bins weighted by count.

    Guo, Pleiss, Sun & Weinberger, "On Calibration of Modern Neural Networks", ICML 2017. 0 without pairs.
    """
    table = reliability(pairs, bins)
    return sum(row.count * abs(row.confidence - row.right) for row in table) / max(1, len(pairs))


def fit_platt(pairs: Sequence[Pair]) -> tuple[float, float]:
    """The (a, b) of `claims.extraction.confidence.calibrated` under which `pairs` of score and right are likeliest.

    Platt 1999 with his smoothed targets, which keep both finite where all or none are right, by Newton's method with
    halved steps as in Lin, Lin & Weng 2007. `a` is never below 0: a higher score is never less sure. Raises ValueError
    without pairs.
    """
    if not pairs:
        raise ValueError("no pairs to fit")
    right = sum(hit for _, hit in pairs)
    yes, no = (right + 1) / (right + 2), 1 / (len(pairs) - right + 2)
    points = [(logit(score), yes if hit else no) for score, hit in pairs]
    a, b = 1.0, 0.0
    loss = _loss(points, a, b)
    for _ in range(STEPS):
        step_a, step_b = _newton(points, a, b)
        size = 1.0
        while size > 1e-9 and _loss(points, a - size * step_a, b - size * step_b) > loss:
            size /= 2
        a, b = a - size * step_a, b - size * step_b
        before, loss = loss, _loss(points, a, b)
        if before - loss < 1e-12 * len(points):
            break
    if a >= 0:
        return a, b
    return 0.0, logit(_mean(target for _, target in points))


def _loss(points: Sequence[tuple[float, float]], a: float, b: float) -> float:
    """The cross entropy of the targets, written so that nothing overflows."""
    total = 0.0
    for x, target in points:
        value = a * x + b
        total += max(value, 0) - target * value + math.log1p(math.exp(-abs(value)))
    return total


def _newton(points: Sequence[tuple[float, float]], a: float, b: float) -> tuple[float, float]:
    """The step of Newton's method; a small ridge keeps it finite where all scores are the same."""
    slope_a = slope_b = cross = 0.0
    bend_a = bend_b = 1e-9
    for x, target in points:
        share = sigmoid(a * x + b)
        off, bend = share - target, share * (1 - share)
        slope_a, slope_b = slope_a + off * x, slope_b + off
        bend_a, bend_b, cross = bend_a + bend * x * x, bend_b + bend, cross + bend * x
    whole = bend_a * bend_b - cross * cross
    return (bend_b * slope_a - cross * slope_b) / whole, (bend_a * slope_b - cross * slope_a) / whole


def judged(article: Article, found: Sequence[Found]) -> list[Pair]:
    """The score of each attribution found in `article` and whether its first annotator has it.

    Pairs are one to one and the most that can be had; of two that fit one annotation the surer counts as right.
    """
    starts = word_starts(article.text)
    ordered = sorted(found, key=lambda one: -one.score)
    gold, guesses = parts_of(article.annotators[0], starts), parts_of(ordered, starts)
    right = {row for row, _ in match([[same_relation(guess, one) for one in gold] for guess in guesses])}
    return [(one.score, index in right) for index, one in enumerate(ordered)]


def pairs_of(model: Model, articles: Iterable[Article]) -> list[Pair]:
    """Every attribution that `model` keeps, as `judged` has it."""
    return [pair for article in articles for pair in judged(article, model.attributions(article.text))]


def table_of(name: str, pairs: Sequence[Pair]) -> str:
    """The reliability table in words, and the expected calibration error in percentage points."""
    lines = [
        f"{name}: {len(pairs)} attributions, expected calibration error {100 * expected_error(pairs):.1f}"
    ]
    for number, row in enumerate(reliability(pairs)):
        if row.count:
            low, high = number / BINS, (number + 1) / BINS
            lines.append(
                f"  {low:.1f} to {high:.1f} {row.count:6} said {100 * row.confidence:5.1f} right {100 * row.right:5.1f}"
            )
    return "\n".join(lines)


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0


def main() -> None:
    """Fit on what was kept out, measure on dev, print both and draw the second."""
    parser = argparse.ArgumentParser(
        prog="python -m claims.extraction.training.calibration", description=__doc__
    )
    parser.add_argument("corpus", type=Path, help="folder of PolNeAR, with its parts train and dev")
    parser.add_argument("--models", type=Path, default=FOLDER, help="folder of the model")
    parser.add_argument("--plot", type=Path, default=PLOT, help="where the drawing goes")
    chosen = parser.parse_args()
    model = Model(chosen.models)
    keep_at, model.keep_at = model.keep_at, min(model.keep_at, FIT_FROM)
    fitting = pairs_of(model, held_out(chosen.corpus))
    a, b = fit_platt(fitting)
    model.keep_at = keep_at
    raw = pairs_of(model, read_part(chosen.corpus / "dev"))
    mapped = [(calibrated(score, a, b), right) for score, right in raw]
    print(table_of("kept out, scores", fitting))
    print(table_of("dev, scores", raw))
    print(table_of("dev, calibrated", mapped))
    print(f"for settings.json: {json.dumps({'calibration': [round(a, 4), round(b, 4)]})}")
    curves = [("as scored", raw), ("calibrated", mapped)]
    chosen.plot.write_text(
        drawing([(name, reliability(pairs), expected_error(pairs)) for name, pairs in curves]),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()

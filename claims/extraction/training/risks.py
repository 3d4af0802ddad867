"""Fit the head for casualties and accusations to the model that is there: `python -m claims.extraction.training.risks`.

Reads `risk_sentences.tsv`, written for this, and writes `risks.json` beside the model. Deterministic; a minute on one
core, and no torch. To be run again whenever the model's weights change: a head of other weights is not used.
"""

import argparse
import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from claims.extraction.decode import Floats
from claims.extraction.model import FOLDER, Model, session
from claims.extraction.pieces import read_pieces
from claims.extraction.risk_head import FILE, Head, pooled, write_head
from claims.extraction.windows import encoder_input

Doubles = npt.NDArray[np.float64]

SENTENCES = Path(__file__).with_name("risk_sentences.tsv")
RISKS = ("casualty", "accusation")
LAYERS = tuple(f"/encoder/{part}/LayerNormalization_output_0" for part in ("norm", "layers.2/norm_out"))
FRAMES = (  # what stands before and after a sentence, the claim from | to |
    ("|", "|."),
    ("|", "|."),
    ("|", "|, the council said."),
    ("|", "|, according to the ministry."),
    ("Ana Ruiz said |that ", "|."),
    ("The company told reporters on Friday |that ", "|."),
    ("A report published last week found |that ", "|."),
    ("Residents say |", "|."),
    ("|“", ",”| said Tom Vale, who lives nearby."),
    ("|“", ",”| a spokeswoman said."),
    ("“Good morning,” the mayor began. |“", ".”|"),
)
ALONE, TOGETHER = (
    1,
    8,
)  # sentences that the network reads at a time: by itself, and as paragraphs of one article
ORDERS = 4  # times that each is read among others
KEPT_OUT = 5  # one sentence in so many is never fitted on
RIDGE = 300.0  # pulls each weight towards nought
STEPS = 12  # of Newton's method
FIRES_AT = (1.5, 1.5)  # log-odds, by risk: chosen on sentences kept out and on our own tuned articles
CLEARS_AT = (-3.0, -99.0)  # no accusation is cleared: at -4 one was lost that a rule had found


@dataclass(frozen=True)
class Sentence:
    """A sentence or clause, and the risks that it has."""

    words: str
    risks: frozenset[str]

    @property
    def kept_out(self) -> bool:
        """Whether it is for measuring alone: told from its words, so that it stays what it is when others come."""
        return int(hashlib.sha256(self.words.encode()).hexdigest(), 16) % KEPT_OUT == 0


def read_sentences(path: Path = SENTENCES) -> list[Sentence]:
    """Every line of a file of labels, parted by commas ("none" for none), a tab, and a sentence."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [Sentence(words, frozenset(RISKS) & set(labels.split(","))) for labels, words in rows]


def states_of(model: Model, tagger: Any, sentences: Sequence[Sentence], size: int, seed: int) -> Floats:
    """A row for each sentence: its pieces' states as a claim's are pooled, where `size` are read as one article."""
    chance = random.Random(seed)  # nosec B311  # the same split each time; no secret
    order = chance.sample(range(len(sentences)), len(sentences))
    rows: dict[int, Floats] = {}
    for first in range(0, len(order), size):
        group = order[first : first + size]
        frames = [chance.choice(FRAMES) if size > 1 else FRAMES[0] for _ in group]
        text, spans = as_article([sentences[at].words for at in group], frames)
        pieces = read_pieces(text, model.tokenizer)
        ids, shapes = encoder_input(pieces, 0, len(pieces))
        layers = tagger.run(list(LAYERS), {"ids": ids, "shapes": shapes})
        states = np.concatenate([layer[0, 1:-1] for layer in layers], 1)
        rows |= {at: pooled(states[pieces.covered_by([span])]) for at, span in zip(group, spans, strict=True)}
    return np.stack([rows[at] for at in range(len(sentences))])


def as_article(
    sentences: Sequence[str], frames: Sequence[tuple[str, str]]
) -> tuple[str, list[tuple[int, int]]]:
    """Sentences as paragraphs, each in its frame, and where the claims stand."""
    text, spans = "", []
    for words, (before, after) in zip(sentences, frames, strict=True):
        bare = words.strip("“”").rstrip(".")
        opens = before in ("|", "|“") or before.endswith("|“")
        bare = bare[0].upper() + bare[1:] if opens else bare
        paragraph = f"{before}{bare}{after}"
        start, end = paragraph.index("|"), paragraph.rindex("|") - 1
        spans.append((len(text) + start, len(text) + end))
        text += paragraph.replace("|", "") + "\n\n"
    return text, spans


def fit(states: Doubles, labels: Doubles) -> tuple[Doubles, float]:
    """Weights and constant of a logistic regression with a ridge, by Newton's method on standardised states."""
    mean, spread = states.mean(0), states.std(0) + 1e-6
    rows = np.column_stack([(states - mean) / spread, np.ones(len(states))])
    ridge = np.full(rows.shape[1], RIDGE)
    ridge[-1] = 1e-9
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (likely - labels) + ridge * weights
        bend = (rows * (likely * (1 - likely))[:, None]).T @ rows + np.diag(ridge)
        weights -= np.linalg.solve(bend, slope)
    plain = weights[:-1] / spread
    return plain, float(weights[-1] - plain @ mean)


def fit_head(states: Sequence[Floats], sentences: Sequence[Sentence]) -> Head:
    """A head for every risk, from several readings of the same sentences."""
    rows = np.concatenate(states).astype(np.float64)
    labels = [np.tile([float(risk in one.risks) for one in sentences], len(states)) for risk in RISKS]
    fitted = [fit(rows, one) for one in labels]
    return Head(
        RISKS,
        LAYERS,
        np.stack([weights for weights, _ in fitted], 1).astype(np.float32),
        np.array([constant for _, constant in fitted], np.float32),
        np.array(FIRES_AT, np.float32),
        np.array(CLEARS_AT, np.float32),
    )


def report(head: Head, states: Floats, sentences: Sequence[Sentence]) -> Iterator[str]:
    """A line for every risk: how it does on `sentences`, and how many it says nothing for certain about."""
    odds = states @ head.weights + head.constant
    for at, risk in enumerate(head.names):
        has = np.array([risk in one.risks for one in sentences])
        yes, no = odds[:, at] >= head.fires_at[at], odds[:, at] <= head.clears_at[at]
        yield (
            f"{risk}: of {has.sum()} fires on {(yes & has).sum()}, clears {(no & has).sum()}; "
            f"of {(~has).sum()} others fires on {(yes & ~has).sum()}, clears {(no & ~has).sum()}"
        )


def main() -> None:
    """Read all sentences, fit on four in five, measure on the fifth, write the head."""
    parser = argparse.ArgumentParser(prog="python -m claims.extraction.training.risks", description=__doc__)
    parser.add_argument("--models", type=Path, default=FOLDER, help="folder of the model")
    parser.add_argument("--sentences", type=Path, default=SENTENCES, help="labelled sentences")
    chosen = parser.parse_args()
    model = Model(chosen.models)
    tagger = session(chosen.models / "tagger.int8.onnx", LAYERS)
    sentences = read_sentences(chosen.sentences)
    fitted = [one for one in sentences if not one.kept_out]
    kept_out = [one for one in sentences if one.kept_out]
    states = [states_of(model, tagger, fitted, ALONE, 0)]
    states += [states_of(model, tagger, fitted, TOGETHER, seed) for seed in range(ORDERS)]
    head = fit_head(states, fitted)
    write_head(chosen.models / FILE, head, model.name)
    print(f"fitted on {len(fitted)} sentences, kept out {len(kept_out)}")
    print(*report(head, states_of(model, tagger, kept_out, TOGETHER, 0), kept_out), sep="\n")


if __name__ == "__main__":
    main()

"""The trained half of two risks: a number for every word piece from what the network has read of it.

A claim's score is the mean over its pieces (see `pooled`) plus a constant, in log-odds. Because the head is linear and
the mean is taken last, two numbers a piece are all that is kept of a text, and a claim may lie in several windows.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from claims.extraction.decode import Floats
from claims.extraction.pieces import Pieces
from claims.extraction.types import Span

FILE = "risks.json"
LEAST = 4  # pieces: of fewer nothing is said
SHORT = 10  # pieces under which a mean hangs on too few words, and is taken as if the others weighed nothing


def pooled(rows: Floats) -> Floats:
    """The mean of a claim's rows, one a piece."""
    mean: Floats = rows.sum(0) / max(len(rows), SHORT)
    return mean


@dataclass(frozen=True, slots=True)
class Head:
    """What was fitted. `layers`: the tagger's tensors that it reads, side by side; `weights`: a row for each of their
    values, a column for each of `names`; from `fires_at` on it says yes, up to `clears_at` no."""

    names: tuple[str, ...]
    layers: tuple[str, ...]
    weights: Floats
    constant: Floats
    fires_at: Floats
    clears_at: Floats

    def blank(self, count: int) -> Floats:
        """Scores of `count` pieces, to be filled in."""
        return np.zeros((count, len(self.names)), np.float32)


@dataclass(frozen=True, slots=True)
class Scored:
    """A text's pieces with their scores, (pieces, risks)."""

    head: Head
    pieces: Pieces
    scores: Floats

    def take(self, states: list[Floats], start: int, first: int, last: int) -> None:
        """Score the pieces `first` to `last` from the layers' states for a window that starts at piece `start`, whose
        first column is the encoder's mark."""
        columns = slice(first - start + 1, last - start + 1)
        self.scores[first:last] = (
            np.concatenate([layer[0, columns] for layer in states], 1) @ self.head.weights
        )

    def odds(self, spans: tuple[Span, ...]) -> Floats | None:
        """The log-odds of each risk for a claim at `spans`; None where it is too short to tell."""
        runs = np.concatenate([self.scores[slice(*self._run(span))] for span in spans])
        return pooled(runs) + self.head.constant if len(runs) >= LEAST else None

    def sure(self, spans: tuple[Span, ...]) -> dict[str, bool]:
        """The risks that a claim at `spans` has or has not for certain; of the others it says nothing."""
        odds = self.odds(spans)
        if odds is None:
            return {}
        rows = zip(self.head.names, odds, self.head.fires_at, self.head.clears_at, strict=True)
        return {name: bool(odd >= yes) for name, odd, yes, no in rows if odd >= yes or odd <= no}

    def _run(self, span: Span) -> tuple[int, int]:
        """The pieces that share a code point with `span`, by bisection: a mask of the text for each claim would make a
        long text take the square of its length."""
        first = np.searchsorted(self.pieces.ends, span[0], side="right")
        return int(first), int(np.searchsorted(self.pieces.starts, span[1], side="left"))


def read_head(path: Path, model: str) -> Head | None:
    """The head in `path`, None where there is none or it was fitted on other weights than those of `model`.

    Raises ValueError where the file is broken.
    """
    if not path.exists():
        return None
    settings = json.loads(path.read_text(encoding="utf-8"))
    if settings["model"] != model:
        return None
    rows: dict[str, Any] = settings["risks"]
    parts = {
        part: np.array([row[part] for row in rows.values()], np.float32)
        for part in ("weights", "constant", "fires_at", "clears_at")
    }
    parts["weights"] = parts["weights"].T.copy()
    return Head(tuple(rows), tuple(settings["layers"]), **parts)


def write_head(path: Path, head: Head, model: str) -> None:
    """Write `head` as fitted on the weights that `model` names, with as many digits as it needs."""
    rows = {
        name: {
            "fires_at": round(float(head.fires_at[at]), 3),
            "clears_at": round(float(head.clears_at[at]), 3),
            "constant": round(float(head.constant[at]), 5),
            "weights": [round(float(weight), 5) for weight in head.weights[:, at]],
        }
        for at, name in enumerate(head.names)
    }
    settings = {"model": model, "layers": head.layers, "risks": rows}
    path.write_text(json.dumps(settings) + "\n", encoding="utf-8")


def giving_out(tensors: tuple[str, ...]) -> bytes:
    """What makes an ONNX file give out further tensors of its graph when it is put after its last byte.

    The file is one protobuf message, whose field 7 is the graph; a second graph is merged into the first, and this one
    holds nothing but outputs (12): a name (1) and a type (2) that is a tensor (1) of 32-bit floats (1 = 1).
    """
    floats = _field(2, _field(1, b"\x08\x01"))
    return _field(7, b"".join(_field(12, _field(1, name.encode()) + floats) for name in tensors))


def _field(number: int, body: bytes) -> bytes:
    """A protobuf field that holds bytes: its number and kind, its length in groups of seven bits, itself."""
    size, length = len(body), bytearray()
    while size > 0x7F:
        length.append(size & 0x7F | 0x80)
        size >>= 7
    return bytes([number << 3 | 2, *length, size]) + body

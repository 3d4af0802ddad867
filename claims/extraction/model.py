"""The trained model: loaded once a process, and asked window by window so that memory stays bounded."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from claims.extraction.confidence import calibrated
from claims.extraction.decode import (
    SHARES,
    Floats,
    Relation,
    likely_cues,
    one_line,
    read_roles,
    softmax,
    spans_of,
)
from claims.extraction.found import Found, without_doubles
from claims.extraction.pieces import Ints, Pieces, read_pieces
from claims.extraction.risk_head import FILE, Scored, giving_out, read_head
from claims.extraction.windows import MARGIN, Slice, encoder_input, slice_around, windows

CUES_AT_ONCE = 64  # slices that the second reader is given together: bounds memory where cues stand close
FOLDER = Path(__file__).parent / "models"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the networks make of a text: its attributions by place of their cues, and how risky each piece sounds, None
    without a head for the risks."""

    found: list[Found]
    risks: Scored | None


class Model:
    """Tokenizer, the two networks, the head for the risks and the thresholds that go with them."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Load from `folder`. Raises OSError or ValueError where a file is missing or broken."""
        settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
        self.name: str = settings["name"]
        self.cue_at: float = settings["cue_at"]
        self.keep_at: float = settings["keep_at"]
        self.calibration: tuple[float, float] = tuple(settings["calibration"])
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.head = read_head(folder / FILE, self.name)
        self.tagger = session(folder / "tagger.int8.onnx", self.head.layers if self.head else ())
        self.reader = session(folder / "reader.int8.onnx")

    def attributions(self, text: str) -> list[Found]:
        """Every attribution found in `text`, by place of its cue; spans in code points, end exclusive."""
        return self.read(text).found

    def read(self, text: str, progress: Callable[[float], None] | None = None) -> Reading:
        """Read `text` window by window; `progress` is called with the share that has been read."""
        pieces = read_pieces(text, self.tokenizer)
        spans = windows(len(pieces)) if len(pieces) else []
        found: list[Found] = []
        risks = Scored(self.head, pieces, self.head.blank(len(pieces))) if self.head else None
        for index, (start, end) in enumerate(spans):
            first = start if index == 0 else start + MARGIN
            last = end if index == len(spans) - 1 else spans[index + 1][0] + MARGIN
            states = self._states(pieces, start, end)
            if risks:
                risks.take(states[3:], start, first, last)
            found += [
                one
                for one in self._window(text, pieces, start, end, (first, last), states)
                if one.score >= self.keep_at
            ]
            if progress:
                progress((index + 1) / len(spans))
        return Reading(without_doubles(found), risks)

    def confidence(self, score: float) -> float:
        """How likely what scored `score` is to be right, from 0 to 1."""
        return calibrated(score, *self.calibration)

    def _states(self, pieces: Pieces, start: int, end: int) -> list[Floats]:
        """What the tagger gives for one window: cues, the two inputs of the second reader, and what the head reads."""
        ids, shapes = encoder_input(pieces, start, end)
        states: list[Floats] = self.tagger.run(None, {"ids": ids, "shapes": shapes})
        return states

    def _window(
        self, text: str, pieces: Pieces, start: int, end: int, core: tuple[int, int], states: list[Floats]
    ) -> Iterator[Found]:
        """What one window holds; only cues that begin in `core` count, the rest is its neighbours'."""
        logits, near, topic = states[:3]
        tags = softmax(logits[0, 1:-1])
        cues = [
            cue
            for cue in likely_cues(text, pieces.starts[start:end], tags, self.cue_at)
            if core[0] <= start + cue.pieces[0] < core[1] and cue.likely >= self.keep_at**SHARES
        ]
        parts = [slice_around(cue.pieces + 1, pieces.paragraphs[start:end]) for cue in cues]
        for cue, part, (roles, real) in zip(cues, parts, self._read(parts, near[0], topic[0]), strict=True):
            relation = read_roles(roles, cue.likely, max(cue.least, real))
            yield from _found(text, pieces, cue.pieces + start, start + part.low - 1, relation)

    def _read(self, parts: list[Slice], near: Floats, topic: Floats) -> list[tuple[Floats, float]]:
        """For each cue the logits of its slice and how surely it is one; slices of one length are read together, so
        that none is padded."""
        read: dict[int, tuple[Floats, float]] = {}
        for group in _alike(parts):
            some = [parts[index] for index in group]
            roles, real = self.reader.run(
                None,
                {
                    "near": np.stack([near[part.low : part.high] for part in some]),
                    "topic": np.stack([topic[part.low : part.high][part.is_cue].mean(0) for part in some]),
                    "distance": np.stack([part.distance for part in some]),
                    "is_cue": np.stack([part.is_cue for part in some]).astype(np.int64),
                },
            )
            sure = 1 / (1 + np.exp(-real))
            read |= {index: (roles[row], float(sure[row])) for row, index in enumerate(group)}
        return [read[index] for index in range(len(parts))]


def _alike(parts: list[Slice]) -> Iterator[list[int]]:
    """Indexes of slices of one length, CUES_AT_ONCE at most at a time."""
    by_length = sorted(range(len(parts)), key=lambda index: len(parts[index]))
    for _, group in groupby(by_length, key=lambda index: len(parts[index])):
        alike = list(group)
        for first in range(0, len(alike), CUES_AT_ONCE):
            yield alike[first : first + CUES_AT_ONCE]


def _found(text: str, pieces: Pieces, cue: Ints, first: int, read: Relation) -> Iterator[Found]:
    """The spans of one cue, whose slice begins at piece `first`; nothing where no content was marked."""
    cue_spans = spans_of(text, pieces, [(int(cue[0]), int(cue[-1]) + 1)])
    source, content = (
        spans_of(text, pieces, [(low + first, high + first) for low, high in found])
        for found in (read.source, read.content)
    )
    if content and cue_spans:
        yield Found(one_line(text, source, cue_spans[0][0]), cue_spans, content, read.score)


def session(path: Path, more: tuple[str, ...] = ()) -> Any:
    """A network, giving out the tensors named in `more` too. One thread and no arena: many workers share a machine, and
    an arena never gives memory back."""
    import onnxruntime  # here, so that importing claims.extraction stays cheap

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    source = path.read_bytes() + giving_out(more) if more else str(path)
    return onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])


@lru_cache(maxsize=1)
def the_model() -> Model:
    """The process's one model."""
    return Model()

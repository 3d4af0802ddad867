"""The trained model: loaded once a process, and asked window by window so that memory stays bounded."""

import json
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from claims.extraction.decode import Floats, find_cues, one_line, role_runs, softmax, spans_of, surety
from claims.extraction.found import Found, without_doubles
from claims.extraction.pieces import Ints, Pieces, read_pieces
from claims.extraction.windows import MARGIN, encoder_input, slices, windows

FOLDER = Path(__file__).parent / "models"
CUES_AT_ONCE = 64  # slices that the second reader is given together: bounds memory where cues stand close


class Model:
    """Tokenizer, the two networks and the thresholds that go with them."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Load from `folder`. Raises OSError or ValueError where a file is missing or broken."""
        settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
        self.name: str = settings["name"]
        self.cue_at: float = settings["cue_at"]
        self.keep_at: float = settings["keep_at"]
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.tagger = _session(folder / "tagger.int8.onnx")
        self.reader = _session(folder / "reader.int8.onnx")

    def attributions(self, text: str, progress: Callable[[float], None] | None = None) -> list[Found]:
        """Every attribution found in `text`, by place of its cue; spans in code points, end exclusive."""
        pieces = read_pieces(text, self.tokenizer)
        spans = windows(len(pieces)) if len(pieces) else []
        found: list[Found] = []
        for index, (start, end) in enumerate(spans):
            first = start if index == 0 else start + MARGIN
            last = end if index == len(spans) - 1 else spans[index + 1][0] + MARGIN
            found += [
                one
                for one in self._window(text, pieces, start, end, (first, last))
                if one.score >= self.keep_at
            ]
            if progress:
                progress((index + 1) / len(spans))
        return without_doubles(found)

    def _window(
        self, text: str, pieces: Pieces, start: int, end: int, core: tuple[int, int]
    ) -> Iterator[Found]:
        """What one window holds; only cues that begin in `core` count, the rest is its neighbours'."""
        ids, shapes, mask = encoder_input(pieces, [(start, end)])
        logits, near, topic = self.tagger.run(None, {"ids": ids, "shapes": shapes, "mask": mask})
        tags = softmax(logits[0, 1 : end - start + 1])
        cues = [cue for cue in find_cues(tags, self.cue_at) if core[0] <= start + cue[0] < core[1]]
        for at in range(0, len(cues), CUES_AT_ONCE):
            part = cues[at : at + CUES_AT_ONCE]
            for cue, columns, roles, real in self._read(part, end - start, near[0], topic[0]):
                yield from _found(
                    text, pieces, cue + start, (roles, columns - 1 + start), surety(roles, real)
                )

    def _read(
        self, cues: list[Ints], size: int, near: Floats, topic: Floats
    ) -> Iterator[tuple[Ints, Ints, Floats, float]]:
        """For each cue: itself, the columns of its slice, their roles, and how surely it is a cue."""
        part = slices([(0, cue + 1) for cue in cues], [size])
        share = part.is_cue[:, :, None].astype(np.float32)
        pooled = (topic[part.column] * share).sum(1) / np.maximum(share.sum(1), 1)
        roles, real = self.reader.run(
            None,
            {
                "near": near[part.column],
                "topic": pooled,
                "distance": part.distance,
                "is_cue": part.is_cue.astype(np.int64),
                "mask": part.mask,
            },
        )
        for index, cue in enumerate(cues):
            seen = part.mask[index]
            yield (
                cue,
                part.column[index][seen],
                softmax(roles[index][seen]),
                float(1 / (1 + np.exp(-real[index]))),
            )


def _found(text: str, pieces: Pieces, cue: Ints, read: tuple[Floats, Ints], score: float) -> Iterator[Found]:
    """The spans of one cue's slice; nothing where no content was marked."""
    roles, places = read
    sources, contents = role_runs(roles)
    first = int(places[0])
    cue_spans = spans_of(text, pieces, [(int(cue[0]), int(cue[-1]) + 1)])
    source = spans_of(text, pieces, [(low + first, high + first) for low, high in sources])
    content = spans_of(text, pieces, [(low + first, high + first) for low, high in contents])
    if content and cue_spans:
        yield Found(one_line(text, source, cue_spans[0][0]), cue_spans, content, score)


def _session(path: Path) -> Any:
    """One thread and no arena: many workers share a machine, and an arena never gives memory back."""
    import onnxruntime  # here, so that importing claims.extraction stays cheap

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@lru_cache(maxsize=1)
def the_model() -> Model:
    """The process's one model."""
    return Model()

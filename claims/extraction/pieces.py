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
WORD = re.compile(r"[^\W_]+")
BLANK = re.compile(r"\n[^\S\n]*\n")
LINE = re.compile(r"\n")
LOOKED_AT = 40  # characters of a word whose capitals count
LOWER, TITLE, UPPER, MIXED = 0, 1, 2, 3
LINE_START = 4  # added to a shape: first piece of a line
QUOTED = 8  # added to a shape: inside double quotation marks
SHAPES = 16


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces of one text: ids, places in code points, end exclusive, looks, numbers of their paragraphs."""

    ids: Ints
    starts: Ints
    ends: Ints
    shapes: Ints
    paragraphs: Ints

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
    ids: list[int] = []
    spans: list[Ints] = []
    for base, chunk in _chunks(text):
        encoding = tokenizer.encode(LONE_HALVES.sub("\ufffd", chunk), add_special_tokens=False)
        ids += encoding.ids
        spans.append(np.array(encoding.offsets, np.int64).reshape(-1, 2) + base)
    starts, ends = np.concatenate([np.zeros((0, 2), np.int64), *spans]).T
    shapes = _shapes(text, starts, ends)
    return Pieces(np.array(ids, np.int64), starts, ends, shapes, _paragraphs(text, starts))


def _paragraphs(text: str, starts: Ints) -> Ints:
    """The number of each piece's paragraph: blank lines part them; in a text without any each line is one."""
    breaks = [found.end() for found in BLANK.finditer(text)] or [found.end() for found in LINE.finditer(text)]
    numbers = np.searchsorted(np.array(breaks, np.int64), starts, side="right")
    return np.unique(numbers, return_inverse=True)[1].astype(np.int64)


def _shapes(text: str, starts: Ints, ends: Ints) -> Ints:
    """What each piece looks like: its word's capitals, first of a line, inside quotation marks."""
    if not len(starts):
        return starts
    capitals = bytearray(len(text))
    for word in WORD.finditer(text):
        if not word.group().islower():
            capitals[word.start() : word.end()] = bytes([_capitals(word.group())]) * len(word.group())
    lines = np.cumsum(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32) == ord("\n"))
    opens = np.concatenate([[True], lines[starts[1:]] > lines[ends[:-1] - 1]])
    quoted = np.frombuffer(bytes(inside(text)), np.uint8)[starts].astype(np.int64)
    looks: Ints = np.frombuffer(bytes(capitals), np.uint8)[starts].astype(np.int64)
    looks += LINE_START * opens + QUOTED * quoted
    return looks


def _capitals(word: str) -> int:
    if word[0].isupper():
        return UPPER if len(word) > 1 and word.isupper() else TITLE
    return MIXED if any(char.isupper() for char in word[:LOOKED_AT]) else LOWER


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """Parts of `text` of some CHUNK code points, each with its place, cut at white space wherever there is any."""
    start = 0
    while start < len(text):
        end = min(len(text), start + CHUNK)
        while end < len(text) and not text[end].isspace() and end < start + 2 * CHUNK:
            end += 1
        yield start, text[start:end]
        start = end

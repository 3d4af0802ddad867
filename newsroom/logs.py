"""Log lines that stay lines: whatever a name or an error holds, it forges no line and no colour."""

from __future__ import annotations

import logging
import unicodedata
from typing import Any

# Controls (ANSI's escape among them), what turns the direction of writing, ends of lines and of paragraphs, halves.
UNWANTED = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs"})


def one_line(words: str) -> str:
    """The words with each of these characters as Python writes it."""
    return "".join(
        one.encode("unicode_escape", "surrogatepass").decode()
        if unicodedata.category(one) in UNWANTED
        else one
        for one in words
    )


class OneLine(logging.Formatter):
    """One line a message; the lines of a traceback below it begin with a bar."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  # logging's own names
        return one_line(super().formatMessage(record))

    def formatException(self, ei: Any) -> str:  # noqa: N802
        return _below(super().formatException(ei))

    def formatStack(self, stack_info: str) -> str:  # noqa: N802
        return _below(super().formatStack(stack_info))

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # another handler's, which needn't be clean
        return super().format(record)


def _below(words: str) -> str:
    return "\n".join(f"  | {one_line(line)}" for line in words.split("\n"))

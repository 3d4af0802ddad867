"""Attributions in brat's standoff form, laid out as PolNeAR is: a text, and beside it who says what in which words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count

Span = tuple[int, int]


def standoff(text: str, sayings: Iterable[tuple[Sequence[Span], Sequence[Span], Sequence[Span]]]) -> str:
    """The annotation file of a text: for each saying the spans of source, cue and content, in code points, and an event
    that ties them together; its trigger is the cue, or where there is none the content."""
    lines, numbers = [], count(1)
    for at, saying in enumerate(sayings, start=1):
        named = {}
        for role, spans in zip(("Source", "Cue", "Content"), saying, strict=True):
            if spans:
                named[role] = f"T{next(numbers)}"
                lines.append(f"{named[role]}\t{role} {_places(spans)}\t{_words(text, spans)}")
        trigger = named.get("Cue") or named.get("Content") or named.get("Source")
        roles = " ".join(f"{role}:{name}" for role, name in named.items())
        if trigger:
            lines.append(f"E{at}\tAttribution:{trigger} {roles}")
    return "".join(f"{line}\n" for line in lines)


def _places(spans: Sequence[Span]) -> str:
    return ";".join(f"{start} {end}" for start, end in spans)


def _words(text: str, spans: Sequence[Span]) -> str:
    """The words, on one line."""
    return " ".join(" ".join(text[start:end].split()) for start, end in spans)

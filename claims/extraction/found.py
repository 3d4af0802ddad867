"""What the model hands to the rules. Apart from the model's own modules, so that an import needs no numpy."""

from dataclasses import dataclass

from claims.extraction.types import Span

NEAR = 10  # attributions back that one may be a double of


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution as the network found it; `score` from 0 to 1."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float


def without_doubles(found: list[Found]) -> list[Found]:
    """Of two that share most of their content and of their source, as two cues of one statement do, the surer one."""
    kept: list[Found] = []
    for one in found:
        double = next(
            (at for at in range(len(kept) - 1, max(-1, len(kept) - NEAR), -1) if _same(one, kept[at])), None
        )
        if double is None:
            kept.append(one)
        elif one.score > kept[double].score:
            kept[double] = one
    return kept


def _same(one: Found, other: Found) -> bool:
    return _shared(one.content, other.content) > 0.5 and _shared(one.source, other.source) > 0.5


def _shared(one: tuple[Span, ...], other: tuple[Span, ...]) -> float:
    """Shared code points over all code points; 1 where both are empty."""
    both = sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)
    every = sum(end - start for start, end in (*one, *other)) - both
    return both / every if every else 1.0

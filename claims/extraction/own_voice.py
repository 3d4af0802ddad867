"""What the article states with no attribution and could be wrong about."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from claims.extraction.characters import trim
from claims.extraction.cutting import word_count
from claims.extraction.figures import find_figures
from claims.extraction.risks import Facts, find_risks
from claims.extraction.types import Attribution, Claim, Sentence, Span

STRONG = frozenset({"casualty", "statistic", "accusation", "superlative"})
CHECKABLE = STRONG | {"date_age_title", "legal", "health"}
LEAST = 4  # words of a whole sentence
LEAST_REST = 7  # words of what an attribution leaves of a sentence
CONFIDENCE = {True: 0.8, False: 0.5}


def own_voice(
    text: str, sentences: tuple[Sentence, ...], attributions: tuple[Attribution, ...]
) -> Iterator[Claim]:
    """A claim for each sentence, or rest of one beside an attribution, that holds something checkable."""
    taken = sorted({span for one in attributions for span in (*one.source, *one.cue, *one.content)})
    starts = [start for start, _ in taken]
    longest = max((end - start for start, end in taken), default=0)
    for sentence in sentences:
        first = bisect_right(starts, sentence.start - longest)
        last = bisect_right(starts, sentence.end)
        touching = [span for span in taken[first:last] if span[1] > sentence.start and span[0] < sentence.end]
        if not touching:
            yield from _claim(text, (sentence.start, sentence.end), LEAST, CHECKABLE)
            continue
        for span in _rest(text, sentence, touching):
            yield from _claim(text, span, LEAST_REST, STRONG)


def _claim(text: str, span: Span, least: int, wanted: frozenset[str]) -> Iterator[Claim]:
    words = text[slice(*span)]
    if word_count(words) < least or words.rstrip('”"’»)').endswith("?"):
        return
    figures = find_figures(text, (span,))
    fired = wanted.intersection(find_risks(Facts(words, "own voice", figures)))
    if fired:
        sure = bool(fired & {"casualty", "statistic"}) and least == LEAST
        yield Claim((span,), None, "own voice", CONFIDENCE[sure], not sure, (), figures)


def _rest(text: str, sentence: Sentence, taken: list[Span]) -> Iterator[Span]:
    """What the spans of `taken` (ascending) leave of a sentence, without joining words and marks at its ends."""
    at = sentence.start
    for start, end in [*taken, (sentence.end, sentence.end)]:
        if start > at:
            low, high = trim(text, at, min(start, sentence.end))
            edge = re.compile(r"[\s,;:–—-]*(?:(?:and|but|that|which|who|while|as|with)\b\s*)?").match(
                text, low, high
            )
            low = edge.end() if edge else low
            while low < high and text[high - 1] in " ,;:–—-":
                high -= 1
            if low < high:
                yield low, high
        at = max(at, end)

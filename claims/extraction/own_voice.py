"""What the article states with no attribution and could be wrong about."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date

from claims.extraction.characters import trim
from claims.extraction.figures import find_figures
from claims.extraction.risks.facts import Facts
from claims.extraction.risks.rules import is_checkable, is_strong
from claims.extraction.types import Attribution, Claim, Sentence, Span

LEAST = 3  # words of a whole sentence
LONG_REST = 6  # and of one that only tells of an event
BESIDE = 3  # code points between a source and its cue: a space and a comma
LEAST_REST = 4  # words of what an attribution leaves of a sentence
SURE = 0.7  # with less confidence a claim is only suggested
# How often such sentences were claims in articles of our own, with the attributions that the network found.
STRONG, DATED, NAMED, EVENT, REST = 0.9, 0.9, 0.55, 0.55, 0.4
AUXILIARIES = frozenset(
    """
    was were is are has had have been be will would can could may might must did does do isn't wasn't weren't
    aren't hasn't hadn't haven't won't didn't doesn't don't couldn't
    """.split()
)
# Past tenses without -ed that tell of an event.
PAST = frozenset(
    """
    began became blew bought broke brought built burst came caught chose cost crept cut dealt drew drove dug fell
    fled flew forbade forgot fought found froze gave gone got grew held hid hit hung kept knew laid lay led left
    lent let lit lost made met paid put quit ran rang read rose said sang sank sat saw sent set shone shook shot
    shut slept slid sold spent split spoke spread sprang stole stood stuck strode struck stung swept swore swam
    swung taken taught tore thought threw told took understood undertook upheld went withdrew wept woke won wore
    wound wrote overthrew overtook
    """.split()
)
LABEL = re.compile(
    r"(?:by|from|photo\w*|picture|image|credit|source|media contact|contact|file|editor)\b[^!?]{0,60}$",
    re.IGNORECASE,
)
SPEAKING = re.compile(
    r"(?:who|which|whose|speaking|talking|adding|citing|noting|referring|asked|told|in an? (?:interview|"
    r"statement|letter|tweet|speech|report|post|memo|email))\b",
    re.IGNORECASE,
)
EDGE = re.compile(r"[\s,;:–—-]*(?:(?:and|but|that|which|who|while|as|with)\b\s*)?")


def own_voice(
    text: str,
    sentences: tuple[Sentence, ...],
    attributions: tuple[Attribution, ...],
    dated: date | None = None,
) -> Iterator[Claim]:
    """A claim for each sentence, or rest of one beside an attribution, that holds something checkable."""
    taken = sorted({span for one in attributions for span in (*one.source, *one.cue, *one.content)})
    cues = {start for one in attributions for start, _ in one.cue}
    starts = [start for start, _ in taken]
    longest = max((end - start for start, end in taken), default=0)
    for sentence in sentences:
        first = bisect_right(starts, sentence.start - longest)
        last = bisect_right(starts, sentence.end)
        touching = [span for span in taken[first:last] if span[1] > sentence.start and span[0] < sentence.end]
        if not touching:
            yield from _claim(text, (sentence.start, sentence.end), dated, whole=True)
            continue
        for span in _rest(text, sentence, touching):
            if not cues.isdisjoint(range(span[1], span[1] + BESIDE)):
                continue  # whoever speaks, where the source was not found
            yield from _claim(text, span, dated, whole=False)


def _claim(text: str, span: Span, dated: date | None, *, whole: bool) -> Iterator[Claim]:
    words = text[slice(*span)]
    if words.rstrip('”"’»“)').endswith(("?", ":")) or (whole and LABEL.match(words)):
        return
    figures = find_figures(text, (span,), dated)
    facts = Facts(words, "own voice", figures)
    if len(facts.words_low) < (LEAST if whole else LEAST_REST):
        return
    confidence = _whole(facts, words) if whole else _part(facts, words)
    if confidence:
        yield Claim((span,), None, "own voice", confidence, confidence < SURE, (), figures)


def _whole(facts: Facts, words: str) -> float:
    """How likely a whole sentence is a claim; 0.0 for none."""
    verb = _has_verb(facts) or words.endswith((".", "!"))
    if facts.figures and len(facts.words_low) > LEAST_REST:  # in a list or a caption without a verb too
        return STRONG
    if is_strong(facts) and verb:
        return STRONG
    if (facts.figures or is_checkable(facts)) and verb:
        return DATED
    if len(facts.names) > (0 in facts.names) and verb and len(facts.words_low) > LEAST:
        return NAMED
    return EVENT if _is_event(facts) and len(facts.words_low) > LEAST else 0.0


def _part(facts: Facts, words: str) -> float:
    """How likely the rest of a sentence is a claim of its own: no mere description of who speaks, or where."""
    strong = is_strong(facts)
    verb = _is_event(facts) or facts.bag & AUXILIARIES
    if SPEAKING.match(words) or not (verb or facts.figures or (strong and len(facts.words_low) > LONG_REST)):
        return 0.0
    if strong or facts.figures or is_checkable(facts):
        return REST
    return EVENT if _is_event(facts) and facts.names and len(facts.words_low) > LONG_REST else 0.0


def _has_verb(facts: Facts) -> bool:
    return (
        bool(facts.bag & AUXILIARIES)
        or _is_event(facts)
        or any(word.endswith("s") for word in facts.words_low[1:])
    )


def _is_event(facts: Facts) -> bool:
    """Whether something is told to have happened: a verb in the past tense."""
    return bool(facts.bag & PAST) or any(len(word) > 4 and word.endswith("ed") for word in facts.words_low)


def _rest(text: str, sentence: Sentence, taken: list[Span]) -> Iterator[Span]:
    """What the spans of `taken` (ascending) leave of a sentence, without joining words and marks at its ends."""
    at = sentence.start
    for start, end in [*taken, (sentence.end, sentence.end)]:
        if start > at:
            low, high = trim(text, at, min(start, sentence.end))
            edge = EDGE.match(text, low, high)
            low = edge.end() if edge else low
            while low < high and text[high - 1] in " ,;:–—-":
                high -= 1
            if low < high:
                yield low, high
        at = max(at, end)

"""The claims of an article: what its attributions say, cut at sentence ends, and what it says in its own voice."""

from collections import defaultdict
from dataclasses import replace

from claims.extraction.cutting import Zones, cut
from claims.extraction.figures import find_figures
from claims.extraction.own_voice import own_voice
from claims.extraction.risks import Facts, find_risks
from claims.extraction.types import Attribution, Claim, Figure, Sentence, Span, Speaker

SURE = 0.85  # with less confidence an attribution is only suggested: on dev one in three of those was right


def find_claims(
    text: str,
    inside: bytearray,
    sentences: tuple[Sentence, ...],
    attributions: tuple[Attribution, ...],
    speakers: tuple[Speaker, ...],
) -> tuple[Claim, ...]:
    """Every claim, by place; no two have the same content with the same source and cue."""
    claims: dict[tuple[object, ...], Claim] = {}
    zones = Zones([(sentence.start, sentence.end) for sentence in sentences])
    for index, attribution in enumerate(attributions):
        for content in cut(text, inside, attribution.content, sentences, zones):
            key = (content, attribution.source, attribution.cue)
            if key not in claims:
                claims[key] = _claim(text, content, index, attribution)
    found = [*claims.values(), *own_voice(text, sentences, attributions)]
    said: dict[object, set[object]] = defaultdict(set)
    for claim in found:
        for figure in claim.figures:
            said[_same(figure)].add(_who(claim, attributions))
    found = [_with_risks(text, claim, attributions, speakers, said) for claim in found]
    return tuple(sorted(found, key=lambda claim: (claim.content, claim.attribution is None)))


def _claim(text: str, content: tuple[Span, ...], index: int, attribution: Attribution) -> Claim:
    unsure = attribution.confidence < SURE
    figures = find_figures(text, content)
    return Claim(content, index, attribution.kind, attribution.confidence, unsure, (), figures)


def _with_risks(
    text: str,
    claim: Claim,
    attributions: tuple[Attribution, ...],
    speakers: tuple[Speaker, ...],
    said: dict[object, set[object]],
) -> Claim:
    words = words_of(text, claim.content)
    if claim.attribution is None:
        return replace(claim, risks=find_risks(Facts(words, claim.kind, claim.figures)))
    attribution = attributions[claim.attribution]
    kinds = tuple(speakers[index].kind for index in attribution.speakers)
    alone = bool(claim.figures) and all(len(said[_same(figure)]) == 1 for figure in claim.figures)
    source, cue = words_of(text, attribution.source), words_of(text, attribution.cue)
    return replace(
        claim, risks=find_risks(Facts(words, claim.kind, claim.figures, source, cue, kinds, alone))
    )


def _who(claim: Claim, attributions: tuple[Attribution, ...]) -> object:
    """Who says a claim, for counting sources: its speakers, or the attribution itself where none is known."""
    if claim.attribution is None:
        return None
    return attributions[claim.attribution].speakers or (
        attributions[claim.attribution].source,
        "nobody known",
    )


def words_of(text: str, spans: tuple[Span, ...]) -> str:
    """The words of several spans, a space between them."""
    return " ".join(text[start:end] for start, end in spans)


def _same(figure: Figure) -> object:
    """What two mentions of one figure share."""
    return figure.low, figure.high, figure.unit

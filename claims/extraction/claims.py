"""The claims of an article: what its attributions say, cut at sentence ends, and what it says in its own voice."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from claims.extraction.cutting import Zones, cut
from claims.extraction.figures import find_figures
from claims.extraction.own_voice import own_voice
from claims.extraction.risks.facts import Facts
from claims.extraction.risks.rules import find_risks
from claims.extraction.risks.trials import accused_in, accusers
from claims.extraction.types import Attribution, Claim, Figure, Sentence, Span, Speaker

Learned = Callable[[tuple[Span, ...]], Mapping[str, bool]]

SURE = 0.5  # what is likelier wrong than right is only suggested


def find_claims(
    text: str,
    inside: bytearray,
    sentences: tuple[Sentence, ...],
    attributions: tuple[Attribution, ...],
    speakers: tuple[Speaker, ...],
    dated: date | None = None,
    learned: Learned | None = None,
) -> tuple[Claim, ...]:
    """Every claim, by place; no two have the same content with the same source and cue. `dated`: the article's day;
    `learned`: which risks the network is sure that a claim has (True) or has not (False)."""
    claims: dict[tuple[object, ...], Claim] = {}
    zones = Zones([(sentence.start, sentence.end) for sentence in sentences])
    for index, attribution in enumerate(attributions):
        for content in cut(text, inside, attribution.content, sentences, zones):
            key = (content, attribution.source, attribution.cue)
            if key not in claims:
                claims[key] = _claim(text, content, index, attribution, dated)
    found = [*claims.values(), *own_voice(text, sentences, attributions, dated)]
    said: dict[object, set[object]] = defaultdict(set)
    for claim in found:
        for figure in claim.figures:
            said[_same(figure)].add(who_says(claim, attributions))
    accused = accused_in(text)
    page = _Page(text, attributions, speakers, said, accused, frozenset(accusers(text, speakers, accused)))
    found = [
        replace(claim, risks=find_risks(_facts(page, claim), learned(claim.content) if learned else {}))
        for claim in found
    ]
    return tuple(sorted(found, key=lambda claim: (claim.content, claim.attribution is None)))


@dataclass(frozen=True, slots=True)
class _Page:
    """What the risk rules need to know of the article: who says which figure, who stands accused, who accuses."""

    text: str
    attributions: tuple[Attribution, ...]
    speakers: tuple[Speaker, ...]
    said: dict[object, set[object]]
    accused: frozenset[str]
    accusers: frozenset[int]


def _claim(
    text: str, content: tuple[Span, ...], index: int, attribution: Attribution, dated: date | None
) -> Claim:
    unsure = attribution.confidence < SURE
    figures = find_figures(text, content, dated)
    return Claim(content, index, attribution.kind, attribution.confidence, unsure, (), figures)


def _facts(page: _Page, claim: Claim) -> Facts:
    words = words_of(page.text, claim.content)
    if claim.attribution is None:
        return Facts(words, claim.kind, claim.figures)
    one = page.attributions[claim.attribution]
    facts = Facts(
        words,
        claim.kind,
        claim.figures,
        words_of(page.text, one.source),
        words_of(page.text, one.cue),
        tuple(page.speakers[index].kind for index in one.speakers),
        alone=bool(claim.figures) and all(len(page.said[_same(figure)]) == 1 for figure in claim.figures),
        accuser=not page.accusers.isdisjoint(one.speakers),
    )
    facts.accused = not page.accused.isdisjoint(facts.bag)
    return facts


def who_says(claim: Claim, attributions: tuple[Attribution, ...]) -> tuple[object, ...]:
    """Who says a claim: its speakers; its attribution where none is known; () for the article's own voice."""
    if claim.attribution is None:
        return ()
    return attributions[claim.attribution].speakers or (("?", claim.attribution),)


def words_of(text: str, spans: tuple[Span, ...]) -> str:
    """The words of several spans, a space between them."""
    return " ".join(text[start:end] for start, end in spans)


def _same(figure: Figure) -> object:
    """What two mentions of one figure share."""
    return figure.low, figure.high, figure.unit

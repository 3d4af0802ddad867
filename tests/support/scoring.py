"""How well a split agrees with the gold of an article: counts that add up over articles, and what was missed.

`score` gives counts; `share` and `f1` make figures of their sum. A count is named by what it is about and by what it
counts: `hit` of `of`; a name that ends in " P" is a precision, one that ends in " R" its recall.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from claims.extraction import Split
from claims.extraction.training.matching import (
    ENOUGH,
    Words,
    match,
    same_relation,
    share,
    word_starts,
    words_in,
)
from claims.extraction.types import Claim, Figure, Span
from tests.support.marked import GoldAttribution, GoldFigure, Marked, Spans
from tests.support.sameness import PARTS, is_pronoun, is_quoted, right_parts, same_speakers

Counts = Counter[tuple[str, str]]


@dataclass
class Score:
    """Counts, and each miss in words (for articles that may be looked at)."""

    counts: Counts = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def add(self, name: str, hits: int, of: int = 1) -> None:
        """Count `hits` of `of` for `name`."""
        self.counts[name, "hit"] += hits
        self.counts[name, "of"] += of

    def miss(self, *words: object) -> None:
        """Say one miss."""
        self.misses.append(" ".join(map(str, words)))


@dataclass
class _Page:
    gold: Marked
    found: Split
    starts: list[int]
    result: Score

    def words(self, spans: Sequence[Span]) -> Words:
        return words_in(spans, self.starts)

    def quote(self, *spans: Span) -> str:
        return " … ".join(self.gold.text[start:end] for start, end in spans)


def rate(counts: Counts, name: str) -> float:
    """Hits over all; 1 where there was nothing to hit."""
    of = counts[name, "of"]
    return counts[name, "hit"] / of if of else 1.0


def f1(counts: Counts, name: str) -> float:
    """Harmonic mean of the counts `name P` and `name R`, by F1 = 2 hits / (found + annotated)."""
    of = counts[f"{name} P", "of"] + counts[f"{name} R", "of"]
    return 2 * counts[f"{name} R", "hit"] / of if of else 1.0


def score(gold: Marked, found: Split) -> Score:
    """Everything that is counted about one article. `found` is the split of `gold.text`."""
    page = _Page(gold, found, word_starts(gold.text), Score())
    page.result.add("articles", 1)
    _attributions(page)
    _speakers(page)
    _own_voice(page)
    _figures(page)
    _risk(page, "casualty", gold.casualties)
    _risk(page, "accusation", gold.accusations)
    _conflicts(page)
    open_ones = _open_sentences(found)
    page.result.add("sentences open", len(open_ones), len(found.sentences))
    for start, end in open_ones:
        page.result.miss("open:", page.quote((start, end)))
    return page.result


def _attributions(page: _Page) -> None:
    """Relations, by the words of content and source; recall by kind; contents exact to the word of those matched."""
    gold = [(page.words(one.content), page.words(one.source)) for one in page.gold.attributions]
    found = [(page.words(one.content), page.words(one.source)) for one in page.found.attributions]
    pairs = match([[same_relation(one, other) for other in found] for one in gold])
    matched = dict(pairs)
    page.result.add("relation R", len(pairs), len(gold))
    page.result.add("relation P", len(pairs), len(found))
    for index, one in enumerate(page.gold.attributions):
        kind = "quoted" if is_quoted(page.gold.text, one.content) else "indirect"
        page.result.add(f"{kind} R", index in matched)
        if index not in matched:
            page.result.miss("not found:", _said(page, one.source, one.cue, one.content))
    for index, other in pairs:
        same = gold[index][0] == found[other][0]
        page.result.add("contents exact", same)
        if not same:
            content = page.gold.attributions[index].content
            page.result.miss(
                "bounds:", page.quote(*content), "| as", page.quote(*page.found.attributions[other].content)
            )
    for at in sorted(set(range(len(found))) - set(matched.values())):
        one = page.found.attributions[at]
        page.result.miss(f"too much ({one.confidence:.2f}):", _said(page, one.source, one.cue, one.content))


def _said(page: _Page, source: Spans, cue: Spans, content: Spans) -> str:
    return f"[{page.quote(*source)} | {page.quote(*cue)}] {page.quote(*content)}"


def _speakers(page: _Page) -> None:
    """Speakers of the attributions whose contents match, as the benchmark's scorer of speakers pairs them."""
    gold = [page.words(one.content) for one in page.gold.attributions]
    found = [page.words(one.content) for one in page.found.attributions]
    table = [
        [overlap if overlap >= ENOUGH else 0.0 for overlap in (share(a, b) for b in found)] for a in gold
    ]
    for row, column in match(table):
        one, other = page.gold.attributions[row], page.found.attributions[column]
        names = [page.found.speakers[index].name for index in other.speakers]
        right = same_speakers(one.speakers, one.also, names)
        page.result.add("speakers", right)
        page.result.add(f"speakers, {_mention(page, one)}", right)
        if not right:
            wanted = " and ".join(one.speakers) or "nobody"
            page.result.miss(
                f"speaker of {page.quote(*one.source) or 'no mention'!r}:",
                " and ".join(names) or "nobody",
                "for",
                wanted,
            )


def _mention(page: _Page, one: GoldAttribution) -> str:
    return "pronoun or none" if is_pronoun(page.quote(*one.source)) else "named or described"


def _own_voice(page: _Page) -> None:
    gold = [page.words(spans) for spans in page.gold.own]
    claims = [claim for claim in page.found.claims if claim.attribution is None]
    found = [page.words(claim.content) for claim in claims]
    table = [
        [overlap if overlap >= ENOUGH else 0.0 for overlap in (share(a, b) for b in found)] for a in gold
    ]
    pairs = match(table)
    page.result.add("own voice R", len(pairs), len(gold))
    page.result.add("own voice P", len(pairs), len(found))
    for row in sorted(set(range(len(gold))) - {row for row, _ in pairs}):
        page.result.miss("own voice not found:", page.quote(*page.gold.own[row]))
    for column in sorted(set(range(len(found))) - {column for _, column in pairs}):
        page.result.miss("own voice too much:", page.quote(*claims[column].content))


def _figures(page: _Page) -> None:
    """Figures inside claims that were found; those found where the gold has claims, for precision."""
    places = [span for claim in page.found.claims for span in claim.content]
    figures = {figure.span: figure for claim in page.found.claims for figure in claim.figures}
    read = [one for one in page.gold.figures if _overlap(one.spans, places)]
    guesses = list(figures.values())
    found = dict(match([[_overlap(one.spans, (guess.span,)) for guess in guesses] for one in read]))
    page.result.add("figures inside found claims", len(read), len(page.gold.figures))
    for index, one in enumerate(read):
        _figure(page, one, guesses[found[index]] if index in found else None)
    claimed = [span for one in page.gold.attributions for span in one.content]
    claimed += [span for spans in page.gold.own for span in spans]
    for at, guess in enumerate(guesses):
        if _overlap((guess.span,), claimed):
            page.result.add("figures P", at in found.values())
            if at not in found.values():
                page.result.miss("figure too much:", page.quote(guess.span))


def _figure(page: _Page, gold: GoldFigure, guess: Figure | None) -> None:
    right = right_parts(gold, guess)
    page.result.add("figures found", guess is not None)
    page.result.add("figures all right", all(right[part] for part in PARTS))
    for part in PARTS:
        page.result.add(f"figures, {part}", right[part])
    if gold.as_of or (guess and guess.as_of):
        page.result.add("figures, as of", right["as of"])
    wrong = [part for part in (*PARTS, "as of") if not right[part]]
    if guess is None:
        page.result.miss("figure not found:", page.quote(*gold.spans))
    elif wrong:
        page.result.miss(
            f"figure {page.quote(*gold.spans)!r}: wrong {', '.join(wrong)}:",
            (guess.low, guess.high, guess.bound, guess.unit, guess.counted, guess.as_of),
            "for",
            (gold.low, gold.high, gold.bound, gold.unit, gold.counted, gold.as_of),
        )


def _overlap(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Code points in common."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


def _risk(page: _Page, rule: str, marks: Spans) -> None:
    """Recall of the marks, of all and of those that a claim holds; precision over the claims on which `rule` fires."""
    claims = [(claim, page.words(claim.content)) for claim in page.found.claims]
    gold = [page.words((mark,)) for mark in marks]
    for mark, words in zip(marks, gold, strict=True):
        holding = [claim for claim, content in claims if 2 * len(words & content) >= len(words)]
        hit = any(rule in claim.risks for claim in holding)
        page.result.add(f"{rule} R", hit)
        if holding:
            page.result.add(f"{rule} R, inside found claims", hit)
        if not hit:
            page.result.miss(f"{rule} missed{'' if holding else ' (no claim)'}:", page.quote(mark))
    for claim, content in claims:
        if rule in claim.risks:
            right = any(content & words for words in gold)
            page.result.add(f"{rule} P", right)
            if not right:
                page.result.miss(f"{rule} too much:", page.quote(*claim.content))


def _conflicts(page: _Page) -> None:
    """Pairs of figures that cannot both be true, by the spans of the figures."""
    places = {one.number: one.spans for one in page.gold.figures}
    values = {one.number: (one.low, one.high) for one in page.gold.figures}
    gold = [
        pair
        for conflict in page.gold.conflicts
        for pair in combinations(conflict, 2)
        if len(conflict) == 2 or values[pair[0]] != values[pair[1]]
    ]
    found = [_spans_of_conflict(page.found.claims, conflict.figures) for conflict in page.found.conflicts]
    for one, other in gold:
        hit = any(_overlap(places[one], spans) and _overlap(places[other], spans) for spans in found)
        page.result.add("conflicts R", hit)
        if not hit:
            page.result.miss("conflict missed:", page.quote(*places[one]), "and", page.quote(*places[other]))
    for spans in found:
        right = any(_overlap(places[one], spans) and _overlap(places[other], spans) for one, other in gold)
        page.result.add("conflicts P", right)
        if not right:
            page.result.miss("conflict too much:", page.quote(*spans))


def _spans_of_conflict(claims: Sequence[Claim], figures: Sequence[tuple[int, int]]) -> list[Span]:
    return [claims[claim].figures[figure].span for claim, figure in figures]


def _open_sentences(found: Split) -> list[Span]:
    """The sentences that no claim touches and that do not say why."""
    content = [span for claim in found.claims for span in claim.content]
    places = [(sentence.start, sentence.end) for sentence in found.sentences if not sentence.why_not]
    return [place for place in places if not _overlap((place,), content)]

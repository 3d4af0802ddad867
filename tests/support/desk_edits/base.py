"""From an article with gold marks to tokens and claims by token: what the edits and the truth both start from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from claims.extraction.sentences import find_sentences
from tests.support.desk_edits.draft import STRAIGHT, TOKEN, WORDY, Draft, Paragraph, Sentence, Token
from tests.support.desk_edits.model import Held, Span, Spans
from tests.support.marked import Marked

LINE = re.compile(r"[^\n]+")
Piece = tuple[int, ...]


@dataclass(frozen=True)
class Claim:
    """A Held and its pieces as numbers of tokens; `speakers` as the gold has them."""

    held: Held
    content: tuple[Piece, ...]
    source: tuple[Piece, ...]
    cue: tuple[Piece, ...]
    speakers: tuple[str, ...]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return self.content + self.source + self.cue


@dataclass(eq=False)
class Base:
    """An article as it was: its tokens by number, the sentence of each, its claims."""

    name: str
    text: str
    draft: Draft
    tokens: list[Token]
    sentence_of: list[int]
    claims: tuple[Claim, ...]
    in_content: frozenset[int] = frozenset()
    in_source: frozenset[int] = frozenset()
    in_cue: frozenset[int] = frozenset()

    def beside(self, piece: Piece) -> Iterator[int]:
        """The nearest word on each side of a piece within its sentence."""
        for at, step in ((piece[0], -1), (piece[-1], 1)):
            here = self.sentence_of[at]
            at += step
            while 0 <= at < len(self.tokens) and self.sentence_of[at] == here:
                if self.tokens[at].word:
                    yield at
                    break
                at += step


@lru_cache(maxsize=128)
def prepared(article: Marked, straight: bool = False) -> Base:
    """The article in tokens, with its own quotation marks or with straight ones; one object, so whoever edits copies
    its draft.
    """
    if straight:
        article = replace(
            article, text=article.text.translate(STRAIGHT)
        )  # one for one, so that the gold holds
    cuts = sorted({edge for spans in _all_spans(article) for span in spans for edge in span})
    base = Base(article.name, article.text, None, [], [], ())  # type: ignore[arg-type]
    base.draft = Draft(base, [])
    sentences: list[Span] = []
    end = 0
    for line in LINE.finditer(article.text):
        found = list(find_sentences(article.text, *line.span()))
        part = Paragraph(article.text[end : line.start()], [])
        for start, stop in found:
            tokens = _tokens(article.text, start, stop, cuts, len(base.tokens))
            tokens[0].before = " "
            base.tokens += tokens
            base.sentence_of += [len(sentences)] * len(tokens)
            sentences.append((start, stop))
            part.sentences.append(Sentence(tokens))
        base.draft.paragraphs.append(part)
        end = line.end()
    starts = base.draft.render().starts
    base.claims = tuple(_claims(article, base, sentences, starts))
    for role in ("content", "source", "cue"):
        ids = frozenset(at for claim in base.claims for piece in getattr(claim, role) for at in piece)
        setattr(base, f"in_{role}", ids)
    return base


def _all_spans(article: Marked) -> Iterator[Spans]:
    for one in article.attributions:
        yield from (one.content, one.source, one.cue)
    yield from article.own


def _tokens(text: str, start: int, stop: int, cuts: list[int], number: int) -> list[Token]:
    """The tokens of a sentence; a word that a mark of the gold cuts through is two."""
    made: list[Token] = []
    end = start
    for found in TOKEN.finditer(text, start, stop):
        inner = cuts[bisect_left(cuts, found.start() + 1) : bisect_left(cuts, found.end())]
        for low, high in zip([found.start(), *inner], [*inner, found.end()], strict=True):
            made.append(Token(text[low:high], text[end:low], number + len(made)))
            end = high
    return made


def _claims(article: Marked, base: Base, sentences: list[Span], starts: list[int]) -> Iterator[Claim]:
    """Contents cut at sentence ends, as the split cuts them: each sentence a claim with the same source and cue."""

    def pieces(spans: Spans) -> tuple[Piece, ...]:
        return tuple(tuple(range(bisect_left(starts, low), bisect_left(starts, high))) for low, high in spans)

    rows = [(one.content, one.source, one.cue, one.speakers) for one in article.attributions]
    rows += [(spans, (), (), ()) for spans in article.own]
    for content, source, cue, speakers in sorted(rows):
        for low, high in sentences:
            inside = tuple(_clipped(article.text, content, low, high))
            if inside:
                held = Held(inside, source, cue)
                yield Claim(held, pieces(inside), pieces(source), pieces(cue), speakers)


def _clipped(text: str, spans: Spans, low: int, high: int) -> Iterator[Span]:
    for start, end in spans:
        start, end = max(start, low), min(end, high)
        if start < end and WORDY.search(text, start, end):
            yield start, end

"""The pairs of drafts edited by hand: their reader, and that each pair's truth is what the reader's words promise."""

import re
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest

from claims.extraction.sentences import find_sentences
from tests.support.draft_pairs import BadPair, Pair, Pairs, Parts, Span, Spans, Told, parse_pairs, read_pairs

DRAFTS = Path(__file__).parents[1] / "data" / "drafts"
FILES = {name: read_pairs(DRAFTS / f"{name}.txt") for name in ("seen", "sealed")}
EVERY = [
    pytest.param(pair, book.spellings, id=f"{name}-{pair.name}")
    for name, book in FILES.items()
    for pair in book.pairs
]
SMALL = """spellings: per cent/percent, judgement/judgment

=== first
{1s:Police} {1q:said} {1c:{2s:she} {2q:denied} {2c:it}}. {3c:It rained.} {4c:It is over.} {5c:It was cold.}
---
{3c=:It rained.}

“{1c!:{2c~:It}}, {2s:she} {2q:denied},” {1s:police} {1q:say}. {5c?:It was mild.}
ambiguous: 4
"""
QUOTES = dict.fromkeys(map(ord, '‘’“”„‚‹›«»"`'), "'")
DASH = re.compile(r"\s*(?:[‐‑‒–—―-]|--)+\s*")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
BREAK = re.compile(r"\n\s*\n|\n(?=[•*–-] )")
Spellings = tuple[tuple[str, str], ...]


def folded(words: str, spellings: Spellings) -> str:
    """The words without the differences that are harmless, but for a capital at their start."""
    words = DASH.sub("-", " ".join(words.translate(QUOTES).split()))
    words = re.sub(r"(?<!\w)' | '(?!\w)", "'", words)  # « mot »
    for one, other in spellings:
        words = re.sub(rf"\b{one}\b", other, words)
        words = re.sub(rf"\b{one.capitalize()}\b", other.capitalize(), words)
    return words


def part(text: str, spans: Spans, spellings: Spellings | None = None) -> str:
    """The words of one part, a blank between its pieces; folded where spellings are given."""
    pieces = [text[start:end] for start, end in spans]
    if spellings is not None:
        pieces = [folded(piece, spellings) for piece in pieces]
        pieces = [re.sub(r"[^\W\d_]", lambda first: first[0].lower(), piece, count=1) for piece in pieces]
    return " ".join(pieces)


def words_of(text: str, parts: Parts, spellings: Spellings | None = None) -> tuple[str, ...]:
    whole = (part(text, spans, spellings) for spans in (parts.content, parts.source, parts.cue))
    return tuple(re.sub(r"(?<=\w)'? '?(?=\w)", " ", one) if spellings else one for one in whole)


def sentences(text: str) -> list[Span]:
    edges = [0, *chain.from_iterable(found.span() for found in BREAK.finditer(text)), len(text)]
    blocks = zip(edges[::2], edges[1::2], strict=True)
    return [span for start, end in blocks for span in find_sentences(text, start, end)]


def beside(text: str, parts: Parts, spellings: Spellings) -> list[str]:
    """The words directly at the edges of the parts, within their sentences, that are no part of the claim."""
    own = sorted((*parts.content, *parts.source, *parts.cue))
    found = []
    for start, end in own:
        for low, high in sentences(text):
            if low <= start < high:
                found += list(WORD.finditer(text, low, start))[-1:]
            if low < end <= high or start <= low < end < high:
                found += list(WORD.finditer(text, end, high))[:1]
    outside = {word.span() for word in found if not any(low <= word.start() < high for low, high in own)}
    return sorted(folded(text[slice(*span)], spellings).lower() for span in outside)


def doubts(pair: Pair, told: Told, spellings: Spellings) -> list[str]:
    """What speaks against the truth of one claim."""
    found = [f"ill cut: {pair.old[slice(*span)]!r}" for span in ill_cut(pair.old, told.old)]
    if told.new is None:
        content = folded(part(pair.old, told.old.content), spellings).lower()
        there = folded(pair.new, spellings).lower().count(content)
        others = [part(pair.new, one.new.content, spellings).lower() for one in pair.claims if one.new]
        still = len(content.split()) > 2 and there > sum(content in other for other in others)
        return [*found, "lost, but it stands there"] if still and told.how == "lost" else found
    found += [f"ill cut: {pair.new[slice(*span)]!r}" for span in ill_cut(pair.new, told.new)]
    same = words_of(pair.old, told.old) == words_of(pair.new, told.new)
    alike = words_of(pair.old, told.old, spellings) == words_of(pair.new, told.new, spellings)
    edges = beside(pair.old, told.old, spellings), beside(pair.new, told.new, spellings)
    untouched = edges[0] == edges[1]
    fits = {
        "kept": same and untouched,
        "whose": same and untouched,
        "reworded": alike and not same and untouched,
        "changed": not alike or not untouched,
        "either": not alike or not untouched,
    }
    if not fits[told.how]:
        found.append(f"not {told.how}: {words_of(pair.old, told.old)} {words_of(pair.new, told.new)} {edges}")
    return found


def ill_cut(text: str, parts: Parts) -> list[Span]:
    """Pieces that begin or end with white space or within a word, overlap another, or hold a sentence's end."""
    return [
        (start, end)
        for spans in (parts.content, parts.source, parts.cue)
        for start, end in spans
        if text[start:end] != text[start:end].strip()
        or re.search(r"\w\w", text[max(start - 1, 0) : start + 1])
        or re.search(r"\w\w", text[end - 1 : end + 1])
        or len(list(find_sentences(text, start, end))) != 1
        or "\n\n" in text[start:end]
        or any(low < end and start < high for low, high in spans if (low, high) != (start, end))
    ]


@pytest.mark.parametrize(("pair", "spellings"), EVERY)
def test_the_truth_of_each_pair_holds(pair: Pair, spellings: Spellings) -> None:
    wrong = {told.number: doubts(pair, told, spellings) for told in pair.claims}
    assert {number: found for number, found in wrong.items() if found} == {}


@pytest.mark.parametrize("name", FILES)
def test_any_other_truth_would_be_caught(name: str) -> None:
    fates = {"kept", "reworded", "changed"}
    alike = {"whose": "kept", "either": "changed"}
    for pair in FILES[name].pairs:
        for told in pair.claims:
            for wrong in fates - {told.how, alike.get(told.how)} if told.new else ():
                assert doubts(pair, replace(told, how=wrong), FILES[name].spellings), (pair.name, told, wrong)


@pytest.mark.parametrize(("pair", "spellings"), EVERY)
def test_a_pair_is_a_short_story_that_was_edited(pair: Pair, spellings: Spellings) -> None:
    assert pair.old != pair.new
    assert 2 <= len(pair.claims) <= 8
    assert [len(text.split()) for text in (pair.old, pair.new) if not 40 <= len(text.split()) <= 160] == []
    assert not any(mark in text for text in (pair.old, pair.new) for mark in "{}")
    places = [told.new.content for told in pair.claims if told.new]
    before = [told.old.content for told in pair.claims]
    assert len(set(before)) == len(before)
    assert len(set(places)) == len(places)


def test_the_two_books_share_nothing_and_hold_enough() -> None:
    texts = {name: {pair.old for pair in book.pairs} for name, book in FILES.items()}
    names = [pair.name for book in FILES.values() for pair in book.pairs]
    assert len(set(names)) == len(names)
    assert not texts["seen"] & texts["sealed"]
    assert [name for name, found in texts.items() if len(found) < 100] == []


@pytest.mark.parametrize("name", FILES)
def test_every_fate_occurs_often(name: str) -> None:
    fates = [told.how for pair in FILES[name].pairs for told in pair.claims]
    least = {"kept": 0.25, "changed": 0.2, "lost": 0.08, "reworded": 0.06, "either": 0.01, "whose": 0.01}
    assert {how for how, share in least.items() if fates.count(how) < share * len(fates)} == set()
    assert "ambiguous" in fates


def test_reads_both_texts_and_where_each_claim_stands() -> None:
    book: Pairs = parse_pairs(SMALL)
    assert book.spellings == (("per cent", "percent"), ("judgement", "judgment"))
    (pair,) = book.pairs
    assert pair.name == "first"
    assert pair.old == "Police said she denied it. It rained. It is over. It was cold.\n"
    assert pair.new == "It rained.\n\n“It, she denied,” police say. It was mild.\n"
    assert [(told.number, told.how) for told in pair.claims] == [
        (1, "changed"),
        (2, "reworded"),
        (3, "kept"),
        (4, "ambiguous"),
        (5, "either"),
    ]
    first, second, _, fourth, _ = pair.claims
    assert first.old == Parts(((12, 25),), ((0, 6),), ((7, 11),))
    assert first.new == Parts(((13, 15),), ((30, 36),), ((37, 40),))
    assert second.new == Parts(((13, 15),), ((17, 20),), ((21, 27),))
    assert fourth.new is None


@pytest.mark.parametrize(
    "broken",
    [
        "=== no spellings\n{1c:A}\n---\n{1c=:A}\n",
        SMALL.replace("per cent/percent", "per cent"),
        SMALL.replace("---", "--"),
        SMALL.replace("{3c=:", "{3c:"),
        SMALL.replace("{3c=:", "{6c=:"),
        SMALL.replace("{2s:she} {2q:denied},", "{2s=:she} {2q:denied},"),
        SMALL.replace("rained.}", "rained."),
        SMALL.replace("rained.}", "rained.}}"),
        SMALL.replace("{4c:", "{4s:"),
        SMALL.replace("ambiguous: 4", "ambiguous: 9"),
    ],
)
def test_a_broken_file_is_refused(broken: str) -> None:
    assert broken != SMALL
    with pytest.raises(BadPair):
        parse_pairs(broken)

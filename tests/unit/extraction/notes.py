"""Writing tests down: attributions by their words instead of their offsets."""

from claims.extraction.blocks import READ, find_blocks
from claims.extraction.placing import kind_of
from claims.extraction.quotes import inside
from claims.extraction.sentences import find_sentences
from claims.extraction.types import Attribution, Sentence, Span


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """The sentences of all blocks that are read."""
    return tuple(
        Sentence(start, end, index, "")
        for index, block in enumerate(find_blocks(text))
        if block.kind in READ
        for start, end in find_sentences(text, block.start, block.end)
    )


def place(text: str, words: str, after: int = 0) -> Span:
    """Where `words` stand in `text`, at or after an offset."""
    start = text.index(words, after)
    return start, start + len(words)


def attribution(text: str, source: str, cue: str, *content: str, after: str = "") -> Attribution:
    """An attribution by its words; `after`: words of the text that come before all of them."""
    begin = text.index(after)
    contents = tuple(place(text, words, begin) for words in content)
    sources = (place(text, source, begin),) if source else ()
    return Attribution(
        sources, (place(text, cue, begin),), contents, kind_of(text, inside(text), contents), (), 0.9
    )

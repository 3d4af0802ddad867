"""The whole split: blocks and sentences by layout, attributions by the model, the rest by readable rules."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from claims.extraction.blocks import READ, find_blocks
from claims.extraction.claims import find_claims, who_says
from claims.extraction.coverage import covered
from claims.extraction.dates import dated_in
from claims.extraction.figures.conflicts import Said, find_conflicts
from claims.extraction.placing import found_in_blocks
from claims.extraction.quotes import inside
from claims.extraction.sentences import find_sentences
from claims.extraction.speakers import find_speakers
from claims.extraction.types import Sentence, Split


def load() -> str:
    """Load the model now rather than with the first split; returns the short id of its weights.

    Raises OSError or ValueError where its files are missing or broken.
    """
    from claims.extraction.model import the_model  # the model's libraries take a moment to import

    return the_model().name


def split(text: str, *, dated: date | None = None, progress: Callable[[float], None] | None = None) -> Split:
    """Take an article apart. Spans are in code points of `text`, end exclusive, and never empty.

    "Thursday" and "last year" are counted from the full date in the article's dateline or byline, and where it has none
    from the day `dated`, such as that on which it was pasted. `progress` is called with the share of the text that has
    been read, from 0 to 1. Any text will do, of any length.
    """
    from claims.extraction.model import the_model

    model = the_model()
    blocks = find_blocks(text)
    sentences = tuple(
        Sentence(start, end, index, "")
        for index, block in enumerate(blocks)
        if block.kind in READ
        for start, end in find_sentences(text, block.start, block.end)
    )
    quoted = inside(text)
    reading = model.read(text, progress)
    attributions = found_in_blocks(text, quoted, blocks, reading.found)
    speakers, said_by = find_speakers(text, sentences, attributions)
    attributions = tuple(
        replace(one, speakers=who, confidence=round(model.confidence(one.confidence), 4))
        for one, who in zip(attributions, said_by, strict=True)
    )
    learned = reading.risks.sure if reading.risks else None
    day = dated_in(text, blocks) or dated
    claims = find_claims(text, quoted, sentences, attributions, speakers, day, learned)
    if progress:
        progress(1.0)
    said = [Said(at, who_says(claim, attributions), claim.figures) for at, claim in enumerate(claims)]
    sentences = covered(text, sentences, claims)
    return Split(blocks, sentences, speakers, attributions, claims, model.name, find_conflicts(said))

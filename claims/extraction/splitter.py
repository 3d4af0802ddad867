"""The whole split: blocks and sentences by layout, attributions by the model, the rest by readable rules."""

from collections.abc import Callable
from dataclasses import replace

from claims.extraction.blocks import READ, find_blocks
from claims.extraction.claims import find_claims
from claims.extraction.coverage import covered
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


def split(text: str, *, progress: Callable[[float], None] | None = None) -> Split:
    """Take an article apart. Spans are in code points of `text`, end exclusive, and never empty.

    `progress` is called with the share of the text that has been read, from 0 to 1. Any text will do, of any length.
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
    attributions = found_in_blocks(text, quoted, blocks, model.attributions(text, progress))
    speakers, said_by = find_speakers(text, sentences, attributions)
    attributions = tuple(replace(one, speakers=who) for one, who in zip(attributions, said_by, strict=True))
    claims = find_claims(text, quoted, sentences, attributions, speakers)
    if progress:
        progress(1.0)
    return Split(blocks, covered(text, sentences, claims), speakers, attributions, claims, model.name)

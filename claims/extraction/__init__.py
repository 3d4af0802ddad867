"""From an article to attributed claims: text in, spans out. Importing this is cheap; the model is loaded on first use.

`split` does it all; the classes say what it finds. Nothing here knows Django, Celery, Redis or a database.
"""

from claims.extraction.splitter import load, split
from claims.extraction.types import Attribution, Block, Claim, Figure, Sentence, Span, Speaker, Split

__all__ = ["Attribution", "Block", "Claim", "Figure", "Sentence", "Span", "Speaker", "Split", "load", "split"]

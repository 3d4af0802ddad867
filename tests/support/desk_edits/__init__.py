"""A grammar of desk edits: from an article with gold claims, any number of next drafts and what became of each claim.

Written before, and without sight of, the matcher that it measures, and with nothing of it. Truth is kept by the
identity of tokens: an edit touches tokens that it knows, and what stands where is never searched for.
"""

from tests.support.desk_edits.driver import drafts, edited, families
from tests.support.desk_edits.model import Edited, Gold, Held, How, Span, Spans, same_words
from tests.support.desk_edits.words import PAIRS

__all__ = [
    "PAIRS",
    "Edited",
    "Gold",
    "Held",
    "How",
    "Span",
    "Spans",
    "drafts",
    "edited",
    "families",
    "same_words",
]

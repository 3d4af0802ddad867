"""The risks of a sentence that no claim touches: what a claim of these words in the article's own voice would have."""

from claims.extraction.figures import find_figures
from claims.extraction.risks.facts import Facts
from claims.extraction.risks.rules import find_risks


def sentence_risks(words: str) -> tuple[str, ...]:
    """Names of the rules that fire in a sentence by itself, in the table's order."""
    return find_risks(Facts(words, "own voice", find_figures(words, ((0, len(words)),), None)))

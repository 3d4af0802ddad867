"""Words written anew: a quotation in other words, a headline."""

from random import Random

from tests.support.desk_edits.draft import Draft, new_sentence
from tests.support.desk_edits.registry import family
from tests.support.desk_edits.words import FILLERS, HEADLINES


@family(4)
def paraphrase(draft: Draft, rng: Random) -> bool:
    """A content in other words, from a few of them to nearly all; its quotation marks go."""
    where = {token.origin: one for one in draft.sentences() for token in one.tokens if not token.touched}
    pieces = [
        piece
        for claim in draft.base.claims
        for piece in claim.content
        if len(piece) > 5 and all(number in where for number in piece)
    ]
    if not pieces:
        return False
    piece = rng.choice(pieces)
    one, share = where[piece[0]], rng.uniform(0.15, 0.95)
    words = [number for number in piece if draft.base.tokens[number].text[0].isalnum()]
    gone = {number for number in words if rng.random() < share} or {rng.choice(words)}
    cut = {number for number in gone if rng.random() < 0.25}
    for token in one.tokens:
        if token.origin in gone:
            token.text, token.altered = rng.choice(FILLERS), True
        elif token.origin in piece and token.text in '“”"':
            token.text = ""
    one.tokens[:] = [token for token in one.tokens if token.origin not in cut]
    one.touch(0, len(one.tokens))
    one.capitalise()
    return True


@family(2)
def headline(draft: Draft, rng: Random) -> bool:
    """Another headline; the words of the old one are gone."""
    top = draft.paragraphs[0]
    if top.locked or any(token.touched for one in top.sentences for token in one.tokens):
        return False
    made = new_sentence(rng.choice(HEADLINES))
    made.tokens[0].before = ""
    top.sentences[:] = [made]
    return True

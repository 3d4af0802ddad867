"""Who is said to have said it: moved, added, taken away, replaced."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tests.support.desk_edits.base import Claim
from tests.support.desk_edits.draft import Draft, Sentence, Token, tokens_of
from tests.support.desk_edits.registry import family
from tests.support.desk_edits.words import PEOPLE, PUT_ON, SAYING


@dataclass(slots=True)
class Plain:
    """A sentence that is an attribution and nothing else: its parts as tokens, and whether the content is first."""

    one: Sentence
    claim: Claim
    content: list[Token]
    source: list[Token]
    cue: list[Token]
    content_first: bool

    @property
    def quoted(self) -> bool:
        return self.content[-1].text in "”’\"'»"

    @property
    def can_trail(self) -> bool:
        """Whether "police said" can stand behind: in this order, with a verb of saying, after a clause."""
        saying = any(token.text.lower() in SAYING for token in self.cue)
        order = self.one.tokens.index(self.source[0]) < self.one.tokens.index(self.cue[0])
        return saying and order and len(self.content) > 3


def plain(draft: Draft) -> Iterator[Plain]:
    """The sentences of the draft that are one untouched attribution, in either order."""
    whole = {id(one): one for one in draft.sentences() if not any(token.touched for token in one.tokens)}
    where = {token.origin: one for one in whole.values() for token in one.tokens}
    for claim in draft.base.claims:
        if len(claim.content) != 1 or len(claim.source) != 1 or len(claim.cue) != 1:
            continue
        one = where.get(claim.source[0][0])
        if one is None:
            continue
        parts = [[t for t in one.tokens if t.origin in piece] for piece in claim.pieces]
        rest = [t for t in one.tokens if not any(t.origin in piece for piece in claim.pieces)]
        complete = [len(part) for part in parts] == [len(piece) for piece in claim.pieces]
        if (
            not complete
            or any(t.text not in ",.:" for t in rest)
            or sum(map(len, parts)) + len(rest) != len(one.tokens)
        ):
            continue
        content, source, cue = parts
        first = one.tokens.index(content[0]) == 0
        if (first or one.tokens[-1] in (content[-1], *rest[-1:])) and one.balanced and one.ends:
            yield Plain(one, claim, content, source, cue, first)


def _close(found: Plain, mark: str) -> list[Token]:
    """The content with `mark` at its end, inside the quotation marks where it has them."""
    content = found.content
    at = len(content) - 2 if found.quoted else len(content) - 1
    if content[at].text in ",." and content[at].text:
        content[at].text = mark
        return content
    return content if content[at].text in "?!" else [*content, Token(mark, "")]


@family(5)
def attribution_to_the_end(draft: Draft, rng: Random) -> bool:
    """ "Police said X." -> "X, police said.": the same words elsewhere."""
    sites = [
        one
        for one in plain(draft)
        if not one.content_first and one.content[0].text.lower() not in ("that", "to")
    ]
    sites = [one for one in sites if one.can_trail]
    if not sites:
        return False
    found = rng.choice(sites)
    found.one.lower()
    found.source[0].before = " "
    found.one.tokens[:] = [*_close(found, ","), *found.source, *found.cue, Token(".", "")]
    found.one.capitalise()
    return True


@family(5)
def attribution_to_the_front(draft: Draft, rng: Random) -> bool:
    """ "X, police said." -> "Police said X."."""
    sites = [one for one in plain(draft) if one.content_first and one.cue[-1].text != "to"]
    if not sites:
        return False
    found = rng.choice(sites)
    if not found.quoted:
        found.one.lower()
    found.content[0].before = found.source[0].before = found.cue[0].before = " "
    colon = [Token(":", "")] if found.quoted else []
    found.one.tokens[:] = [*found.source, *found.cue, *colon, *_close(found, ".")]
    found.one.capitalise()
    return True


@family(1.5)
def attribution_to_the_middle(draft: Draft, rng: Random) -> bool:
    """ "X and Y, police said." -> "X, police said, and Y.", at a comma of the content."""
    sites = [
        (one, at)
        for one in plain(draft)
        for at, token in enumerate(one.content)
        if one.content_first and not one.quoted and token.text == "," and 1 < at < len(one.content) - 2
    ]
    if not sites:
        return False
    found, at = rng.choice(sites)
    found.source[0].before = found.cue[0].before = " "
    head, tail = found.content[: at + 1], found.content[at + 1 :]
    found.one.tokens[:] = [*head, *found.source, *found.cue, Token(",", ""), *tail, Token(".", "")]
    return True


@family(3)
def attribution_away(draft: Draft, rng: Random) -> bool:
    """Source and cue go and the content stands alone."""
    sites = list(plain(draft))
    if not sites:
        return False
    found = rng.choice(sites)
    found.one.tokens[:] = _close(found, ".")
    found.one.touch(0, len(found.one.tokens))
    found.one.capitalise()
    return True


@family(2)
def attribution_put_on(draft: Draft, rng: Random) -> bool:
    """A statement of the article's own is now somebody's."""
    own = {piece[0] for claim in draft.base.claims if not claim.source for piece in claim.content}
    sites = [
        one
        for one in draft.sentences()
        if one.tokens[0].origin in own
        and one.tokens[-1].text == "."
        and not any(t.touched for t in one.tokens)
    ]
    if not sites:
        return False
    one = rng.choice(sites)
    one.tokens[-1].text = ","
    one.tokens += [*tokens_of(rng.choice(PUT_ON)), Token(".", "", touched=True)]
    one.touch(0, len(one.tokens))
    return True


@family(4)
def speaker_replaced(draft: Draft, rng: Random) -> bool:
    """Another name in the place of a source."""
    where = {t.origin: one for one in draft.sentences() for t in one.tokens if not t.touched}
    pieces = [p for claim in draft.base.claims for p in claim.source if all(number in where for number in p)]
    if not pieces:
        return False
    piece = rng.choice(pieces)
    one = where[piece[0]]
    at = next(index for index, token in enumerate(one.tokens) if token.origin == piece[0])
    if [token.origin for token in one.tokens[at : at + len(piece)]] != list(piece):
        return False
    person = rng.choice(PEOPLE)
    one.tokens[at].text, one.tokens[at].altered, one.tokens[at].person = person, True, person
    del one.tokens[at + 1 : at + len(piece)]
    one.touch(at, at + 1)
    return True

"""What goes elsewhere with its words as they are."""

from random import Random

from tests.support.desk_edits.draft import Draft, Paragraph, Sentence
from tests.support.desk_edits.registry import family


def movable(draft: Draft) -> list[tuple[Paragraph, Sentence]]:
    """Sentences that can stand elsewhere: in prose, whole, not alone in their paragraph."""
    return [
        (draft.paragraphs[at], one)
        for at in draft.prose()
        for one in draft.paragraphs[at].sentences
        if len(draft.paragraphs[at].sentences) > 1 and one.balanced
    ]


def take_out(part: Paragraph, one: Sentence) -> None:
    part.sentences[:] = [other for other in part.sentences if other is not one]


@family(5)
def move_sentence(draft: Draft, rng: Random) -> bool:
    """A sentence goes to another paragraph, or becomes one."""
    sites = movable(draft)
    if not sites:
        return False
    part, one = rng.choice(sites)
    take_out(part, one)
    targets = [draft.paragraphs[at] for at in draft.prose() if draft.paragraphs[at] is not part]
    gaps = draft.gaps()
    if targets and (rng.random() < 0.6 or not gaps):
        into = rng.choice(targets)
        into.sentences.insert(rng.randint(0, len(into.sentences)), one)
    else:
        draft.put(rng.choice(gaps or [len(draft.paragraphs)]), one)
    return True


@family(7)
def move_paragraph(draft: Draft, rng: Random) -> bool:
    """A paragraph goes up or down."""
    sites = draft.free()[1:]
    if len(sites) < 3:
        return False
    part = draft.paragraphs.pop(rng.choice(sites))
    gaps = draft.gaps()
    draft.paragraphs.insert(rng.choice(gaps or [len(draft.paragraphs)]), part)
    return True


@family(2)
def move_section(draft: Draft, rng: Random) -> bool:
    """Two to four paragraphs go together."""
    count = rng.randint(2, 4)
    starts = range(1, len(draft.paragraphs) - count)
    sites = [at for at in starts if not any(part.locked for part in draft.paragraphs[at : at + count])]
    if not sites:
        return False
    at = rng.choice(sites)
    moved = draft.paragraphs[at : at + count]
    del draft.paragraphs[at : at + count]
    to = rng.choice(draft.gaps() or [len(draft.paragraphs)])
    draft.paragraphs[to:to] = moved
    return True


@family(1)
def swap_sentences(draft: Draft, rng: Random) -> bool:
    """Two sentences with claims change places."""
    sites = [
        (draft.paragraphs[at].sentences, index)
        for at in draft.prose()
        for index, one in enumerate(draft.paragraphs[at].sentences)
        if one.balanced and any(token.origin in draft.base.in_content for token in one.tokens)
    ]
    if len(sites) < 2:
        return False
    (one, at), (other, to) = rng.sample(sites, 2)
    one[at], other[to] = other[to], one[at]
    return True


@family(0.7)
def restructure(draft: Draft, rng: Random) -> bool:
    """Everything below the headline in another order."""
    rest = draft.paragraphs[1:]
    if any(part.locked for part in draft.paragraphs) or len(rest) < 4:
        return False
    rng.shuffle(rest)
    draft.paragraphs[1:] = rest
    return True

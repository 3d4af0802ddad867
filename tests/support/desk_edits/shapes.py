"""The same words in other paragraphs, lists and lines."""

from random import Random

from tests.support.desk_edits.draft import Draft, Paragraph, Sentence, Token
from tests.support.desk_edits.registry import family

COLUMNS = 72


@family(5)
def merge_paragraphs(draft: Draft, rng: Random) -> bool:
    """Two paragraphs become one."""
    prose = set(draft.prose())
    sites = [at for at in prose if at + 1 in prose]
    if not sites:
        return False
    at = rng.choice(sites)
    after = draft.paragraphs.pop(at + 1)
    after.sentences[0].tokens[0].before = " "
    draft.paragraphs[at].sentences += after.sentences
    return True


@family(5)
def split_paragraph(draft: Draft, rng: Random) -> bool:
    """One paragraph becomes two, between sentences."""
    sites = [at for at in draft.prose() if len(draft.paragraphs[at].sentences) > 1]
    if not sites:
        return False
    at = rng.choice(sites)
    part = draft.paragraphs[at]
    where = rng.randint(1, len(part.sentences) - 1)
    rest = part.sentences[where:]
    del part.sentences[where:]
    draft.paragraphs.insert(at + 1, Paragraph(draft.gap(), rest))
    return True


@family(2)
def to_bullets(draft: Draft, rng: Random) -> bool:
    """A paragraph's sentences become a list; now and then its items lose their stops."""
    sites = [
        at
        for at in draft.prose()
        if len(draft.paragraphs[at].sentences) > 1 and all(x.balanced for x in draft.paragraphs[at].sentences)
    ]
    if not sites:
        return False
    at = rng.choice(sites)
    mark = rng.choice("•••-*")
    bare = rng.random() < 0.25
    items = []
    for number, one in enumerate(draft.paragraphs[at].sentences):
        one.tokens[0].before = " "
        one.tokens.insert(0, Token(mark))
        if bare and one.tokens[-1].text == "." and not one.tokens[-1].touched:
            del one.tokens[-1]
        items.append(Paragraph("\n" if number else draft.paragraphs[at].gap, [one]))
    draft.paragraphs[at : at + 1] = items
    return True


@family(2)
def from_bullets(draft: Draft, rng: Random) -> bool:
    """Items of a list that stand together become a paragraph."""
    listed = {at for at in draft.free() if _is_item(draft.paragraphs[at].sentences)}
    starts = [at for at in listed if at + 1 in listed and at - 1 not in listed]
    if not starts:
        return False
    at = end = rng.choice(starts)
    while end in listed:
        end += 1
    sentences = [one for part in draft.paragraphs[at:end] for one in part.sentences]
    for one in sentences:
        del one.tokens[0]
        one.tokens[0].before = " "
    draft.paragraphs[at:end] = [Paragraph(draft.paragraphs[at].gap, sentences)]
    return True


def _is_item(sentences: list[Sentence]) -> bool:
    return sentences[0].tokens[0].text in "•-*" and all(one.ends and one.words for one in sentences)


@family(0.6)
def other_line_ends(draft: Draft, rng: Random) -> bool:
    """Retyped by another system: carriage returns."""
    if draft.line_end != "\n":
        return False
    draft.line_end = "\r\n"
    return True


@family(0.6)
def single_spaced(draft: Draft, rng: Random) -> bool:
    """Paragraphs with no blank line between, or with one where there was none."""
    if any(
        "\n" in token.before for part in draft.paragraphs for one in part.sentences for token in one.tokens
    ):
        return False  # wrapped: no paragraph could be told from a line
    now = draft.gap()
    for part in draft.paragraphs[1:]:
        part.gap = "\n" if "\n\n" in now else "\n\n"
    return True


@family(0.6)
def wrapped_lines(draft: Draft, rng: Random) -> bool:
    """As a mail has it: lines broken within sentences."""
    for part in draft.paragraphs[1:]:
        column = 0
        part.gap = "\n\n"
        for number, token in enumerate(token for one in part.sentences for token in one.tokens):
            column += len(token.before) + len(token.text)
            if number and column > COLUMNS and token.before.isspace():
                token.before, column = "\n", len(token.text)
    return True

"""The parts of a pasted page, told apart by layout and by the set phrases of the trade. One line is one block."""

import re
from collections.abc import Iterator
from itertools import pairwise

from claims.extraction.characters import trim
from claims.extraction.types import Block, Span

READ = frozenset({"headline", "standfirst", "paragraph", "subheading", "caption", "pull-quote"})

AGENCY = (
    r"(?:AP|AFP|PA|UPI|DPA|dpa|EPA|ANSA|TASS|Xinhua|Reuters|Bloomberg|Getty(?: Images)?|Associated Press|"
    r"Press Association|Agence France-Presse|Shutterstock|Alamy|iStock|Unsplash|NurPhoto|Anadolu(?: Agency)?|"
    r"Handout|File)"
)
CREDIT = re.compile(
    r"(?:additional|further|with|extra)\s+(?:reporting|research|writing|material)\b"
    r"|(?:reporting|writing|editing|edited|compiled|produced|written|reported|research)\s+by\b"
    r"|.{0,120}\bcontributed\s+(?:reporting|to\s+this\s+(?:report|article|story))\b"
    r"|(?:with|from)\s+(?:files|reports?|agencies|wires?)\b"
    rf"|[(\[—–-]*\s*{AGENCY}(?:\s*(?:[/,;|]|and|via|-)\s*{AGENCY}){{0,4}}\s*[)\]]*\.?$",
    re.IGNORECASE,
)
BOILERPLATE = re.compile(
    r"(?:photo|photos|photograph|photographs|picture|pictures|image|images|illustration|video|graphic|"
    r"credit|source)"
    r"\s*(?:credit|by|courtesy)?\s*[:/©]"
    r"|(?:photo|photograph|image|illustration)s?\s+(?:by|courtesy)\b"
    r"|(?:read|see|watch|listen|related|more)\b[^.!?]{0,30}:"
    r"|(?:read (?:more|also|next)|related (?:articles?|stor(?:y|ies))|recommended|most read|"
    r"more on this story)\b"
    r"|(?:sign up|subscribe|follow us|share this|click here|download our|support our)\b"
    r"|(?:advertisement|sponsored|story continues below|skip to|comments?)\W*$"
    r"|(?:copyright\b|©|\(c\)\s*\d{4}|all rights reserved)"
    r"|this (?:article|story) (?:was|has been) (?:amended|updated|corrected|first published|"
    r"originally published)\b",
    re.IGNORECASE,
)
CAPTION = re.compile(
    r"(?:caption|pictured|above|below|left|right|file photo|photo caption|image caption|"
    r"main picture)\s*[:,(]|\(?l-r\)?\b"
    rf"|.{{10,400}}[.)]?\s*(?:[(\[]\s*|(?:photo(?:graph)?|picture|image|"
    rf"credit)s?\s*(?:by)?\s*:\s*)[^()\[\]]{{0,60}}"
    rf"\b{AGENCY}\b[^()\[\]]{{0,40}}[)\]]?\.?$",
    re.IGNORECASE,
)
MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH},?\s+\d{{4}}|{MONTH}\s+\d{{1,2}},?\s+\d{{4}}|\d{{4}}-\d\d-\d\d)"
)
DATELINE = re.compile(
    rf"(?:(?:first\s+)?(?:published|updated|posted|last\s+(?:modified|updated))\b.{{0,60}}"
    rf"|(?:[A-Z][\w.,’' -]{{0,40}},\s*)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|"
    rf"Sun)day,?\s+)?{DATE}.{{0,40}})$",
    re.IGNORECASE,
)
BYLINE = re.compile(r"(?:by|from|words by|story by|text by|von|par|por)\s+(?=[^\W\d_])", re.IGNORECASE)
SMALL = frozenset(
    "and in for of the at on de la le du van von der den da dos di bin al el y und et a an with".split()
)
FULL_STOP = re.compile(r"[.!?…][”\"’')\]»“]*$")
LONGEST_HEAD = 30  # words
LOOKED_AT = (
    400  # code points of a line: set phrases stand at its beginning, and patterns must not meet a million
)


def find_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of `text` in order: every line with something on it; offsets in code points, end exclusive."""
    lines = list(_merged(text) if _is_wrapped(text) else _lines(text))
    kinds = [_kind_alone(text[start:end]) for start, end in lines]
    _name_the_head(text, lines, kinds)
    for index in range(1, len(lines) - 1):
        if kinds[index] == "paragraph" and _is_subheading(text, lines, index):
            kinds[index] = "subheading"
    _name_pull_quotes(text, lines, kinds)
    return tuple(Block(kind, start, end) for kind, (start, end) in zip(kinds, lines, strict=True))


def headline_and_byline(text: str) -> tuple[Span | None, Span | None]:
    """Where the headline and the printed byline stand, the byline without its "By"; None for what is not there."""
    blocks = find_blocks(text[:20_000])
    headline = next(((block.start, block.end) for block in blocks if block.kind == "headline"), None)
    byline = next((block for block in blocks if block.kind == "byline"), None)
    if byline is None:
        return headline, None
    opening = BYLINE.match(text, byline.start, byline.end)
    return headline, (opening.end() if opening else byline.start, byline.end)


def _lines(text: str) -> Iterator[Span]:
    for found in re.finditer(r"[^\n]+", text):
        start, end = trim(text, *found.span())
        if start < end:
            yield start, end


def _merged(text: str) -> Iterator[Span]:
    """Paragraphs of a text whose lines were broken by a mail program: blank lines part them."""
    held: Span | None = None
    for start, end in _lines(text):
        if held and text.count("\n", held[1], start) == 1:
            held = held[0], end
            continue
        if held:
            yield held
        held = start, end
    if held:
        yield held


def _is_wrapped(text: str) -> bool:
    """Whether lines were broken at a fixed width: most lines that another follows are full and end in mid-sentence."""
    lines = list(_lines(text[:20_000]))
    pairs = [(one, two) for one, two in pairwise(lines) if text.count("\n", one[1], two[0]) == 1]
    if len(pairs) < 2 or max(end - start for start, end in lines) > 100:
        return False
    full = sum(one[1] - one[0] >= 45 and text[one[1] - 1] not in '.!?:”"»' for one, _ in pairs)
    return full >= 0.6 * len(pairs)


def _kind_alone(line: str) -> str:
    """What a line is by its own words."""
    head = line[:LOOKED_AT]
    short = len(line) <= LOOKED_AT and len(line.split()) <= 60
    if short and CAPTION.match(head) and len(head.split()) > 4 and not BOILERPLATE.match(head):
        return "caption"
    if short and CREDIT.match(head.lstrip("([ ")) and len(head.split()) <= 40:
        return "credit"
    if short and BOILERPLATE.match(head):
        return "boilerplate"
    return "dateline" if len(line) <= 100 and DATELINE.match(line) else "paragraph"


def _name_the_head(text: str, lines: list[Span], kinds: list[str]) -> None:
    """Find byline, headline and standfirst among the first lines."""
    top = range(min(8, len(lines)))
    byline = next(
        (at for at in top if kinds[at] == "paragraph" and _is_byline(text[slice(*lines[at])])), None
    )
    if byline is not None:
        kinds[byline] = "byline"
    first = next((at for at in top if kinds[at] == "paragraph"), None)
    if first is None or len(lines) == 1 or not _is_headline(text[slice(*lines[first])]):
        return
    kinds[first] = "headline"
    for at in range(first + 1, min(first + 4, len(lines))):
        line = text[slice(*lines[at])]
        before_byline = byline is not None and at < byline and len(line) < LOOKED_AT
        open_ended = at < len(lines) - 1 and len(line.split()) <= 40 and not FULL_STOP.search(line)
        if kinds[at] != "paragraph" or not (before_byline or open_ended):
            break
        kinds[at] = "standfirst"


def _is_headline(line: str) -> bool:
    """Short, and either without a full stop or with capitals throughout: a sentence of prose is no headline."""
    words = line.split()
    if not 1 < len(words) <= LONGEST_HEAD or (line[0] in '“"«„' and FULL_STOP.search(line)):
        return False
    if not FULL_STOP.search(line) or line.isupper():
        return True
    raised = sum(word[:1].isupper() or word.lower() in SMALL for word in words)
    return len(words) > 3 and raised >= 0.8 * len(words)


def _is_byline(line: str) -> bool:
    opening = BYLINE.match(line)
    if not opening or len(line) > 120 or line.endswith("."):
        return False
    words = re.findall(r"[^\W\d_][\w.’'-]*", line[opening.end() :])
    return 1 < len(words) <= 14 and all(word[0].isupper() or word in SMALL for word in words)


def _is_subheading(text: str, lines: list[Span], index: int) -> bool:
    """A short line between two long ones, without a full stop, that begins with a capital or a figure."""
    line = text[slice(*lines[index])]
    neighbours = [end - start for start, end in (lines[index - 1], lines[index + 1])]
    if len(line) > 100 or len(line.split()) > 12 or min(neighbours) < max(60, len(line)):
        return False
    return not re.search(r"[.!?,;:…”\"»“-]$", line) and (line[0].isupper() or line[0].isdigit())


def _name_pull_quotes(text: str, lines: list[Span], kinds: list[str]) -> None:
    """A quotation on a line of its own whose words stand in the text a second time was pulled out of it."""
    looked = 0
    for index, (start, end) in enumerate(lines):
        quoted = text[start] in '“"«„‘' and 20 < end - start < LOOKED_AT
        if kinds[index] != "paragraph" or not quoted or looked == 50:
            continue
        looked += 1  # each look reads the whole text
        words = text[start:end].strip('“”"«»„‘’ .,')
        if len(words.split()) > 3 and text.count(words) > 1 and _is_whole_quotation(text[start:end]):
            longest = max(lines, key=lambda line: (words in text[line[0] : line[1]]) * (line[1] - line[0]))
            if longest != (start, end):
                kinds[index] = "pull-quote"


def _is_whole_quotation(line: str) -> bool:
    return bool(re.fullmatch(r"[“\"«„‘][^“”\"«»„]*[”\"»“’][.,]?", line))

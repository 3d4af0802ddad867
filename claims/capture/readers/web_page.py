"""What a reader of a web page reads."""

from __future__ import annotations

import re
from collections.abc import Iterator

import trafilatura
from lxml import etree, html

from claims.capture.readers.plain import decoded

TITLE_CHARACTERS = 300
ELSEWHERE = "\n\n[elsewhere on the page]\n"
SAID_INSIDE = re.compile(rb"<meta[^>]{1,200}charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
UNREAD = frozenset({"head", "script", "style", "noscript", "template", "svg", "iframe", "object", "select"})
IN_A_LINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike "
    "strong sub sup time tt u var wbr".split()
)


def read(body: bytes, charset: str = "") -> Iterator[str]:
    """The page's main text by trafilatura; then the lines that it leaves out, since somebody may rely on one."""
    page = _in_utf8(body, charset)
    main = trafilatura.extract(
        page, output_format="txt", include_comments=False, include_tables=True, favor_recall=True
    )
    yield main or ""
    seen = " ".join((main or "").split())
    rest = [line for line in lines(page) if line not in seen]
    if rest:
        yield (ELSEWHERE if main else "") + "\n".join(rest)


def title(body: bytes, charset: str = "") -> str:
    """What the page calls itself, in one line; "" where it says nothing."""
    found = _parsed(_in_utf8(body, charset)).findtext(".//title") or ""
    line = "".join(letter if letter.isprintable() else " " for letter in found)
    return " ".join(line.split())[:TITLE_CHARACTERS]


def _in_utf8(body: bytes, charset: str) -> bytes:
    return decoded(body, charset or said_inside(body)).encode("utf-8", "replace")


def _parsed(page: bytes) -> etree._Element:
    return html.document_fromstring(page, html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False))


def said_inside(body: bytes) -> str:
    """The charset that the page itself names."""
    found = SAID_INSIDE.search(body[:2_048])
    return found[1].decode("ascii", "replace") if found else ""


def lines(page: bytes) -> Iterator[str]:
    """Every line of words on a page in UTF-8, wherever it stands, once."""
    root = _parsed(page)
    told: set[str] = set()
    for line in "".join(_letters(root)).split("\n"):
        plain = " ".join(line.split())
        if plain and plain not in told:
            told.add(plain)
            yield plain


def _letters(root: etree._Element) -> Iterator[str]:
    """The page's letters with a line feed round each block; no recursion, since a page may be nested without end."""
    skipped: etree._Element | None = None
    for step, element in etree.iterwalk(root, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        if step == "start" and skipped is None:
            if not name or name in UNREAD:
                skipped = element
                continue
            yield ("" if name in IN_A_LINE else "\n") + (element.text or "")
        elif step == "end" and skipped in (None, element):
            skipped = None
            yield ("" if name in IN_A_LINE or not name or name in UNREAD else "\n") + (element.tail or "")

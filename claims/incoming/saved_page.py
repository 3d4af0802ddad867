"""A saved web page: the article in it, without what stands round it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import trafilatura
from lxml import etree

from claims.capture.readers.plain import decoded
from claims.capture.readers.web_page import said_inside
from claims.incoming.html_parts import BLOCKS
from claims.incoming.markup import GONE, parsed, title_of, write
from claims.incoming.page import Page
from claims.incoming.types import Incoming

# What belongs to an article although it isn't its running text.
OF_ARTICLE = re.compile(
    r"by-?line|author|standfirst|\bdek\b|sub-?title|caption|pull-?quote|headline", re.IGNORECASE
)
ASIDE = frozenset({"nav", "footer", "aside", "form"})
LONG_LINE = 40
ROUND_IT = 3


def read(body: bytes) -> Incoming:
    """A file, in the encoding that it names itself. Raises NotKept."""
    return from_page(decoded(body, said_inside(body)))


def from_page(markup: str) -> Incoming:
    """The article's blocks: those that trafilatura finds, with headline, byline, captions and pull-quotes. What stands
    round it is dropped and told. A page in which it finds nothing is taken whole. Raises NotKept.
    """
    root = parsed(markup)
    if root is None:
        return Incoming("")
    page, title = Page(), title_of(root)
    main = trafilatura.extract(
        markup, output_format="txt", include_comments=False, include_tables=True, favor_recall=True
    )
    if main:
        for words in list(_cut(root, _lines(main))):
            page.drop("around", words)
    write(page, root)
    return page.incoming(title)


def _lines(main: str) -> frozenset[str]:
    lines = (" ".join(line.strip("-•| ").split()) for line in main.splitlines())
    return frozenset(line for line in lines if line)


def _cut(root: etree._Element, lines: frozenset[str]) -> Iterator[str]:
    """Take away every block that isn't the article's, with its words."""
    together = "\n".join(lines)
    kept: set[etree._Element] = set()
    others: list[tuple[etree._Element, str]] = []
    seen_headline = False
    for block in [one for one in root.iter() if _is_lowest(one)]:
        words = " ".join("".join(block.itertext()).split())
        if not words or any(up.tag in GONE for up in (block, *block.iterancestors())):
            continue
        headline = block.tag == "h1" and not seen_headline
        seen_headline = seen_headline or headline
        if headline or words in lines or (len(words) >= LONG_LINE and words in together):
            kept.add(block)
        elif not _belongs(block, words):
            others.append((block, words))
    if not kept:
        return
    for block, words in others:
        yield words
        _take_away(block)


def _is_lowest(element: etree._Element) -> bool:
    """Whether it is a block with no block in it."""
    return element.tag in BLOCKS and not any(one.tag in BLOCKS for one in element.iterdescendants())


def _belongs(block: etree._Element, words: str) -> bool:
    """Whether a block that isn't running text is the article's all the same: by its name, or as a caption."""
    around = [one for one, _ in zip(block.iterancestors(), range(ROUND_IT), strict=False)]
    if any(one.tag in ASIDE and not _is_named(one) for one in (block, *block.iterancestors())):
        return False
    if any(one.tag in ("figcaption", "blockquote") for one in (block, *around)):
        return True
    named = _is_named(block) or (bool(around) and _is_named(around[0])) or _has_named(block)
    return named and len(words) < 400


def _is_named(element: etree._Element) -> bool:
    says = (element.get(name) or "" for name in ("class", "itemprop", "rel", "id"))
    return bool(OF_ARTICLE.search(" ".join(says)))


def _has_named(block: etree._Element) -> bool:
    return any(isinstance(one.tag, str) and _is_named(one) for one in block.iterdescendants())


def _take_away(block: etree._Element) -> None:
    """Empty a block; what follows it stays."""
    tail = block.tail
    block.clear()
    block.tail = tail

"""Footnotes and comments in HTML: two links of which each leads to the other.

So write Word (`_ftnref1` and `_ftn1`, `_msoanchor_1` and `_msocom_1`), Google Docs (`ftnt_ref1` and `ftnt1`,
`cmnt_ref1` and `cmnt1`), LibreOffice (`sdfootnote1anc` and `sdfootnote1sym`) and what turns Markdown into HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from claims.incoming.types import COMMENT, FOOTNOTE

BODIES = frozenset({"p", "li", "div", "dd", "aside"})
WORD_BODY = re.compile(r"mso-element\s*:\s*(?:footnote|endnote|comment)\s*(?:;|$)", re.IGNORECASE)
OF_COMMENT = re.compile(r"cmnt|comment|msocom", re.IGNORECASE)
UPWARDS = 3


@dataclass(frozen=True, slots=True)
class LinkedNote:
    key: str
    kind: str
    text: str


@dataclass(slots=True)
class LinkedNotes:
    """The notes; the elements that refer to one, by their note's key; and those that hold one."""

    notes: list[LinkedNote] = field(default_factory=list)
    references: dict[etree._Element, str] = field(default_factory=dict)
    bodies: set[etree._Element] = field(default_factory=set)


def linked_notes(root: etree._Element) -> LinkedNotes:
    """All that are linked so, in the order of their references."""
    found = LinkedNotes()
    named = _named(root)
    for link in root.iter("a"):
        target = named.get((link.get("href") or "").removeprefix("#")) if _leads_here(link) else None
        own = _names(link)
        body = _body(target) if target is not None and own else None
        if body is None or body in found.bodies or _within(link, found.bodies) or _within(link, {body}):
            continue
        back = [one for one in body.iter("a") if _leads_here(one) and (one.get("href") or "")[1:] in own]
        if not back:
            continue
        key = link.get("href") or ""
        found.bodies.add(body)
        found.references[_reference(link)] = key
        found.notes.append(LinkedNote(key, _kind(key), "".join(_letters(body, back))))
    return found


def _named(root: etree._Element) -> dict[str, etree._Element]:
    found: dict[str, etree._Element] = {}
    for element in root.iter():
        if isinstance(element.tag, str):
            for name in {element.get("id"), element.get("name")} - {None, ""}:
                found.setdefault(str(name), element)
    return found


def _leads_here(link: etree._Element) -> bool:
    return (link.get("href") or "").startswith("#")


def _up(element: etree._Element, most: int = UPWARDS) -> Iterator[etree._Element]:
    """The element and those round it, so many at most."""
    one: etree._Element | None = element
    for _ in range(most):
        if one is None:
            return
        yield one
        one = one.getparent()


def _names(link: etree._Element) -> set[str]:
    """The names under which a link is reached: its own, or those of the small elements round it."""
    around = [one for one in _up(link) if one is link or one.tag in ("sup", "span", "a")]
    return {name for one in around for name in (one.get("id"), one.get("name")) if name}


def _body(target: etree._Element) -> etree._Element | None:
    """What holds a note: the paragraph or item of its name, or Word's box round it."""
    body = next((one for one in _up(target) if one.tag in BODIES), None)
    if body is None:
        return None
    boxed = (one for one in _up(body, 2) if one.tag == "div" and WORD_BODY.search(one.get("style") or ""))
    return next(boxed, body)


def _within(element: etree._Element, others: set[etree._Element]) -> bool:
    return any(one in others for one in element.iterancestors())


def _reference(link: etree._Element) -> etree._Element:
    """The link with the raised number or box that is there for it alone."""
    found = link
    for one in list(_up(link))[1:]:
        if one.tag in ("sup", "span") and "".join(one.itertext()).strip() == "".join(link.itertext()).strip():
            found = one
        else:
            break
    return found


def _kind(name: str) -> str:
    return COMMENT if OF_COMMENT.search(name) else FOOTNOTE


def _letters(body: etree._Element, without: list[etree._Element]) -> Iterator[str]:
    """A note's letters without the links that lead back, a line for each paragraph."""
    walk = etree.iterwalk(body, events=("start", "end"))
    for step, element in walk:
        if step == "start":
            if element in without or not isinstance(element.tag, str):
                walk.skip_subtree()
                continue
            yield " ".join((element.text or "").split("\n"))
        else:
            yield "\n" if element.tag in BODIES or element.tag == "br" else ""
            yield " ".join((element.tail or "").split("\n")) if element is not body else ""

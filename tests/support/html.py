"""HTML as a browser reads it: elements, what is in them, and what a form would send."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


@dataclass(slots=True)
class Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The `textContent`."""
        return "".join(one if isinstance(one, str) else one.text for one in self.inside)

    def __iter__(self) -> Iterator[Element]:
        """The element and all below it, in the order of the page."""
        yield self
        for one in self.inside:
            if isinstance(one, Element):
                yield from one

    def all(self, tag: str = "", **attributes: str) -> list[Element]:
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            one
            for one in self
            if (not tag or one.tag == tag)
            and all(one.attributes.get(name) == value for name, value in wanted.items())
        ]

    def by_id(self, name: str) -> Element:
        found = self.all(id=name)
        assert len(found) == 1, f"{len(found)} elements have the id {name}"
        return found[0]

    @property
    def values(self) -> dict[str, str]:
        """What a form in it would send: names and values; of boxes and buttons those that are chosen."""
        found = {}
        for one in self:
            name = one.attributes.get("name", "")
            if one.tag == "textarea":
                found[name] = one.text.removeprefix("\n")
            elif one.tag == "input" and one.attributes.get("type") in ("radio", "checkbox"):
                if "checked" in one.attributes:
                    found[name] = one.attributes.get("value", "on")
            elif one.tag == "input":
                found[name] = one.attributes.get("value", "")
            elif one.tag == "select":
                chosen = [option for option in one.all("option") if "selected" in option.attributes]
                found[name] = (chosen or one.all("option"))[0].attributes["value"]
        return {name: value for name, value in found.items() if name}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.top = Element("")
        self.open = [self.top]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.open[-1].tag, f"</{tag}> closes <{self.open[-1].tag}> at {self.getpos()}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def read(content: bytes | str) -> Element:
    """The page as a tree. Fails where an element isn't closed, or another one is."""
    reader = _Reader()
    reader.feed(content.decode() if isinstance(content, bytes) else content)
    reader.close()
    assert len(reader.open) == 1, f"<{reader.open[-1].tag}> is never closed"
    return reader.top


def words(part: Element) -> str:
    """All its text, each run of blanks one blank."""
    return " ".join(part.text.split())

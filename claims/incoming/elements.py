"""Small questions to elements of XML, whatever their namespaces."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from claims.capture.readers.xml import local


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of this name, whatever its namespace."""
    if element is None:
        return None
    return next((one for one in element if local(one) == name), None)


def attribute(element: etree._Element | None, name: str) -> str:
    """An attribute by its name without namespace; "" for none."""
    if element is None:
        return ""
    return next(
        (str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), ""
    )


def value(element: etree._Element | None, *path: str) -> str:
    """The `val` of a descendant by its path."""
    for name in path:
        element = child(element, name)
    return attribute(element, "val")


def up(element: etree._Element, to: etree._Element) -> Iterator[etree._Element]:
    """What lies round an element, up to another one."""
    for one in element.iterancestors():
        if one is to:
            return
        yield one

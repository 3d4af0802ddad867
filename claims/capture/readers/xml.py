"""Read XML that a stranger wrote: nothing is fetched, nothing is expanded."""

from __future__ import annotations

from lxml import etree

from claims.capture.errors import NotKept


def parsed(body: bytes) -> etree._Element:
    """The root. Raises NotKept where there is a document type (entities live there) or where it isn't XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError:
        raise NotKept("It can't be read: it may be damaged.") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise NotKept("It holds a document type, which such files never do: its text isn't read.")
    return root


def local(element: etree._Element) -> str:
    """An element's name without its namespace; "" for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""

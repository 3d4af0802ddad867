"""Fetch one page for evidence: within 15 seconds and 10 MB, from the public internet only."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

import httpcore2

from claims.capture import door as doors
from claims.capture.addresses import address_of
from claims.capture.door import Deadline, Door, Way, checked
from claims.capture.errors import NotKept
from claims.capture.links import Link, follow, link_of

SECONDS = 15.0
MOST_BYTES = 10_000_000
REDIRECTS = 5
MOST_HEADERS, HEADER_CHARACTERS = 200, 4_000
ASKS = {
    "User-Agent": "NewsroomDesk/1 (keeps a copy of a page as evidence)",
    "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
MOVED = (301, 302, 303, 307, 308)
MAY_PASS = (408, 425, 429, 500, 502, 503, 504)


@dataclass(frozen=True, slots=True)
class Page:
    """What came: `link` is where it came from after all redirects; `headers` as pairs, in their order."""

    link: Link
    status: int
    headers: list[tuple[str, str]] = field(repr=False)
    body: bytes = field(repr=False)

    def header(self, name: str) -> str:
        return header(self.headers, name)


def fetch(words: str, door: Door | None = None, *, seconds: float = SECONDS, most: int = MOST_BYTES) -> Page:
    """The page that a link leads to. Nobody's cookies, proxies or passwords are used.

    Raises NotKept, with a sentence for a reader. `most` is bytes, counted after decompression.
    """
    door, deadline = door or doors.PUBLIC, Deadline(seconds)
    link = link_of(words, door.ports)
    for _ in range(REDIRECTS + 1):
        page = _ask(link, door, deadline, most)
        if page.status not in MOVED:
            return _whole(page)
        link = follow(link, page.header("location"), door.ports)
    raise NotKept(f"The page leads on more than {REDIRECTS} times.")


def header(headers: Iterable[tuple[str, str]], name: str) -> str:
    """The first header of this name, in any case; "" where there is none."""
    return next((value for key, value in headers if key.lower() == name), "")


def _ask(link: Link, door: Door, deadline: Deadline, most: int) -> Page:
    """One question, one answer, on a connection of its own."""
    url = httpcore2.URL(
        scheme=link.scheme.encode(), host=link.host.encode(), port=link.port, target=link.target.encode()
    )
    headers = [("Host", link.authority), *ASKS.items()]
    with (
        told(deadline),
        pool_to(link, door, deadline) as pool,
        pool.stream("GET", url, headers=headers) as answer,
    ):
        found = _clean(answer.headers)
        if answer.status in MOVED and not header(found, "location"):
            raise NotKept("The page has moved, and doesn't say where to.")
        ok = 200 <= answer.status < 300
        coding = header(found, "content-encoding")
        body = b"".join(_decoded(answer.iter_stream(), coding, most)) if ok else b""
        return Page(link, answer.status, found, body)


@contextmanager
def told(deadline: Deadline) -> Iterator[None]:
    """Trouble on the way, in words for a reader. Raises NotKept."""
    try:
        yield
    except httpcore2.ProxyError as error:
        raise NotKept("The proxy doesn't let the page through.", passes=True) from error
    except (httpcore2.TimeoutException, httpcore2.NetworkError, httpcore2.ProtocolError) as error:
        deadline.left()
        raise NotKept(_trouble(error), passes=not _untrusted(error)) from error


def pool_to(link: Link, door: Door, deadline: Deadline) -> httpcore2.ConnectionPool:
    """The way to the page: straight, or by the door's proxy. Raises NotKept where a proxy is asked for what is plainly
    inside the house."""
    way = Way(door, deadline)
    if not door.proxy:
        return httpcore2.ConnectionPool(network_backend=way, ssl_context=door.trust)
    if address := address_of(link.host):
        checked(link.host, [address], door.is_allowed)
    elif "." not in link.host:
        raise NotKept("The link leads to an address that isn't on the public internet.")
    parts = urlsplit(door.proxy)
    who = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    port = f":{parts.port}" if parts.port else ""
    return httpcore2.HTTPProxy(
        proxy_url=f"{parts.scheme}://{parts.hostname}{port}",
        proxy_auth=who,
        network_backend=way,
        ssl_context=door.trust,
    )


def _whole(page: Page) -> Page:
    """The page, if it is one. Raises NotKept."""
    if 200 <= page.status < 300:
        if not page.body:
            raise NotKept("The site answered with nothing in it.")
        return page
    if page.status in (401, 402, 403, 407, 451):
        raise NotKept(f"The site doesn't show the page to everybody (it answered {page.status}).")
    if page.status in (404, 410):
        raise NotKept(f"There is no such page any more (the site answered {page.status}).")
    raise NotKept(f"The site answered {page.status} instead of a page.", passes=page.status in MAY_PASS)


def _untrusted(error: Exception) -> bool:
    """Whether the site's certificate was refused, which another try doesn't change."""
    return "CERTIFICATE_VERIFY_FAILED" in str(error)


def _trouble(error: Exception) -> str:
    if _untrusted(error):
        return "The site can't prove who it is: its certificate isn't valid."
    if isinstance(error, httpcore2.ConnectError | httpcore2.ConnectTimeout):
        return "The site can't be reached."
    return "The site broke off before the page was there."


def _clean(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[str, str]]:
    """Headers as text, without controls: names and values are whatever the site sent."""
    some = list(headers)[:MOST_HEADERS]
    return [(_printable(name), _printable(value)[:HEADER_CHARACTERS]) for name, value in some]


def _printable(words: bytes) -> str:
    return "".join(letter for letter in words.decode("latin-1") if letter.isprintable())


def _decoded(raw: Iterable[bytes], coding: str, most: int) -> Iterator[bytes]:
    """The body as it is meant to be read. Never holds more than `most` bytes of it, whatever it unpacks to."""
    coding = coding.strip().lower()
    if coding not in ("", "identity", "gzip", "x-gzip"):
        raise NotKept("The site sent the page in a form that it wasn't asked for.")
    came = unpacked = 0
    member = zlib.decompressobj(wbits=31) if "gzip" in coding else None
    for piece in raw:
        came += len(piece)
        _within(came, most)
        if member is None:
            yield piece
            continue
        while piece:
            if member.eof:  # one file of several packed ones in a row
                member = zlib.decompressobj(wbits=31)
            try:
                out = member.decompress(piece, most + 1 - unpacked)
            except zlib.error:
                raise NotKept("The site sent a page that can't be unpacked.", passes=True) from None
            unpacked += len(out)
            _within(unpacked, most)
            yield out
            piece = member.unused_data or member.unconsumed_tail
    if member is not None and came and not member.eof:
        raise NotKept("The site broke off before the page was there.", passes=True)


def _within(size: int, most: int) -> None:
    if size > most:
        raise NotKept(f"The page is larger than {most // 1_000_000} MB.")

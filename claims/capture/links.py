"""A link, read strictly: what is asked, at which host and port. No network here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

import idna

from claims.capture.addresses import address_of
from claims.capture.errors import NotKept

PORTS = {"http": 80, "https": 443}
USUAL_PORTS = frozenset({80, 443, 8080, 8443})
LINK_CHARACTERS = 2_000
# A last part that is a number makes a host an address (WHATWG URL): 0x7f.1, 2130706433, 0177.0.0.1.
NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)\Z", re.IGNORECASE)
BRACKETED = re.compile(r"\[[0-9a-f:.]+\](?::\d*)?\Z", re.IGNORECASE)
# Left as they stand in a path or query: what is allowed there, and what is escaped already.
KEPT_AS_IT_IS = "!#$%&'()*+,/:;=?@[]~"


@dataclass(frozen=True, slots=True)
class Link:
    """`host` as it goes on the wire: a name in ASCII or an address without brackets. `target`: path and query."""

    scheme: str
    host: str
    port: int
    target: str

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"

    @property
    def authority(self) -> str:
        """The host as a Host header has it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def link_of(words: str, ports: frozenset[int] = USUAL_PORTS) -> Link:
    """The link that these words are. Raises NotKept for whatever isn't a plain link to a page on the web."""
    words = words.strip()
    if len(words) > LINK_CHARACTERS:
        raise NotKept("The link is too long.")
    try:
        parts = urlsplit(words)
        port, host, user = parts.port, parts.hostname or "", parts.username
    except ValueError:
        raise NotKept("The link can't be read: look whether it is whole.") from None
    if re.search(r"[\[\]]", parts.netloc) and not BRACKETED.match(parts.netloc):
        raise NotKept("The link's address can't be read.")
    if parts.scheme not in PORTS:
        raise NotKept("Only pages with http:// or https:// are fetched.")
    if user is not None or "@" in parts.netloc:
        raise NotKept("The link holds a user name: leave it out.")
    port = PORTS[parts.scheme] if port is None else port
    if port not in ports:
        raise NotKept(f"The link asks at port {port}, where no web pages are.")
    target = quote(parts.path or "/", safe=KEPT_AS_IT_IS)
    target += f"?{quote(parts.query, safe=KEPT_AS_IT_IS)}" if parts.query else ""
    link = Link(parts.scheme, _host(host), port, target)
    if len(str(link)) > LINK_CHARACTERS:
        raise NotKept("The link is too long.")
    return link


def follow(link: Link, location: str, ports: frozenset[int] = USUAL_PORTS) -> Link:
    """Where a redirect leads to, read as strictly as the first link."""
    try:
        onward = urljoin(str(link), location.strip())
    except ValueError:
        raise NotKept("The page leads on to a link that can't be read.") from None
    return link_of(onward, ports)


def _host(host: str) -> str:
    if ":" in host:
        address = address_of(host)
        if address is None or "%" in host:
            raise NotKept("The link's address can't be read.")
        return str(address)
    try:
        name = idna.encode(host.rstrip("."), uts46=True).decode().lower() if host else ""
    except idna.IDNAError:
        name = host.lower().rstrip(".") if re.fullmatch(r"[A-Za-z0-9._-]+", host) else ""
    if not name or any(not 0 < len(part) < 64 for part in name.split(".")):
        raise NotKept("The link names no host that there can be.")
    if address_of(name) is None and NUMBER.match(name.rsplit(".", 1)[-1]):
        raise NotKept("The link's address is written in an unusual way.")
    return name

"""The one door by which the product goes out: a name is resolved, every address checked, a checked one connected to."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from ssl import SSLContext
from typing import Any

import httpcore2

from claims.capture.addresses import Address, address_of, is_public
from claims.capture.errors import NotKept
from claims.capture.links import USUAL_PORTS

Resolve = Callable[[str, int], list[Address]]
CONNECT_SECONDS = 5.0
MOST_ADDRESSES = 8


def resolve(host: str, port: int) -> list[Address]:
    """All addresses of a host, as the system's resolver has them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [ip_address(str(one[4][0])) for one in found]


@dataclass(frozen=True, slots=True)
class Door:
    """What is asked on the way out. Only tests make another one than PUBLIC, or PUBLIC by way of a proxy.

    `proxy`: the address of an HTTP proxy, "" for none. By way of one no name is resolved here, so that nobody's
    resolver learns what is looked at; that a name leads to nothing inside the house is then the proxy's to see to.
    """

    resolve: Resolve = resolve
    is_allowed: Callable[[Address], bool] = is_public
    ports: frozenset[int] = USUAL_PORTS
    trust: SSLContext | None = None  # None: the system's authorities
    proxy: str = ""


PUBLIC = Door()


class Deadline:
    """A moment after which nothing waits any more, whatever the other side does."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._until = time.monotonic() + seconds

    def left(self, most: float | None = None) -> float:
        """Seconds that are left, `most` at most. Raises NotKept when there are none."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise NotKept(f"The site took longer than {self.seconds:g} seconds.", passes=True)
        return left if most is None else min(left, most)


class Way(httpcore2.NetworkBackend):
    """httpcore's network, of ours: a name is resolved once, and what was checked is what is connected to."""

    def __init__(self, door: Door, deadline: Deadline) -> None:
        self.door, self.deadline = door, deadline
        self._inner = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """A stream to the first checked address that answers. Raises NotKept where one of them isn't public."""
        allowed = _any if self.door.proxy else self.door.is_allowed  # a proxy is the one host connected to
        addresses = checked(host, self._addresses(host, port), allowed)
        for number, address in enumerate(addresses, start=1):
            left = self.deadline.left(CONNECT_SECONDS)
            try:
                stream = self._inner.connect_tcp(str(address), port, timeout=left)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                if number == len(addresses):
                    raise
            else:
                return _Stream(stream, self.deadline)
        raise AssertionError("checked() never answers with nothing")

    def _addresses(self, host: str, port: int) -> list[Address]:
        """What the host is itself, or what the resolver says: in a thread of its own, since it knows no time limit."""
        if address := address_of(host):
            return [address]
        found: list[Address] = []
        trouble: list[OSError | UnicodeError | ValueError] = []

        def ask() -> None:
            try:
                found.extend((resolve if self.door.proxy else self.door.resolve)(host, port))
            except (OSError, UnicodeError, ValueError) as error:
                trouble.append(error)

        thread = threading.Thread(target=ask, name="resolver", daemon=True)
        thread.start()
        thread.join(self.deadline.left())
        if trouble:
            unknown = isinstance(trouble[0], socket.gaierror) and trouble[0].errno == socket.EAI_NONAME
            raise NotKept(f"There is no site called {host}.", passes=not unknown)
        self.deadline.left()
        return found


def _any(address: Address) -> bool:
    return True


def checked(host: str, addresses: list[Address], is_allowed: Callable[[Address], bool]) -> list[Address]:
    """The addresses once each, if every one is allowed. Raises NotKept."""
    if not addresses:
        raise NotKept(f"There is no site called {host}.", passes=True)
    if not all(map(is_allowed, addresses)):
        raise NotKept("The link leads to an address that isn't on the public internet.")
    return list(dict.fromkeys(addresses))[:MOST_ADDRESSES]


class _Stream(httpcore2.NetworkStream):
    """A stream of which each step ends by the deadline: a site that drips can't hold the worker."""

    def __init__(self, inner: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._inner, self._deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left())

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._inner.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        stream = self._inner.start_tls(ssl_context, server_hostname, self._deadline.left())
        return _Stream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)

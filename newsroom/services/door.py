"""The web's listening socket: opened by the supervisor, so that it outlives a restart of the web process."""

import contextlib
import ipaddress
import socket
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException

from newsroom.services.errors import CannotStart

PORTS_TRIED = 100


@contextlib.contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A listening socket on this port or the next that is free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for number in range(port, min(port + PORTS_TRIED, 65536)):
        try:
            door = socket.create_server((host, number), family=family, backlog=128)
        except OSError as error:
            reason = error.strerror
            continue
        with door:
            yield door
            return
    raise CannotStart(f"No port from {port} on could be opened on {host}: {reason}.")


def serves(door: socket.socket) -> bool:
    """Whether the web process answers behind this socket, with anything but a server's error."""
    host, port = door.getsockname()[:2]
    local = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  # nosec B104  # compared, not bound
    connection = HTTPConnection(local, port, timeout=5)
    try:
        connection.request("GET", "/readyz", headers={"Host": "localhost"})
        return connection.getresponse().status < 500
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach that address."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def shown_host(host: str) -> str:
    """The host as it goes into an address."""
    return f"[{host}]" if ":" in host else host

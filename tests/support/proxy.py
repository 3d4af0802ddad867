"""An HTTP proxy of one's own: it notes what it is asked for, and leads all of it to one server on this machine."""

from __future__ import annotations

import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


class Proxy:
    """`asked`: what it was asked for, method and target; `passwords`: what came with it."""

    def __init__(self, to: int, refuses: bool = False) -> None:
        self.asked: list[str] = []
        self.passwords: list[str] = []
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            def _note(self) -> None:
                proxy.asked.append(f"{self.command} {self.path}")
                proxy.passwords.append(self.headers.get("Proxy-Authorization", ""))
                self.close_connection = True

            def do_CONNECT(self) -> None:
                self._note()
                if refuses:
                    self.send_error(403)
                    return
                with socket.create_connection(("127.0.0.1", to), 10) as onward:
                    self.send_response(200)
                    self.end_headers()
                    _join(self.connection, onward)

            def do_GET(self) -> None:
                self._note()
                link = urlsplit(self.path)
                inner = HTTPConnection("127.0.0.1", to, timeout=10)
                inner.request("GET", link.path, headers={"Host": link.netloc})
                answer = inner.getresponse()
                body = answer.read()
                self.send_response(answer.status)
                for name in ("Content-Type", "Location"):
                    if name in answer.headers:
                        self.send_header(name, answer.headers[name])
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = int(self.server.server_address[1])

    @property
    def url(self) -> str:
        return f"http://desk:pass%20word@127.0.0.1:{self.port}"


def _join(one: socket.socket, other: socket.socket) -> None:
    """Carry bytes both ways until either side is done."""
    while True:
        ready, _, _ = select.select([one, other], [], [], 10)
        if not ready:
            return
        for side in ready:
            if not (piece := side.recv(65536)):
                return
            (other if side is one else one).sendall(piece)


@contextmanager
def proxy(to: int, *, refuses: bool = False) -> Iterator[Proxy]:
    """A proxy that leads to this port of this machine, whatever it is asked for."""
    running = Proxy(to, refuses)
    thread = threading.Thread(target=running.server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield running
    finally:
        running.server.shutdown()
        running.server.server_close()
        thread.join()

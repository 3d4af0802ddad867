"""A web of one's own: a real HTTP server on this machine, and a door that lets its one address through."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

from claims.capture.addresses import Address, is_public
from claims.capture.door import Door
from claims.capture.links import USUAL_PORTS

HERE = ip_address("127.0.0.1")
Headers = dict[str, str]


class Web:
    """Pages by path. What asked is kept in `asked`: path and headers; what was sent in `posted`, with its body."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.pages: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {}
        self.asked: list[tuple[str, Headers]] = []
        self.posted: list[tuple[str, Headers, bytes]] = []
        web = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                web.asked.append((self.path, dict(self.headers)))
                self.close_connection = True
                page = web.pages.get(self.path.split("?")[0])
                if page is None:
                    self.send_error(404)
                else:
                    page(self)

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                web.posted.append((self.path, dict(self.headers), body))
                self.do_GET()

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.scheme = "https" if context else "http"
        if context:
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.port = int(self.server.server_address[1])

    def url(self, path: str = "/", host: str = "paper.example") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    def page(
        self,
        path: str,
        body: bytes = b"",
        *,
        status: int = 200,
        media_type: str = "text/html; charset=utf-8",
        **headers: str,
    ) -> str:
        """Put a page there; its address."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in {"Content-Type": media_type, **headers}.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)

        self.pages[path] = answer
        return self.url(path)

    def moved(self, path: str, to: str, status: int = 302) -> str:
        return self.page(path, status=status, Location=to)

    def door(self, trust: ssl.SSLContext | None = None, **names: list[str]) -> Door:
        """A way out on which this server's address counts as public. `names` resolve to something else."""

        def resolve(host: str, port: int) -> list[Address]:
            return [ip_address(one) for one in names.get(host.replace(".", "_"), ["127.0.0.1"])]

        return Door(resolve, lambda one: one == HERE or is_public(one), USUAL_PORTS | {self.port}, trust)


@contextmanager
def web(context: ssl.SSLContext | None = None) -> Iterator[Web]:
    running = Web(context)
    thread = threading.Thread(target=running.server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield running
    finally:
        running.server.shutdown()
        running.server.server_close()
        thread.join()

"""Fetching a page from a real server: what is asked, what is taken, and what a hostile one can't do."""

from __future__ import annotations

import gzip
import ssl
import threading
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest
import trustme

from claims.capture.errors import NotKept
from claims.capture.fetch import REDIRECTS, Page, fetch
from tests.support.web import Web, web


@pytest.fixture
def site() -> Iterator[Web]:
    with web() as running:
        yield running


def get(site: Web, path: str = "/", **more: float) -> Page:
    return fetch(site.url(path), site.door(), **more)  # type: ignore[arg-type]


def refused(site: Web, path: str = "/", **more: float) -> NotKept:
    with pytest.raises(NotKept) as error:
        get(site, path, **more)
    assert str(error.value).endswith(".")
    return error.value


def test_a_page_comes_with_its_status_headers_and_last_address(site: Web) -> None:
    site.moved("/old", "/new?a=1", status=301)
    site.page("/new", b"<p>Hello</p>", X_Twice="one")
    page = get(site, "/old")
    assert (page.status, page.body, str(page.link)) == (200, b"<p>Hello</p>", site.url("/new?a=1"))
    assert page.header("CONTENT-type".lower()) == "text/html; charset=utf-8"
    assert ("X-Twice", "one") in page.headers


def test_what_is_asked_is_honest_and_carries_nothing_of_ours(
    site: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    site.page("/", b"one", Set_Cookie="who=me; Path=/")
    site.moved("/first", "/", status=307)
    get(site, "/first")
    assert [path for path, _ in site.asked] == ["/first", "/"]
    for _, headers in site.asked:
        assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
        assert headers["User-Agent"].startswith("NewsroomDesk/")


def test_so_many_redirects_and_no_more(site: Web) -> None:
    for number in range(REDIRECTS + 1):
        site.moved(f"/{number}", f"/{number + 1}")
    site.page(f"/{REDIRECTS}", b"there")
    assert get(site, "/0").body == b"there"
    site.moved(f"/{REDIRECTS}", "/0")
    assert "leads on more than" in str(refused(site, "/0"))
    site.page("/nowhere", status=302)
    assert "doesn't say where" in str(refused(site, "/nowhere"))


@pytest.mark.parametrize(
    ("status", "words", "passes"),
    [
        (401, "doesn't show the page to everybody", False),
        (403, "doesn't show the page to everybody", False),
        (404, "no such page any more", False),
        (410, "no such page any more", False),
        (418, "answered 418", False),
        (429, "answered 429", True),
        (500, "answered 500", True),
        (503, "answered 503", True),
        (204, "nothing in it", False),
    ],
)
def test_what_is_no_page(site: Web, status: int, words: str, passes: bool) -> None:
    site.page("/", b"" if status == 204 else b"Sorry", status=status)
    error = refused(site)
    assert words in str(error)
    assert error.passes is passes


def test_ten_megabytes_and_no_more(site: Web) -> None:
    site.page("/", b"x" * 1_000)
    assert len(get(site, most=1_000).body) == 1_000
    assert "larger than" in str(refused(site, most=999))


def test_an_endless_page_is_left(site: Web) -> None:
    sent = 0

    def endless(handler: BaseHTTPRequestHandler) -> None:
        nonlocal sent
        handler.send_response(200)
        handler.end_headers()
        while sent < 100_000_000:
            handler.wfile.write(b"x" * 100_000)
            sent += 100_000

    site.pages["/"] = endless
    assert "larger than 1 MB" in str(refused(site, most=1_000_000))
    assert sent < 100_000_000


def packed(body: bytes) -> bytes:
    return gzip.compress(body, compresslevel=9, mtime=0)


def test_a_packed_page_is_unpacked(site: Web) -> None:
    site.page("/", packed(b"one, ") + packed(b"two"), Content_Encoding="gzip")
    assert get(site).body == b"one, two"


def test_a_packed_bomb_is_never_unpacked_whole(site: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """200 MB in 200 KB: what was ever unpacked of it is counted, and it's no more than is taken."""
    came = 0
    real = zlib.decompressobj

    class Counting:
        def __init__(self, wbits: int) -> None:
            self.inner = real(wbits=wbits)

        def decompress(self, piece: bytes, most: int) -> bytes:
            nonlocal came
            out = self.inner.decompress(piece, most)
            came += len(out)
            return out

        def __getattr__(self, name: str) -> object:
            return getattr(self.inner, name)

    squeeze = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(squeeze.compress(b"\0" * 1_000_000) for _ in range(200)) + squeeze.flush()
    assert len(bomb) < 250_000
    monkeypatch.setattr("claims.capture.fetch.zlib.decompressobj", Counting)
    site.page("/", bomb, Content_Encoding="gzip")
    assert "larger than 10 MB" in str(refused(site))
    assert 0 < came <= 10_000_001


@pytest.mark.parametrize("coding", ["br", "zstd", "deflate", "gzip, gzip", "compress", "what"])
def test_a_coding_that_was_not_asked_for(site: Web, coding: str) -> None:
    site.page("/", b"anything", Content_Encoding=coding)
    assert "wasn't asked for" in str(refused(site))


@pytest.mark.parametrize("body", [b"no gzip at all", packed(b"whole")[:-5], packed(b"x" * 100)[:20]])
def test_a_packed_page_that_is_broken(site: Web, body: bytes) -> None:
    site.page("/", body, Content_Encoding="gzip")
    assert refused(site).passes


def raw(site: Web, *pieces: bytes, hold: threading.Event | None = None) -> None:
    """A server that sends these bytes as they are, and then waits or closes."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        for piece in pieces:
            handler.wfile.write(piece)
            handler.wfile.flush()
        if hold:
            hold.wait(30)

    site.pages["/"] = answer


OK = b"HTTP/1.1 200 OK\r\n"
HOSTILE = {
    "no HTTP": [b"SSH-2.0-OpenSSH_9.2\r\n\r\n"],
    "nothing": [b""],
    "half a head": [b"HTTP/1.1 200 OK\r\nContent-"],
    "an endless head": [OK + b"X: " + b"y" * 2_000_000 + b"\r\n\r\n"],
    "many headers": [OK + b"".join(b"X-%d: y\r\n" % one for one in range(100_000)) + b"\r\n"],
    "a header over two lines": [OK + b"X: a\x00b\r\n\r\nhello"],
    "two lengths": [OK + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"],
    "less than it said": [OK + b"Content-Length: 100\r\n\r\nab"],
    "no length at all": [OK + b"Content-Length: -1\r\n\r\nab"],
    "broken chunks": [OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n0\r\n\r\n"],
    "a moved page to nowhere": [b"HTTP/1.1 302 Found\r\nLocation: http://[\r\n\r\n"],
    "a moved page inside": [b"HTTP/1.1 302 Found\r\nLocation: //169.254.169.254/latest\r\n\r\n"],
    "another protocol": [b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"],
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_answers(site: Web, name: str) -> None:
    raw(site, *HOSTILE[name])
    assert str(refused(site))


def test_strange_headers_are_kept_without_what_cannot_be_shown(site: Web) -> None:
    raw(site, OK + b"X-Odd: caf\xe9 \xe2\x80\xae<script>\r\nX-Tab: a\tb\r\nContent-Length: 2\r\n\r\nhi")
    page = get(site)
    assert page.body == b"hi"
    assert page.header("x-odd") == "café â®<script>"
    assert all(letter.isprintable() for pair in page.headers for words in pair for letter in words)


@pytest.mark.parametrize(
    "pieces",
    [
        pytest.param([], id="silence"),
        pytest.param([b"HTTP/1.1 200 OK\r\n"], id="half a head"),
        pytest.param([OK + b"Content-Length: 5\r\n\r\nab"], id="half a body"),
    ],
)
def test_a_site_that_stops_is_left_at_the_deadline(site: Web, pieces: list[bytes]) -> None:
    hold = threading.Event()
    raw(site, *pieces, hold=hold)
    try:
        error = refused(site, seconds=0.3)
    finally:
        hold.set()
    assert "took longer than 0.3 seconds" in str(error) and error.passes


@pytest.mark.parametrize("head", [OK + b"X-Slow: ", OK + b"Content-Length: 1000\r\n\r\n"])
def test_a_site_that_drips_is_left_at_the_deadline(site: Web, head: bytes) -> None:
    """Each byte comes well within any pause that a socket would be given; all of them together never would."""
    over, sent = threading.Event(), 0

    def drip(handler: BaseHTTPRequestHandler) -> None:
        nonlocal sent
        handler.wfile.write(head)
        while sent < 1_000 and not over.wait(0.02):
            handler.wfile.write(b"x")
            sent += 1

    site.pages["/"] = drip
    try:
        assert "took longer" in str(refused(site, seconds=0.4))
    finally:
        over.set()
    assert 0 < sent < 1_000


def test_a_resolver_that_never_answers_is_left_at_the_deadline(site: Web) -> None:
    hold = threading.Event()
    door = site.door()

    def silent(host: str, port: int) -> list[object]:
        hold.wait(30)
        return []

    try:
        with pytest.raises(NotKept, match="took longer"):
            fetch(site.url(), type(door)(silent, door.is_allowed, door.ports), seconds=0.2)  # type: ignore[arg-type]
    finally:
        hold.set()


def test_a_port_where_nobody_listens() -> None:
    with web() as gone:
        url, door = gone.url(), gone.door()
    with pytest.raises(NotKept, match="can't be reached") as error:
        fetch(url, door)
    assert error.value.passes


def test_another_address_is_tried_where_the_first_does_not_answer(site: Web) -> None:
    site.page("/", b"here")
    door = site.door(paper_example=["127.0.0.2", "127.0.0.1"])
    both = type(door)(door.resolve, lambda address: True, door.ports)
    assert fetch(site.url(), both).body == b"here"


class Authority:
    """An authority of one's own, a server that it vouches for, and what trusts it."""

    def __init__(self) -> None:
        self.ca = trustme.CA()
        self.trust = ssl.create_default_context()
        self.ca.configure_trust(self.trust)

    def server(self, *names: str) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.ca.issue_cert(*names).configure_cert(context)
        return context


def test_https_is_proven_for_the_name_though_an_address_is_connected_to() -> None:
    authority = Authority()
    names: list[str | None] = []
    context = authority.server("paper.example")
    context.sni_callback = lambda _, name, __: names.append(name)  # type: ignore[assignment]
    with web(context) as site:
        site.page("/", b"safe")
        assert fetch(site.url(), site.door(authority.trust)).body == b"safe"
    assert names == ["paper.example"]


def test_a_certificate_for_another_name_or_from_nobody_known_is_refused() -> None:
    authority = Authority()
    with web(authority.server("other.example", "127.0.0.1")) as site:
        site.page("/", b"secret")
        for trust in (authority.trust, None):
            with pytest.raises(NotKept, match="can't prove who it is") as error:
                fetch(site.url(), site.door(trust))
            assert not error.value.passes
        assert site.asked == []


def test_nothing_is_kept_of_one_page_for_the_next(site: Web) -> None:
    site.page("/", b"one")
    first, second = get(site), get(site)
    assert first.body == second.body and first is not second
    assert len(site.asked) == 2

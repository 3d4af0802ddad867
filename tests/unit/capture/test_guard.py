"""The fetch guard: nothing but the public internet is ever asked."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.capture.addresses import Address, is_public
from claims.capture.door import PUBLIC, Door, checked
from claims.capture.errors import NotKept
from claims.capture.fetch import fetch
from claims.capture.links import follow, link_of
from tests.support.web import Web, web


@pytest.fixture
def site() -> Iterator[Web]:
    with web() as running:
        yield running


PUBLIC_ONES = ["8.8.8.8", "93.184.215.14", "1.1.1.1", "2606:4700:4700::1111", "2a00:1450:4001:80f::200e"]
NOT_PUBLIC = {
    "loopback": "127.0.0.1 127.255.255.254 ::1",
    "private": "10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 fc00::1 fd12:3456::1",
    "link-local": "169.254.169.254 169.254.0.1 fe80::1 febf::1",
    "carrier's own": "100.64.0.1 100.127.255.255",
    "this network": "0.0.0.0 0.1.2.3 ::",
    "protocols": "192.0.0.1 192.0.0.8 192.88.99.1 2001::1 2001:10::1 2001:20::1",
    "documents": "192.0.2.1 198.51.100.1 203.0.113.1 2001:db8::1 3fff::1",
    "measuring": "198.18.0.1 198.19.255.255",
    "multicast": "224.0.0.1 239.255.255.255 ff02::1 ff0e::1",
    "reserved": "240.0.0.1 255.255.255.255 4000::1 5f00::1 fec0::1",
    "mapped": "::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:8.8.8.8 ::127.0.0.1 ::8.8.8.8",
    "translated": "64:ff9b::7f00:1 64:ff9b::808:808 64:ff9b:1::1 ::ffff:0:127.0.0.1",
    "6to4": "2002:7f00:1::1 2002:808:808::1",
    "Teredo": "2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:0::1",
    "ISATAP": "2606:4700::5efe:127.0.0.1 2606:4700::200:5efe:10.0.0.1",
    "with a zone": "fe80::1%eth0 2606:4700::1%eth0",
}


@pytest.mark.parametrize("words", PUBLIC_ONES)
def test_public_addresses(words: str) -> None:
    assert is_public(ip_address(words))


@pytest.mark.parametrize(
    "words",
    [pytest.param(one, id=f"{why}-{one}") for why, many in NOT_PUBLIC.items() for one in many.split()],
)
def test_addresses_that_are_not_public(words: str) -> None:
    assert not is_public(ip_address(words))


@given(st.ip_addresses(v=4).filter(lambda one: not one.is_global))
def test_what_python_calls_not_global_is_never_public(address: Address) -> None:
    assert not is_public(address)


@given(st.ip_addresses(v=4))
def test_no_ipv4_address_is_public_inside_an_ipv6_one(address: Address) -> None:
    for words in ("::ffff:{}", "::ffff:0:{}", "64:ff9b::{}", "2606:4700::5efe:{}"):
        assert not is_public(ip_address(words.format(address)))
    assert not is_public(ip_address((0x2002 << 112) | (int(address) << 80) | 1))


STRANGE = [
    "http://2130706433/",
    "http://017700000001/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://127.0.1/",
    "http://10.1/",
    "http://①②⑦.0x0.1/",
    "http://1.2.3.4.5/",
    "http://256.256.256.256/",
    "http://paper.example.0x7f/",
    "http://[::1%25lo]/",
    "http://[::1]]/",
    "http://[1:2]/",
    "http://[v1.a]/",
]
NO_LINKS = [
    "",
    "paper.example",
    "//paper.example/",
    "ftp://paper.example/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:6379/_INFO",
    "javascript:alert(1)",
    "data:text/html,hello",
    "http:///path",
    "http://",
    "http://user@paper.example/",
    "http://user:word@paper.example/",
    "http://:@paper.example/",
    "http://paper.example@127.0.0.1/",
    "http://paper.example:22/",
    "http://paper.example:6379/",
    "http://paper.example:0/",
    "http://paper.example:99999/",
    "http://paper.example:port/",
    "http://paper..example/",
    f"http://{'a' * 64}.example/",
    "http://paper.example/" + "a" * 2_000,
    "http://paper.example/" + "ä" * 1_000,
    "http://pa\x00per.example/",
    "http://paper .example/",
    "http://paper.example\\@127.0.0.1/",
]


@pytest.mark.parametrize("words", [*STRANGE, *NO_LINKS])
def test_links_that_are_refused_unasked(words: str) -> None:
    """No resolver is asked about them, and nothing is connected to."""

    asked: list[str] = []

    def resolve(host: str, port: int) -> list[Address]:
        asked.append(host)
        return []

    with pytest.raises(NotKept) as refused:
        fetch(words, Door(resolve=resolve))
    assert asked == []
    assert str(refused.value).endswith(".") and not refused.value.passes


@pytest.mark.parametrize(
    ("words", "authority", "target"),
    [
        ("http://Paper.Example", "paper.example", "/"),
        ("https://paper.example:443/a b?c=d e#part", "paper.example", "/a%20b?c=d%20e"),
        ("https://paper.example:8443/ä%20?q=%C3%A4", "paper.example:8443", "/%C3%A4%20?q=%C3%A4"),
        ("http://bücher.example/", "xn--bcher-kva.example", "/"),
        ("http://paper.example./", "paper.example", "/"),
        ("http://[2606:4700::1111]/", "[2606:4700::1111]", "/"),
        ("http://under_score.example/", "under_score.example", "/"),
        ("  http://paper.example/\r\nX: y", "paper.example", "/X:%20y"),
    ],
)
def test_a_link_is_read_strictly(words: str, authority: str, target: str) -> None:
    link = link_of(words)
    assert (link.authority, link.target) == (authority, target)


LOCAL = [one for many in NOT_PUBLIC.values() for one in many.split() if "%" not in one]


@pytest.mark.parametrize("words", LOCAL)
def test_an_address_in_the_link_is_checked(words: str) -> None:
    host = f"[{words}]" if ":" in words else words
    with pytest.raises(NotKept, match="isn't on the public internet"):
        fetch(f"http://{host}/")


def test_names_of_this_machine_are_refused_by_the_real_resolver() -> None:
    for host in ("localhost", socket.gethostname()):
        with pytest.raises(NotKept):
            fetch(f"http://{host}/", PUBLIC)


def test_one_private_address_among_public_ones_refuses_all() -> None:
    several = [ip_address("8.8.8.8"), ip_address("10.0.0.1"), ip_address("1.1.1.1")]
    with pytest.raises(NotKept, match="public internet"):
        checked("paper.example", several, is_public)
    assert checked("paper.example", several[::2], is_public) == several[::2]


def test_a_name_with_no_address_is_said_to_be_none() -> None:
    with pytest.raises(NotKept, match="no site called nobody") as refused:
        fetch("http://nobody.example/", Door(resolve=lambda host, port: []))
    assert refused.value.passes


def test_an_unknown_name_will_not_be_known_later_and_a_resolver_in_trouble_may() -> None:
    def unknown(host: str, port: int) -> list[Address]:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    def in_trouble(host: str, port: int) -> list[Address]:
        raise socket.gaierror(socket.EAI_AGAIN, "later")

    for resolve, passes in ((unknown, False), (in_trouble, True)):
        with pytest.raises(NotKept) as refused:
            fetch("http://nobody.example/", Door(resolve=resolve))
        assert refused.value.passes is passes


def test_rebinding_a_name_is_resolved_once_and_the_checked_address_is_connected_to(site: Web) -> None:
    """A resolver that answers with something else the second time is never asked a second time."""
    asked: list[str] = []

    def two_faced(host: str, port: int) -> list[Address]:
        asked.append(host)
        return [ip_address("127.0.0.1" if len(asked) == 1 else "169.254.169.254")]

    site.page("/", b"<p>the page</p>")
    page = fetch(site.url(), Door(two_faced, site.door().is_allowed, site.door().ports))
    assert page.body == b"<p>the page</p>"
    assert asked == ["paper.example"]
    assert site.asked[0][1]["Host"] == f"paper.example:{site.port}"


def test_rebinding_each_redirect_is_resolved_and_checked_anew(site: Web) -> None:
    asked: list[str] = []

    def two_faced(host: str, port: int) -> list[Address]:
        asked.append(host)
        return [ip_address("127.0.0.1" if len(asked) == 1 else "169.254.169.254")]

    site.moved("/", "/again")
    site.page("/again", b"secret")
    with pytest.raises(NotKept, match="public internet"):
        fetch(site.url(), Door(two_faced, site.door().is_allowed, site.door().ports))
    assert [path for path, _ in site.asked] == ["/"]


@pytest.mark.parametrize("words", [one for one in LOCAL if one != "127.0.0.1"])
def test_a_redirect_to_an_address_that_is_not_public(site: Web, words: str) -> None:
    host = f"[{words}]" if ":" in words else words
    site.moved("/", f"http://{host}/")
    with pytest.raises(NotKept, match="isn't on the public internet"):
        fetch(site.url(), site.door())
    assert len(site.asked) == 1


@pytest.mark.parametrize(
    "words", [one for one in (*STRANGE, *NO_LINKS) if ":" in one and len(one) > 7 and "///" not in one]
)
def test_a_redirect_to_what_is_no_link(site: Web, words: str) -> None:
    link = link_of(site.url(), site.door().ports)
    with pytest.raises(NotKept):
        follow(link, words, site.door().ports)


def test_a_redirect_to_a_name_that_leads_inside(site: Web) -> None:
    site.moved("/", f"http://inside.example:{site.port}/")
    site.page("/inside", b"secret")
    with pytest.raises(NotKept, match="public internet"):
        fetch(site.url(), site.door(inside_example=["10.0.0.7"]))


def test_the_way_out_is_public_only_unless_a_caller_says_otherwise(site: Web) -> None:
    """No setting opens the door: the one of production is a constant, and it refuses the server that is there."""
    site.page("/", b"secret")
    with pytest.raises(NotKept, match="port"):
        fetch(site.url(host="127.0.0.1"))
    with pytest.raises(NotKept, match="public internet"):
        fetch(site.url(host="127.0.0.1"), Door(ports=site.door().ports))
    assert Door() == PUBLIC and PUBLIC.is_allowed is is_public and site.asked == []

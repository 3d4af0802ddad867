"""Which words may become a link in a file: addresses of the web, and nothing that only looks like one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.exports.addresses import LONGEST, link_to
from tests.support.hostile import CONTROLS, HOSTILE
from tests.support.properties import unhurried


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://port.example/a.pdf?x=1&y=%20#p", "https://port.example/a.pdf?x=1&y=%20#p"),
        ("http://port.example", "http://port.example"),
        ("HTTPS://PORT.example:8443/", "HTTPS://PORT.example:8443/"),
        ("https://port.example/Brücke/桥", "https://port.example/Br%C3%BCcke/%E6%A1%A5"),
        ("https://port.example/(a)_'b'", "https://port.example/(a)_'b'"),
    ],
)
def test_addresses_of_the_web(address: str, target: str) -> None:
    assert link_to(address) == target


@pytest.mark.parametrize(
    "address",
    [
        "",
        "port.example",
        "javascript:alert(1)",
        " https://port.example",
        "https://",
        "https:///path",
        "https:port.example",
        "https://port.example@evil.example/",
        "https://port.example\\@evil.example",
        "https://pоrt.example/",  # a Cyrillic о
        "https://[::1]/",
        "https://port.example/a b",
        "https://port.example/a\nb",
        "https://port.example/\u202egpj.exe",
        "https://port.example/\u200bx",
        "https://port.example/%",
        "https://port.example/%zz",
        "https://port.example/#a#b",
        'https://port.example/"><script>',
        "data:text/html,<b>x</b>",
        "file:///etc/passwd",
        "\\\\server\\share",
        "mailto:desk@post.example",
        "https://port.example/" + "x" * LONGEST,
        *HOSTILE,
        *CONTROLS,
    ],
)
def test_everything_else_stays_words(address: str) -> None:
    assert link_to(address) == ""


@settings(unhurried, max_examples=300)
@given(st.text(max_size=60))
def test_a_link_is_plain_ascii_on_the_host_that_is_read(rest: str) -> None:
    target = link_to("https://port.example/" + rest)
    assert target == "" or re.fullmatch(
        r"https://port\.example/[!#$%&'()*+,./0-9:;=?@A-Z\[\]_a-z~-]*", target
    )

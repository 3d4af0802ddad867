"""The report as a page: one file that asks nobody for anything, with everything on it, and all of it text."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import pytest
from lxml import html

from claims.exports.blocks import blocks
from claims.exports.letters import clean
from claims.exports.page import body, render_html
from claims.exports.report import Report
from claims.exports.wording import Wording
from tests.support.golden import is_golden
from tests.support.hostile import CONTROLS, HOSTILE, MARK
from tests.support.reports import BRIDGE, CLAIMS, bridge, claim, empty, everywhere, many, report

LOADS = {"src", "srcset", "action", "formaction", "background", "poster", "data", "ping", "cite", "manifest"}


def page(of: Report) -> html.HtmlElement:
    return html.document_fromstring(render_html(of).decode())


def told(root: html.HtmlElement) -> str:
    """The words on the page, a line for each piece."""
    for one in root.xpath("//style|//symbol"):
        one.drop_tree()
    return "\n".join(line for line in (piece.strip() for piece in root.itertext()) if line)


def article_text(root: html.HtmlElement) -> str:
    for one in root.xpath("//sup"):
        one.drop_tree()
    return "\n".join(one.text_content() for one in root.xpath('//div[@class="rp-text"]/p'))


def test_the_page_says_what_was_looked_at() -> None:
    is_golden("page.txt", told(page(bridge())) + "\n")


@pytest.mark.parametrize("of", [bridge(), empty(), many(500)], ids=["bridge", "empty", "500"])
def test_the_same_report_gives_the_same_bytes(of: Report) -> None:
    assert render_html(of) == render_html(replace(of))


@pytest.mark.parametrize("of", [bridge(), many(1), many(500)], ids=["bridge", "1", "500"])
def test_each_claim_is_there_and_leads_to_the_text_and_back(of: Report) -> None:
    root = page(of)
    found = {one.get("id"): one for one in root.xpath("//*[@id]")}
    assert len(found) == len(root.xpath("//@id"))
    inside = {one for one in root.xpath("//a/@href|//use/@href") if one.startswith("#")}
    assert inside <= {f"#{one}" for one in found}
    for one in of.claims:
        assert one.words in found[f"rp-claim-{one.number}"].text_content()
        assert (f"rp-mark-{one.number}" in found) is bool(one.spans)


@pytest.mark.parametrize(
    "of", [bridge(), empty(), everywhere("x"), many(500)], ids=["bridge", "empty", "x", "500"]
)
def test_the_article_is_there_to_the_letter(of: Report) -> None:
    lines = [line for line in of.text.split("\n") if line.strip()]
    assert article_text(page(of)) == "\n".join(lines)


def test_claims_within_each_other_share_a_mark() -> None:
    root = page(bridge())
    shared = ["".join(one.itertext()) for one in root.xpath('//mark[contains(@class, "rp-shared")]')]
    assert shared == ["22 boats pass below it each hour"]
    assert [one.text_content() for one in root.xpath('//mark[contains(@class, "look-stale")]')] == [
        CLAIMS[2].words
    ]


def test_right_to_left_lines_run_so() -> None:
    ways = page(bridge()).xpath('//div[@class="rp-text"]/p/@dir')
    assert ways.count("rtl") == 1 and len(ways) == 7


def test_a_claim_that_ends_with_its_line_keeps_its_number_there() -> None:
    one = replace(claim(1, "One line", "One line\n"), spans=((0, 9),))
    [first, second] = blocks(report(one, text="One line\nanother"))
    assert [run.ends for run in first.runs] == [(), (1,)]
    assert second.text == "another"
    two = replace(claim(1, "One line", "One line"), spans=((0, 17),))
    assert [one.runs[-1].ends for one in blocks(report(two, text="One line\nanother\n\nx"))] == [(), (1,), ()]


@pytest.mark.parametrize("of", [bridge(), many(3), everywhere("https://a.example/x.js")], ids=["a", "b", "c"])
def test_it_asks_nobody_for_anything(of: Report) -> None:
    root = page(of)
    assert root.xpath("//script|//link|//iframe|//object|//embed|//img|//form|//base|//audio|//video") == []
    found = {name for one in root.iter(html.etree.Element) for name in one.attrib}
    assert found & (LOADS | {"style"}) == set() and not {name for name in found if name.startswith("on")}
    outside = [one for one in root.iter(html.etree.Element) if not one.get("href", "#").startswith("#")]
    assert {(one.tag, one.get("rel")) for one in outside} <= {("a", "noopener noreferrer nofollow")}
    [style] = root.xpath("//style/text()")
    assert not re.search(r"url\(|@import|https?:|</", style)


def test_its_policy_names_its_own_styles_alone() -> None:
    text = render_html(bridge()).decode()
    [style] = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    policy = html.document_fromstring(text).xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')[0]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@pytest.mark.parametrize("words", [*HOSTILE, *CONTROLS])
def test_whatever_is_written_is_text(words: str) -> None:
    harmless, root = page(everywhere("harmless")), page(everywhere(words))
    assert {one.tag for one in root.iter(html.etree.Element)} <= {
        one.tag for one in harmless.iter(html.etree.Element)
    }
    assert {name for one in root.iter(html.etree.Element) for name in one.attrib} <= {
        name for one in harmless.iter(html.etree.Element) for name in one.attrib
    } | {"href", "rel"}
    assert [one for one in root.xpath("//@href") if not re.match("#|https?://", one)] == []
    shown = root.text_content()
    assert shown.count(MARK) >= 40
    wanted = " ".join(clean(words).split())
    assert wanted in " ".join(shown.split())


@pytest.mark.parametrize(
    ("url", "followed"),
    [
        ("https://a.example/b?c=d&e=f", True),
        ("http://a.example", True),
        ("javascript:alert(1)", False),
        (" https://a.example", False),
        ("https://a.example/ b", False),
        ("https://a.example/\nx", False),
        ("data:text/html,x", False),
        ("//a.example", False),
        ("ftp://a.example/", False),
    ],
)
def test_only_web_addresses_can_be_followed(url: str, followed: bool) -> None:
    thing = replace(CLAIMS[0].evidence[0], url=url)
    root = page(report(replace(CLAIMS[0], evidence=(thing,))))
    assert [one for one in root.xpath("//a/@href") if not one.startswith("#")] == ([url] if followed else [])
    assert " ".join(url.split()) in " ".join(root.text_content().split())


@pytest.mark.parametrize("audience", ["full", "outside"])
def test_every_line_of_the_wording_is_on_it(audience: str) -> None:
    of = bridge(audience=audience)
    words, shown = Wording(of), " ".join(page(of).text_content().split())
    lines = [line for fact in words.facts() for line in fact.lines] + [*words.method(), *words.signed()]
    lines += [
        " ".join(line.split()) for one in of.claims for each in one.evidence for line in words.evidence(each)
    ]
    assert [line for line in lines if line not in shown] == []
    assert "Independent of 1.1" in shown


@pytest.mark.parametrize("order", ["speaker", "verdict"])
def test_claims_are_grouped_as_the_report_is_ordered(order: str) -> None:
    of = bridge(order=order)
    groups = page(of).xpath('//h3[@class="rp-group"]')
    assert [one.text_content() for one in groups] == [group.label for group in Wording(of).groups()]
    assert len(page(of).xpath('//section[@class="rp-claim"]/h4')) == len(of.claims)


def test_of_nothing_it_says_so() -> None:
    shown = page(empty()).text_content()
    assert "No claim was found in this text." in shown and "Nobody has signed draft 2." in shown
    assert "None of the claims is among those chosen." in page(replace(empty(), only="wrong")).text_content()


def test_the_markup_for_a_page_of_the_site_has_no_head_and_no_style() -> None:
    inner = body(bridge())
    assert not re.search(r"<(?:html|head|body|style|meta|main)\b| style=", inner)
    assert '<h2 class="rp-title"' in inner and "<h1" not in inner
    assert body(bridge(), top=1) in render_html(bridge()).decode()


def test_the_text_of_the_bridge_is_whole() -> None:
    assert "".join(one.text for one in blocks(bridge())) == BRIDGE.replace("\n", "")

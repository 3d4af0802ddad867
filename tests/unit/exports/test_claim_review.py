"""Whose words may be reviewed in public, and what is then said of them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from claims.exports.claim_review import Refusal, Review, render_claim_review, reviews, shortened
from claims.exports.labels import ENGLISH
from claims.exports.report import Publisher, Report, ReportClaim, ReportSpeaker
from claims.vocabulary import ArticleState, Said, So, SpeakerKind, State
from tests.support import reports
from tests.support.golden import is_golden
from tests.support.hostile import CONTROLS, HOSTILE

SCHEMA = jsonschema.Draft202012Validator(
    json.loads(Path(__file__).with_name("claim_review.schema.json").read_text()),
    format_checker=jsonschema.FormatChecker(),
)
GOOD = reports.CLAIMS[0]


def published(*claims: ReportClaim, **fields: object) -> Report:
    return reports.report(*claims, state=ArticleState.PUBLISHED, **fields)


def only(report: Report) -> Review | Refusal:
    [found] = reviews(report)
    return found


def markup(claim: ReportClaim, **fields: object) -> dict[str, Any]:
    found = only(published(claim, **fields))
    assert isinstance(found, Review)
    SCHEMA.validate(found.markup)
    return found.markup


def why(report: Report) -> str:
    found = only(report)
    assert isinstance(found, Refusal)
    return next(key.removeprefix("refusal.") for key, words in ENGLISH.items() if words == found.why)


def test_a_golden_file() -> None:
    report = reports.bridge(state=ArticleState.PUBLISHED)
    is_golden("bridge.claim-review.json", render_claim_review(report).decode())


def test_what_is_said_of_a_claim() -> None:
    assert markup(GOOD) == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": "https://post.example/bridge",
        "claimReviewed": "The bridge over the harbour is safe",
        "author": {"@type": "Organization", "name": "The Harbour Post", "url": "https://post.example/"},
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "True",
            "ratingValue": 5,
            "bestRating": 5,
            "worstRating": 1,
        },
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Person", "name": "Ann Cole", "jobTitle": "Mayor"},
        },
    }


RATINGS = {
    So.CONFIRMED: ("True", 5),
    So.CONTEXT: ("Missing context", None),
    So.DISPUTED: ("Disputed", None),
    So.NOT_VERIFIED: ("Unverified", None),
    So.INSUFFICIENT: ("Unproven", None),
    So.WRONG: ("False", 1),
}


@pytest.mark.parametrize("so", So)
def test_the_rating_is_by_the_table_and_no_number_is_invented(so: So) -> None:
    claim = replace(GOOD, so=so)
    if so not in RATINGS:
        assert why(published(claim)) == "rating"
        return
    rating = markup(claim)["reviewRating"]
    assert (rating["alternateName"], rating.get("ratingValue")) == RATINGS[so]


@pytest.mark.parametrize("said", ["", *Said])
def test_nothing_is_published_as_somebodys_that_they_did_not_say(said: str) -> None:
    found = only(published(replace(GOOD, said=said)))
    assert isinstance(found, Review) == (said in (Said.VERBATIM, Said.FAIR))


@pytest.mark.parametrize("state", State)
def test_only_what_is_settled(state: State) -> None:
    found = only(published(replace(GOOD, state=state)))
    assert isinstance(found, Review) == (state == State.SETTLED)


@pytest.mark.parametrize("state", ArticleState)
def test_only_what_is_published(state: ArticleState) -> None:
    found = only(reports.report(GOOD, state=state))
    assert isinstance(found, Review) == (state in (ArticleState.PUBLISHED, ArticleState.CORRECTED))


@pytest.mark.parametrize("kind", SpeakerKind)
def test_only_people_and_organisations_that_have_a_name(kind: SpeakerKind) -> None:
    found = only(published(replace(GOOD, speakers=(ReportSpeaker(name="Ann Cole", kind=kind),))))
    assert isinstance(found, Review) == (kind in (SpeakerKind.PERSON, SpeakerKind.ORGANISATION))


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        (replace(GOOD, own_voice=True, speakers=()), "own voice"),
        (replace(GOOD, speakers=()), "nobody"),
        (replace(GOOD, speakers=(replace(reports.MAYOR, name=" "),)), "nobody"),
        (replace(GOOD, speakers=(reports.MAYOR, reports.WORKER)), "unnamed"),
        (replace(GOOD, speakers=(replace(reports.MAYOR, name="rob  reyes"),)), "newsroom"),
        (replace(GOOD, speakers=(replace(reports.MAYOR, name="Mina Okafor"),)), "newsroom"),
        (replace(GOOD, speakers=(ReportSpeaker(name="The Harbour Post", kind="organisation"),)), "newsroom"),
        (replace(GOOD, lost=True, spans=()), "lost"),
        (replace(GOOD, hidden=True), "open"),
        (replace(GOOD, so=""), "rating"),
    ],
)
def test_a_refusal_says_why(claim: ReportClaim, reason: str) -> None:
    assert why(published(claim)) == reason


POST = Publisher(name="The Harbour Post", url="https://www.post.example/")


@pytest.mark.parametrize(
    ("publisher", "address", "reason"),
    [
        (Publisher(), "https://post.example/a", "publisher"),
        (replace(POST, name=""), "https://post.example/a", "publisher"),
        (replace(POST, url="javascript:alert(1)"), "https://post.example/a", "publisher"),
        (POST, "", "unpublished"),
        (POST, "https://other.example/a", "elsewhere"),
        (POST, "https://notpost.example/a", "elsewhere"),
        (POST, "https://post.example.evil.example/a", "elsewhere"),
        (POST, "https://post.example@evil.example/a", "elsewhere"),
        (POST, "javascript://post.example/%0aalert(1)", "elsewhere"),
    ],
)
def test_only_on_the_newsrooms_own_site(publisher: Publisher, address: str, reason: str) -> None:
    assert why(published(GOOD, publisher=publisher, published_url=address)) == reason


@pytest.mark.parametrize(
    "address", ["https://post.example/a", "https://news.post.example/a", "http://www.post.example"]
)
def test_hosts_of_the_site(address: str) -> None:
    assert markup(GOOD, publisher=POST, published_url=address)["url"] == address


def test_where_it_was_said() -> None:
    speech = replace(reports.INSPECTION, said_there=True, url="https://port.example/speech")
    other = replace(speech, id=2, url="https://port.example/interview")
    first = {"@type": "CreativeWork", "url": speech.url}
    second = {"@type": "CreativeWork", "url": other.url}
    assert (
        markup(replace(GOOD, evidence=(speech, reports.INSPECTION)))["itemReviewed"]["firstAppearance"]
        == first
    )
    told = markup(replace(GOOD, evidence=(speech, other)))["itemReviewed"]
    assert told["appearance"] == [first, second] and "firstAppearance" not in told
    for one in (
        replace(speech, url=""),
        replace(speech, url="javascript:alert(1)"),
        replace(speech, confidential=True),
        replace(speech, withdrawn="Taken back."),
    ):
        assert set(markup(replace(GOOD, evidence=(one,)))["itemReviewed"]) == {"@type", "author"}


def test_several_who_say_it() -> None:
    authors = markup(replace(GOOD, speakers=(reports.PORT, reports.MAYOR)))["itemReviewed"]["author"]
    assert authors == [
        {"@type": "Organization", "name": "port authority"},
        {"@type": "Person", "name": "Ann Cole", "jobTitle": "Mayor"},
    ]


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("The bridge\nis safe", "The bridge is safe"),
        ("a" * 74, "a" * 74),
        ("word " * 14 + "four", "word " * 14 + "four"),
        ("word " * 20, "word " * 13 + "word…"),
        (
            "We counted more boats than in any year before the war, and then, in the same month, none",
            "We counted more boats than in any year before the war, and then, in the…",
        ),
        ("这座桥每天有三万辆车通过" * 10, None),
        ("e\u0301" * 100, None),
        ("👩🏽‍🔧" * 40, None),
    ],
)  # fmt: skip
def test_long_words_are_cut_never_paraphrased(words: str, short: str | None) -> None:
    found = shortened(words)
    assert len(found) < 75
    assert short is None or found == short
    assert " ".join(words.split()).startswith(found.removesuffix("…"))


@pytest.mark.parametrize("make", [reports.bridge, reports.empty, lambda: reports.many(500)])
def test_all_of_a_report(make: Any) -> None:
    report = replace(make(), state=ArticleState.PUBLISHED, published_url="https://post.example/x")
    content = json.loads(render_claim_review(report))
    assert len(content["reviews"]) + len(content["refused"]) == len(report.claims)
    for one in content["reviews"]:
        SCHEMA.validate(one)
    assert render_claim_review(report) == render_claim_review(report)


def test_the_schema_refuses_what_the_rules_forbid() -> None:
    good = markup(GOOD)
    for wrong in (
        good | {"url": ""},
        good | {"claimReviewed": "x" * 75},
        good | {"reviewRating": {"@type": "Rating", "ratingValue": 5}},
        good | {"reviewRating": {"@type": "Rating", "alternateName": "True", "ratingValue": 5}},
        {key: value for key, value in good.items() if key != "reviewRating"},
    ):
        assert not SCHEMA.is_valid(wrong)


@pytest.mark.parametrize("words", HOSTILE + CONTROLS)
def test_hostile_words_are_words(words: str) -> None:
    mean = replace(reports.everywhere(words), state=ArticleState.PUBLISHED)
    assert why(mean) in ("publisher", "elsewhere", "newsroom")
    speaker = ReportSpeaker(name=words, kind="person", title=words)
    claim = replace(mean.claims[0], speakers=(speaker,), checked_by="", second_by="")
    content = render_claim_review(published(claim))
    assert not any(mark in content for mark in (b"<", b">", b"&", b"\x1b", b"\x07", "\u2028".encode()))
    [one] = json.loads(content)["reviews"]
    SCHEMA.validate(one)
    assert [one["author"]["url"], one["url"]] == ["https://post.example/", "https://post.example/bridge"]
    if not any(letter < " " for letter in words):
        assert one["itemReviewed"]["author"]["name"] == words

"""ClaimReview (schema.org) for pages of fact checks, by the rules that Google publishes; and why a claim has none.

https://developers.google.com/search/docs/appearance/structured-data/factcheck
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from claims.exports.addresses import link_to
from claims.exports.legal import legal
from claims.exports.report import Report, ReportClaim, ReportSpeaker
from claims.exports.wording import Wording
from claims.extraction.characters import joined

LONGEST = 74  # characters of what is reviewed: "under 75 where possible"
PUBLISHED = frozenset({"article.published", "article.corrected"})
SAID = frozenset({"said.verbatim", "said.fair paraphrase"})
# The scale goes from 1, False, to 5, True. What has no place on it is rated in words alone.
NUMBERS = {"rating.wrong": 1, "rating.confirmed": 5}
WORST, BEST = 1, 5
AUTHORS = {"speaker.person": "Person", "speaker.organisation": "Organization"}
# JSON that stays JSON inside of a page's <script>.
ESCAPES = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


@dataclass(frozen=True, slots=True)
class Review:
    """The markup for one claim: it belongs on a page of its own."""

    number: int
    markup: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A claim without markup, and why, in a sentence."""

    number: int
    words: str
    why: str


def reviews(report: Report) -> tuple[Review | Refusal, ...]:
    """One or the other for each claim of the report, in its order."""
    wording, ours = Wording(report), _newsroom(report)
    of_all = next(_against_all(report), "")
    found: list[Review | Refusal] = []
    for claim in (claim for group in wording.groups() for claim in group.claims):
        if why := of_all or next(_against(wording, claim, ours), ""):
            found.append(Refusal(claim.number, claim.words, wording.labels(f"refusal.{why}")))
        else:
            found.append(Review(claim.number, _markup(wording, claim)))
    return tuple(found)


def render_claim_review(report: Report) -> bytes:
    """A JSON file with the reviews, one a claim, and the refusals apart. The same report gives the same bytes."""
    found = reviews(report)
    content = {
        "note": Wording(report).labels("review.note"),
        "reviews": [one.markup for one in found if isinstance(one, Review)],
        "refused": [
            {"claim": one.number, "words": legal(one.words), "why": one.why}
            for one in found
            if isinstance(one, Refusal)
        ],
    }
    return (json.dumps(content, indent=2, ensure_ascii=False).translate(ESCAPES) + "\n").encode()


def _against_all(report: Report) -> Iterator[str]:
    """What forbids any review of this report."""
    if f"article.{report.state}" not in PUBLISHED or not report.published_url:
        yield "unpublished"
    if not (report.publisher.name and link_to(report.publisher.url)):
        yield "publisher"
    if not (link_to(report.published_url) and _is_on(report.published_url, report.publisher.url)):
        yield "elsewhere"


def _is_on(address: str, site: str) -> bool:
    """Whether an address is on a site: on its host, or on one below it."""
    host, own = ((urlsplit(one).hostname or "").removeprefix("www.") for one in (address, site))
    return bool(own) and (host == own or host.endswith(f".{own}"))


def _against(wording: Wording, claim: ReportClaim, ours: frozenset[str]) -> Iterator[str]:
    """What forbids a review of this claim, first what matters most."""
    kinds = {f"speaker.{one.kind}" for one in claim.speakers}
    if claim.own_voice:
        yield "own voice"
    if not claim.speakers or not all(one.name.strip() for one in claim.speakers):
        yield "nobody"
    if "speaker.unnamed" in kinds:
        yield "unnamed"
    if not kinds <= AUTHORS.keys():
        yield "kind"
    if {_folded(one.name) for one in claim.speakers} & ours:
        yield "newsroom"
    if claim.lost or not claim.spans:
        yield "lost"
    if f"state.{claim.state}" != "state.settled" or claim.hidden:
        yield "open"
    if f"said.{claim.said}" not in SAID:
        yield "said"
    if f"rating.{claim.so}" not in wording.labels.table:
        yield "rating"


def _newsroom(report: Report) -> frozenset[str]:
    """Everybody of whom the report tells that they belong to the newsroom, and the newsroom itself."""
    checkers = (name for claim in report.claims for name in (claim.checked_by, claim.second_by))
    signers = (one.name for one in report.signatures)
    names = (report.publisher.name, report.made_by, *report.bylines, *signers, *checkers)
    return frozenset(_folded(name) for name in names if name)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _markup(wording: Wording, claim: ReportClaim) -> dict[str, Any]:
    report = wording.report
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": wording.labels.word("rating", claim.so)}
    if number := NUMBERS.get(f"rating.{claim.so}"):
        rating |= {"ratingValue": number, "bestRating": BEST, "worstRating": WORST}
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": link_to(report.published_url),
        "claimReviewed": shortened(claim.words),
        "author": {
            "@type": "Organization",
            "name": legal(report.publisher.name),
            "url": link_to(report.publisher.url),
        },
        "reviewRating": rating,
        "itemReviewed": {"@type": "Claim", "author": _authors(claim)} | _appearances(claim),
    }


def _authors(claim: ReportClaim) -> Any:
    found = [_author(one) for one in claim.speakers]
    return found[0] if len(found) == 1 else found


def _author(speaker: ReportSpeaker) -> dict[str, str]:
    kind = AUTHORS[f"speaker.{speaker.kind}"]
    made = {"@type": kind, "name": legal(speaker.name)}
    return made | {"jobTitle": legal(speaker.title)} if speaker.title and kind == "Person" else made


def _appearances(claim: ReportClaim) -> dict[str, Any]:
    """Where it was said: the one known place is the first, of several nobody has told which came first."""
    links = dict.fromkeys(
        link_to(one.url)
        for one in claim.evidence
        if one.said_there and not one.confidential and not one.withdrawn
    )
    works = [{"@type": "CreativeWork", "url": link} for link in links if link]
    if len(works) == 1:
        return {"firstAppearance": works[0]}
    return {"appearance": works} if works else {}


def shortened(words: str) -> str:
    """A claim's own words in one line, cut at the end of a word where they are too long."""
    line = " ".join(legal(words).split())
    if len(line) <= LONGEST:
        return line
    blank = line.rfind(" ", LONGEST // 2, LONGEST)
    # In a script without blanks at least between two drawn characters.
    between = (at for at in range(LONGEST - 1, LONGEST // 2, -1) if not joined(line, at))
    end = blank if blank > 0 else next(between, LONGEST - 1)
    return line[:end].rstrip(" ,;:–—-") + "…"

"""ClaimReview by schema.org's own vocabulary, as somebody else's models have it. Slow: `make test-long`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from schema_org import registry

from claims.exports.claim_review import Review, reviews
from claims.exports.report import Report
from claims.vocabulary import ArticleState, Said, So
from tests.support import reports
from tests.support.hostile import HOSTILE

pytestmark = [pytest.mark.long, pytest.mark.timeout(300)]  # it reads all of the vocabulary first
SPEECH = replace(reports.INSPECTION, said_there=True)


def built(value: Any) -> Any:
    """The value as their models. Raises ValueError for a property that schema.org doesn't have, or a value of it."""
    if isinstance(value, list):
        return [built(one) for one in value]
    if not isinstance(value, dict):
        return value
    given = {name: built(one) for name, one in value.items() if not name.startswith("@")}
    return registry.get_model(value["@type"])(**given)


def of_each_kind() -> Report:
    """A claim for each verdict that is published, said once, said in two places, by two people, in hostile words."""
    claims = [
        replace(reports.CLAIMS[0], number=at, id=at, so=so, said=Said.FAIR, evidence=evidence)
        for at, (so, evidence) in enumerate(
            (
                (So.CONFIRMED, (SPEECH,)),
                (So.WRONG, (SPEECH, replace(SPEECH, id=9, url="https://port.example/interview"))),
                *((so, ()) for so in (So.CONTEXT, So.DISPUTED, So.NOT_VERIFIED, So.INSUFFICIENT)),
            ),
            start=1,
        )
    ]
    claims += [replace(claims[0], number=7, id=7, speakers=(reports.PORT, reports.MAYOR))]
    claims += [replace(claims[0], number=at, id=at, words=words) for at, words in enumerate(HOSTILE, 8)]
    return reports.report(*claims, state=ArticleState.PUBLISHED)


def test_each_review_is_schema_orgs() -> None:
    found = [one.markup for one in reviews(of_each_kind()) if isinstance(one, Review)]
    assert len(found) == 7 + len(HOSTILE)
    for markup in found:
        assert built(markup).to_jsonld() == markup
    told = [markup["itemReviewed"] for markup in found]
    assert "firstAppearance" in told[0] and "appearance" in told[1]


@pytest.mark.parametrize(
    "wrong",
    [
        {"claimReviewd": "The bridge is safe"},
        {"reviewRating": "five"},
        {"author": {"@type": "Rating", "alternateName": "True"}},
        {"itemReviewed": {"@type": "Claim", "firstAppearance": {"@type": "Person", "name": "Ann Cole"}}},
    ],
    ids=["property", "value", "type", "range"],
)
def test_their_models_refuse_what_is_wrong(wrong: dict[str, Any]) -> None:
    good = next(one.markup for one in reviews(of_each_kind()) if isinstance(one, Review))
    with pytest.raises(ValueError, match="validation error"):
        built(good | wrong)

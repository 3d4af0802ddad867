"""A direct quotation has a high risk until its recording or transcript is attached."""

from __future__ import annotations

import pytest

from claims.selectors.article_page import article_page
from claims.vocabulary import EvidenceKind, State
from tests import factories as make

pytestmark = pytest.mark.django_db


def quotation(*risks: str) -> make.Saying:
    return make.Saying(
        "“Nobody was hurt on Monday,”", "a harbour spokesman", "said", "spokesman", risks=risks
    )


@pytest.mark.parametrize(
    ("risks", "kind", "settles_as"),
    [
        (("quote",), EvidenceKind.RECORDING, State.SETTLED),
        (("quote",), EvidenceKind.DOCUMENT, State.SECOND),
        (("quote", "casualty"), EvidenceKind.RECORDING, State.SECOND),
        (("casualty",), EvidenceKind.RECORDING, State.SECOND),
        (("superlative",), EvidenceKind.DOCUMENT, State.SETTLED),
    ],
)
def test_what_one_person_may_settle(risks: tuple[str, ...], kind: EvidenceKind, settles_as: State) -> None:
    room = make.newsroom()
    article, (claim,) = make.split_article(room, quotation(*risks))
    make.evidence(claim, room.checker, kind=kind)
    card = article_page(room.checker, article, open_id=claim.pk).card
    assert card is not None
    assert card.settles_as == settles_as
    assert make.answered(claim, room.checker, settle=True).state == settles_as

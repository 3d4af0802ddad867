"""The sample newsroom in a browser. Models are imported late: Django isn't set up yet when pytest reads this."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from claims.models import Article


@pytest.fixture
def passwords(transactional_db: None, broker: Any) -> dict[str, str]:
    """The sample newsroom, its article queued; the passwords by username."""
    from claims.services.sample_newsroom import sample_newsroom

    return sample_newsroom()


@pytest.fixture
def split_sample(passwords: dict[str, str], worker: Any) -> Article:
    """The sample article, split by a real worker."""
    from claims.models import Article, Split
    from claims.vocabulary import SplitState
    from tests.support.processes import wait_until

    article = Article.objects.get()
    wait_until(
        lambda: Split.objects.get(draft__article=article).state == SplitState.DONE, 60, "the sample's split"
    )
    return article

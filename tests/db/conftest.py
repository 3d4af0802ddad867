"""What the tests of services share. Models are imported late: Django isn't set up yet when pytest reads this."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests import factories as make


@pytest.fixture
def room(db: None) -> make.Newsroom:
    from tests import factories

    return factories.newsroom()


@pytest.fixture
def history_holds(db: None) -> Iterator[None]:
    """After the test every chain is whole, and the rows are what it tells."""
    from claims.services.history_check import Tally, check_history

    yield
    assert list(check_history(Tally())) == []

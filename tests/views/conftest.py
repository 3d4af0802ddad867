"""Fixtures of the tests of pages."""

from typing import Any

import pytest


@pytest.fixture
def scene(db: None) -> Any:
    """The newsroom of tests/views/scene.py."""
    from tests.views.scene import (
        Scene,  # Django is set up when the first test runs, not when this file is read
    )

    return Scene()

"""Fixtures of the tests of pages."""

from typing import Any

import pytest


@pytest.fixture
def scene(db: None, request: pytest.FixtureRequest) -> Any:
    """The newsroom of tests/views/scene.py; its history is whole where the test is of a fault."""
    from tests.views.scene import (
        Scene,  # Django is set up when the first test runs, not when this file is read
    )

    made = Scene()
    if request.node.get_closest_marker("fault"):
        made.tell()
    return made

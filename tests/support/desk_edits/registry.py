"""The families of edits by name, each with how often desks do it."""

from collections.abc import Callable
from random import Random

from tests.support.desk_edits.draft import Draft

Family = Callable[[Draft, Random], bool]  # edits the draft in place; False where nothing in it is of the kind

WEIGHTS: dict[str, float] = {}
FAMILIES: dict[str, Family] = {}


def family(weight: float) -> Callable[[Family], Family]:
    """Enters a function as a family of edits, by its name."""

    def enter(edit: Family) -> Family:
        FAMILIES[edit.__name__] = edit
        WEIGHTS[edit.__name__] = weight
        return edit

    return enter

"""One-time keys: a form that is sent twice is stored once."""

from __future__ import annotations

import uuid


def fresh_key() -> str:
    """A key for the next form that is drawn."""
    return uuid.uuid4().hex

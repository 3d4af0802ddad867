"""Where a person is signed in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession

from claims.models import User

# The first that a browser's name has tells it: Chromium's names hold Safari's, and Edge's hold both.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)
MACHINES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One browser in which a person is signed in. `address` is the one from which they signed in."""

    pk: int
    browser: str
    address: str
    since: datetime
    here: bool


def sessions_of(user: User, here: str | None) -> list[SignedIn]:
    """Their sessions that haven't ended, this one (`here` is its key) first, then the newest."""
    found = [
        SignedIn(one.pk, named(one.user_agent), one.ip, one.created_at, one.session_key == here)
        for one in UserSession.objects.purge_and_list(user)
    ]
    return sorted(found, key=lambda one: (not one.here, -one.since.timestamp()))


def named(agent: str) -> str:
    """A browser and its machine, as people call them."""
    words = [
        next((name for mark, name in names if re.search(mark, agent)), "") for names in (BROWSERS, MACHINES)
    ]
    return " on ".join(filter(None, words)) or "Another program"

"""Typed readers of environment variables.

Each takes the variable's name and what holds where it is not set, and refuses junk with an
`ImproperlyConfigured` that names the variable. Set to nothing is the same as not set.
Every variable read here has its line in docs/settings.md; a test holds that.
"""

import os
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    """The variable as it stands, without the blanks around it."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool) -> bool:
    """True for 1, true, yes, on; False for 0, false, no, off, in any case."""
    word = text(name).lower()
    if not word:
        return default
    if word not in YES | NO:
        raise ImproperlyConfigured(f"{name} is {word!r}; it must be true or false.")
    return word in YES


def one_of(name: str, default: str, *others: str) -> str:
    """One of these words, in whatever case it was written."""
    word = text(name, default).upper()
    if word not in (default, *others):
        raise ImproperlyConfigured(f"{name} is {word!r}; it must be one of {', '.join((default, *others))}.")
    return word


def whole(name: str, default: int, *, least: int = 0) -> int:
    """A whole number, `least` or more."""
    word = text(name)
    try:
        number = int(word) if word else default
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {word!r}; it must be a whole number.") from None
    if number < least:
        raise ImproperlyConfigured(f"{name} is {number}; it must be {least} or more.")
    return number


def seconds(name: str, default: float) -> float:
    """A span of time in seconds, above nothing; parts of a second are allowed."""
    word = text(name)
    try:
        number = float(word) if word else default
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {word!r}; it must be a number of seconds.") from None
    if not 0 < number < 10_000_000:
        raise ImproperlyConfigured(f"{name} is {word}; it must be a number of seconds above 0.")
    return number


def url(name: str, *schemes: str) -> str:
    """An address of one of these schemes, or nothing. The address itself is never shown: it may hold a password."""
    address = text(name)
    if address and urlsplit(address).scheme not in schemes:
        known = " or ".join(f"{scheme}://" for scheme in schemes)
        raise ImproperlyConfigured(f"{name} must begin with {known}.")
    return address


def words(name: str, default: str = "") -> list[str]:
    """A list, parted by commas; blanks around its words and empty words are dropped."""
    return [word for part in text(name, default).split(",") if (word := part.strip())]


def require(*names: str) -> None:
    """Raise one `ImproperlyConfigured` that names every variable of these which is not set."""
    missing = [name for name in names if not text(name)]
    if missing:
        raise ImproperlyConfigured(
            f"Not set in the environment: {', '.join(missing)}. docs/settings.md says what each is; "
            "`python manage.py up` runs a newsroom that needs none of them."
        )

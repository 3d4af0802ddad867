"""What `manage.py check` says before anything starts."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

NEEDED = ("SECRET_KEY", "HISTORY_KEY", "SECRETS_KEYS", "DATABASE_URL", "REDIS_URL")


@register(Tags.security, deploy=True)
def needed_settings(**kwargs: Any) -> list[CheckMessage]:
    """An error for each variable without which the newsroom can't work."""
    return [
        Error(f"{name} is not set.", hint="docs/settings.md says what it is.", id="newsroom.E001")
        for name in NEEDED
        if not value(name)
    ]


def value(name: str) -> str:
    """A setting, empty where Django refuses to hand it out because it is."""
    try:
        return str(getattr(settings, name) or "")
    except ImproperlyConfigured:
        return ""


@register(Tags.security, deploy=True)
def history_key_is_long(**kwargs: Any) -> list[CheckMessage]:
    """The key that signs the history is of its own and can't be guessed."""
    key = value("HISTORY_KEY")
    if key and (len(key) < 32 or key == value("SECRET_KEY")):
        return [
            Error("HISTORY_KEY needs 32 characters or more, and must not be SECRET_KEY.", id="newsroom.E002")
        ]
    return []


@register(Tags.security, deploy=True)
def secrets_keys_are_long(**kwargs: Any) -> list[CheckMessage]:
    """The keys that encrypt what the database keeps secret can't be guessed."""
    if any(len(key) < 32 for key in settings.SECRETS_KEYS):
        return [Error("Each of SECRETS_KEYS needs 32 characters or more.", id="newsroom.E003")]
    return []

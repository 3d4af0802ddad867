"""Where mail goes, by one URL."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.validators import validate_email

SECONDS = 15  # for each answer of the mail server


def mail_settings(address: str, *, site: str, sender: str) -> dict[str, Any]:
    """Django's settings of mail, by their names.

    `smtp://name:word@host:587` goes over to TLS before it says anything (`?starttls=no`: never, for a relay on
    one's own network); `smtps://host:465` speaks TLS from the first byte; `file:///folder` writes each mail to a
    file. Without an address nothing is sent. Raises ImproperlyConfigured where the address says nobody to send to,
    or where what every mail needs, a sender and the newsroom's own address, isn't there.
    """
    if not address:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    if not site:
        raise ImproperlyConfigured("EMAIL_URL needs SITE_URL: a mail is a link to the newsroom.")
    try:
        validate_email(sender)
    except Exception:
        raise ImproperlyConfigured("EMAIL_URL needs MAIL_FROM, an address like desk@example.org.") from None
    parts = urlsplit(address)
    if parts.scheme == "file":
        return _to_files(unquote(parts.path))
    return _by_smtp(address)


def _to_files(folder: str) -> dict[str, Any]:
    if folder in ("", "/"):
        raise ImproperlyConfigured("EMAIL_URL names no folder: it is file:///folder/of/mails.")
    return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": folder}


def _by_smtp(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    asked = parse_qs(parts.query).get("starttls", ["yes"])[0]
    try:
        port = parts.port
    except ValueError:
        raise ImproperlyConfigured("The port in EMAIL_URL is no number from 0 to 65535.") from None
    if not parts.hostname or asked not in ("yes", "no"):
        raise ImproperlyConfigured(
            "EMAIL_URL is smtp://name:word@host:port, with ?starttls=yes or no if need be."
        )
    whole = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or (465 if whole else 587 if asked == "yes" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": whole,
        "EMAIL_USE_TLS": asked == "yes" and not whole,
        "EMAIL_TIMEOUT": SECONDS,
    }

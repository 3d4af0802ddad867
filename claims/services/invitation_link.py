"""What the link of an invitation holds, and the mail that carries it."""

from __future__ import annotations

import hashlib
import logging
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone

from claims.models import Invitation

log = logging.getLogger(__name__)
TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation with what its link holds: known in this moment alone, "" where the form had been sent before."""

    invitation: Invitation
    token: str


def fresh_token() -> tuple[str, str]:
    """A link's secret of 256 bits, and what is stored of it."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    return token, digest_of(token)


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def expiry() -> datetime:
    return timezone.now() + timedelta(days=settings.INVITATION_DAYS)


def invitation_mail(*, invitation: Invitation, link: str) -> bool:
    """Mail the link to the invited person, if there is an address and a mail server; whether it went out.

    It isn't left to a worker, since the link must stand in no row and no message of the broker. Never raises for the
    mail server's sake.
    """
    if not (settings.EMAIL_URL and invitation.email):
        return False
    text = render_to_string("mail/invitation.txt", {"link": link, "days": settings.INVITATION_DAYS})
    headers = {"Auto-Submitted": "auto-generated"}
    subject = "You are invited to the fact-checking desk"
    mail = EmailMessage(subject, text.strip() + "\n", settings.MAIL_FROM, [invitation.email], headers=headers)
    try:
        return mail.send() == 1
    except (OSError, ValueError) as error:
        log.warning("The mail of invitation %s was not sent: %s", invitation.pk, type(error).__name__)
        return False

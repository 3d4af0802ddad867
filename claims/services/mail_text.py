"""What a mail says: how many of what, and where. It is given nothing else, so it can leak nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from claims.vocabulary import NoticeKind

LINKS_AT_MOST = 50
# Over the links of each kind, with their number. A kind without its line here fails the tests.
HEADS = {
    NoticeKind.ASSIGNED: "Given to you",
    NoticeKind.ASKED: "Asked of you",
    NoticeKind.REPLIED: "Your questions answered",
    NoticeKind.DISAGREED: "A second checker disagrees",
    NoticeKind.STALE: "Settled by you, stale now",
    NoticeKind.READY: "Ready to sign",
    NoticeKind.OVERDUE: "Past the deadline",
    NoticeKind.MENTIONED: "You in a note",
}


class Told(NamedTuple):
    """All that a mail may know of a notice: its kind, its number, whether it is about one claim."""

    kind: NoticeKind
    pk: int
    of_a_claim: bool


def mail_text(notices: Sequence[Told]) -> tuple[str, str]:
    """Subject and plain text for these notices, at least one: a sentence and a link, or counts and links."""
    shown = notices[:LINKS_AT_MOST]
    parts = [
        {
            "head": head,
            "number": sum(one.kind == kind for one in notices),
            "links": [link("notice", one.pk) for one in shown if one.kind == kind],
        }
        for kind, head in HEADS.items()
        if any(one.kind == kind for one in notices)
    ]
    subject = _one(notices[0]) if len(notices) == 1 else f"{len(notices)} notices for you on the desk"
    told = {
        "subject": subject,
        "parts": parts,
        "left": len(notices) - len(shown),
        "all": link("notices"),
        "choices": link("notice-choices"),
    }
    return subject, render_to_string("mail/notices.txt", told).strip() + "\n"


def _one(notice: Told) -> str:
    if notice.kind == NoticeKind.ASSIGNED and not notice.of_a_claim:
        return "Claims were given to you"
    return str(notice.kind.label)


def link(name: str, *args: int) -> str:
    return settings.SITE_URL.rstrip("/") + reverse(name, args=args)

"""All that the newsroom has stored about one person, for themselves."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import QuerySet

from claims.exports.archive import zip_of
from claims.models import Event, Evidence, MailChoice, Typing, User
from claims.permissions import (
    answers_visible_to,
    articles_visible_to,
    evidence_visible_to,
    notes_visible_to,
    notices_visible_to,
    questions_visible_to,
    register_changes_visible_to,
)

PROFILE = (
    *("pk", "username", "name", "email", "initials", "administrator", "is_active", "joined", "last_login"),
    *("away_until", "digest_hour", "single_keys", "own_keys"),
)


def person_data(user: User) -> dict[str, Any]:
    """What is stored of the person, by name: what they are, and what they did, wrote and typed in what they may see.

    No password and no secret of a second factor. What stands in articles that they no longer see is left out, and
    `what_is_left_out` says so.
    """
    articles = articles_visible_to(user).values("pk")
    return {
        "profile": {name: getattr(user, name) for name in PROFILE},
        "memberships": _rows(user.memberships.order_by("pk"), "desk__name", "role"),
        "sessions": _rows(
            UserSession.objects.filter(user=user).order_by("pk"),
            "created_at",
            "last_seen_at",
            "ip",
            "user_agent",
        ),
        "second_factors": _rows(
            Authenticator.objects.filter(user=user).order_by("pk"), "type", "created_at", "last_used_at"
        ),
        "mail_choices": _rows(MailChoice.objects.filter(user=user).order_by("kind"), "kind", "when"),
        "notices": _rows(
            notices_visible_to(user).order_by("pk"), "kind", "article_id", "claim_id", "at", "seen_at"
        ),
        "notes": _rows(
            notes_visible_to(user).filter(by=user).order_by("pk"), "article_id", "claim_id", "at", "text"
        ),
        "answers": _rows(
            answers_visible_to(user).filter(by=user).order_by("pk"),
            "claim_id",
            "at",
            "round",
            "said",
            "so",
            "note",
        ),
        "questions_asked": _rows(
            questions_visible_to(user).filter(by=user).order_by("pk"), "claim_id", "at", "text"
        ),
        "questions_answered": _rows(
            questions_visible_to(user).filter(answered_by=user).order_by("pk"),
            "claim_id",
            "answered_at",
            "answer",
        ),
        "evidence_stored": _rows(_evidence(user), "pk", "kind", "title", "url", "at"),
        "register_of_speakers": _rows(
            register_changes_visible_to(user).filter(by=user).order_by("pk"), "what", "at", "speaker_id"
        ),
        "typed_and_not_stored": _rows(
            Typing.objects.filter(user=user).order_by("pk"), "form", "fields", "at"
        ),
        "done": _rows(
            Event.objects.filter(by=user, article__in=articles).order_by("article_id", "number"),
            *("article_id", "number", "claim_id", "what", "at"),
        ),
        "what_is_left_out": {
            "done_in_articles_that_you_no_longer_see": Event.objects.filter(by=user)
            .exclude(article__in=articles)
            .count()
        },
    }


def person_archive(user: User) -> bytes:
    """The same as a zip file of JSON."""
    return zip_of(person_data(user))


def _evidence(user: User) -> QuerySet[Evidence]:
    return evidence_visible_to(user).filter(by=user).order_by("pk")


def _rows(rows: QuerySet[Any], *fields: str) -> list[dict[str, Any]]:
    return list(rows.values(*fields))

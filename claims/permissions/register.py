"""Who says who a speaker is in the newsroom's register. Seeing is `seeing.entries_visible_to`."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from claims.errors import YES, Verdict, no
from claims.models import Article, ConfidentialSource, RegisterChange, RegisterEntry, Speaker, User
from claims.permissions.roles import may_check, role_on
from claims.permissions.seeing import entries_visible_to, speakers_visible_to
from claims.vocabulary import WORKERS, SpeakerKind

NAMES_ALONE = "The register has names alone, and who this is isn't named."


def register_changes_visible_to(user: User) -> QuerySet[RegisterChange]:
    """Lines about speakers that the person sees, and about the own words of entries that they see."""
    return RegisterChange.objects.filter(
        Q(speaker__in=speakers_visible_to(user).values("pk"))
        | Q(speaker=None, now__in=entries_visible_to(user).values("pk"))
    )


def may_register(user: User, speaker: Speaker) -> Verdict:
    """Whether the person may say who a speaker is, or take it off again; the speaker has its article with desk and
    bylines. Who can't be named is in no register."""
    if not (verdict := may_check(user, speaker.article)).allowed:
        return verdict
    if speaker.merged_into_id is not None:
        return no("Somebody said that this speaker is another one of the article.")
    kept = ConfidentialSource.objects.filter(speaker=speaker, deleted_at=None)
    if speaker.kind == SpeakerKind.UNNAMED or kept.exists():
        return no(NAMES_ALONE)
    return YES


def may_link(user: User, article: Article, entry: RegisterEntry) -> Verdict:
    """Whether a speaker of the article may be linked to an entry that the person sees: what a confidential desk links
    is its own, and nobody else's."""
    if entry.desk_id == article.desk_id or not (entry.desk.confidential or article.desk.confidential):
        return YES
    return no("A confidential desk has entries of its own: make a new one.")


def may_edit_entry(user: User, entry: RegisterEntry) -> Verdict:
    """Whether the person may change an entry's name, aliases and note."""
    if role_on(user, entry.desk_id) in WORKERS:
        return YES
    return no(f"Checkers and editors of {entry.desk} keep this entry.")

"""The speaker that an entry of the newsroom's register is in an article.

For services that hold the article's row.
"""

from __future__ import annotations

from claims.errors import Refused
from claims.models import Article, RegisterChange, RegisterEntry, Speaker, User
from claims.permissions import may_link, speakers_visible_to
from claims.services.register_moves import GONE, entry_to_use, link
from claims.vocabulary import RegisterChangeKind, SpeakerKind

ENTRY = "entry-"


def from_register(article: Article, who: str, *, by: User, key: str) -> Speaker:
    """The article's speaker who is linked to the entry; else the one of its name, or a new one, who is linked now, with
    its line in the register's record. `who`: “entry-” and its id. Raises Refused (no such entry, not to be linked)."""
    try:
        entry = entry_to_use(by, int(who.removeprefix(ENTRY)))
    except (ValueError, OverflowError, RegisterEntry.DoesNotExist) as error:
        raise Refused(GONE) from error
    may_link(by, article, entry).or_refuse()
    here = Speaker.objects.filter(article=article, merged_into=None).order_by("pk")
    if linked := here.filter(entry=entry).first():
        return linked
    kind = _kind(entry, by)
    speaker = here.filter(name__iexact=entry.name, kind=kind, entry=None).first() or Speaker.objects.create(
        article=article, name=entry.name, kind=kind
    )
    link([speaker], entry, what=RegisterChangeKind.LINKED, by=by, key=key)
    return speaker


def linked_by(key: str) -> bool:
    """Whether this one-time key has linked somebody."""
    return RegisterChange.objects.filter(action=key).exists()


def _kind(entry: RegisterEntry, by: User) -> str:
    """What it is, as the newest article says that the person sees."""
    newest = speakers_visible_to(by).filter(entry=entry, merged_into=None).order_by("-pk").first()
    return newest.kind if newest else SpeakerKind.PERSON

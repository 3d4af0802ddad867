"""What every change of the register shares: speakers linked to another entry, each with its line in the record.

For services, within their transaction. One at a time changes the register: people do, and seldom.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.db.models import Exists, OuterRef

from claims.errors import Refused
from claims.models import RegisterChange, RegisterEntry, Speaker, User
from claims.permissions import entries_visible_to, may_link, may_register, speakers_visible_to
from claims.services.history import lock_key
from claims.vocabulary import RegisterChangeKind

GONE = "This entry isn't in the register any more. Load the page again."


def lock_register() -> None:
    """Hold off who else changes the register. Whoever needs an article's row takes that first."""
    lock_key("register")


def is_done(key: str, by: User) -> bool:
    """Whether this one-time key has done its work already. Holds others with the same key off until the transaction
    ends. Raises Refused where it is another person's."""
    lock_key(key)
    first = RegisterChange.objects.filter(action=key).first()
    if first is not None and first.by_id != by.pk:
        raise Refused("This form was already sent by somebody else. Load the page again.")
    return first is not None


def speakers_to_move(by: User, ids: Iterable[int]) -> list[Speaker]:
    """These speakers, of those that the person sees, locked."""
    lock_register()
    seen = speakers_visible_to(by).filter(pk__in=list(ids)).values_list("pk", flat=True)
    locked = Speaker.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=list(seen))
    rows = locked.select_related("article__desk").prefetch_related("article__bylines")
    return list(rows.order_by("pk"))


def linked_to_move(by: User, entry_id: int) -> list[Speaker]:
    """The speakers of an entry that the person may move, locked: what they don't see, or wrote themselves, stays.
    Raises Refused where there is none."""
    seen = speakers_visible_to(by).filter(entry=entry_id, merged_into=None).values_list("pk", flat=True)
    found = [one for one in speakers_to_move(by, list(seen)) if one.entry_id == entry_id]
    verdicts = [(one, may_register(by, one)) for one in found]
    if found and not any(verdict.allowed for _, verdict in verdicts):
        verdicts[0][1].or_refuse()
    return [one for one, verdict in verdicts if verdict.allowed]


def entry_to_use(by: User, entry_id: int) -> RegisterEntry:
    """An entry that the person sees, which nobody changes or erases meanwhile. Raises RegisterEntry.DoesNotExist."""
    lock_register()
    return entries_visible_to(by).select_related("desk").get(pk=entry_id)


def new_entry(speaker: Speaker) -> RegisterEntry:
    """An entry with the name that the article gives."""
    return RegisterEntry.objects.create(desk_id=speaker.article.desk_id, name=speaker.name)


def link(
    speakers: Sequence[Speaker],
    entry: RegisterEntry | None,
    *,
    what: RegisterChangeKind,
    by: User,
    key: str,
) -> None:
    """Let these speakers be this entry, or none, each with its line. Raises Refused: not theirs to say, or what one of
    the desks keeps for itself."""
    for one in speakers:
        may_register(by, one).or_refuse()
        if entry is not None:
            may_link(by, one.article, entry).or_refuse()
        was, one.entry = one.entry_id, entry
        one.save(update_fields=["entry"])
        RegisterChange.objects.create(
            what=what, speaker=one, was_id=was, now=entry, by=by, action=key, key=f"{key}:{one.pk}"
        )


def entries_named_by(article_id: int) -> set[int]:
    """The entries that an article's speakers are linked to, or were: to be asked before these speakers are erased.
    Nobody else changes the register until the transaction ends."""
    lock_register()
    linked = Speaker.objects.filter(article=article_id).values_list("entry_id", flat=True)
    lines = RegisterChange.objects.filter(speaker__article=article_id).values_list("was_id", "now_id")
    return {pk for pk in (*linked, *(pk for line in lines for pk in line)) if pk}


def forget_unused(ids: Collection[int]) -> None:
    """Erase those of these entries that no speaker is linked to any more, with the lines that name them."""
    used = Speaker.objects.filter(entry=OuterRef("pk"))
    RegisterEntry.objects.filter(~Exists(used), pk__in=ids).delete()

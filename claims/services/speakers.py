"""Who says it, as people set it: the speaker that was chosen, the attribution under which a claim is said.

For services that hold the article's row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from claims.anchoring.types import Spans
from claims.errors import Refused
from claims.extraction.quotes import inside
from claims.models import Article, Attribution, Claim, Draft, Speaker, User
from claims.services.history import record
from claims.services.history_rows import speakers_content
from claims.services.mend_places import held
from claims.services.mending import mended, of_attribution, was
from claims.services.undo_rows import changed_since
from claims.vocabulary import AttributionKind, EventKind, SpeakerKind

OWN, NOBODY, NEW = "own", "open", "new"


def chosen(article: Article, who: str, *, name: str = "", kind: str = "", title: str = "") -> list[Speaker]:
    """The speakers that a form names: one of the article's by id, a new one, or nobody. Raises Refused."""
    if who == NEW:
        return [_new(article, " ".join(name.split()), kind, " ".join(title.split()))]
    if who in (OWN, NOBODY):
        return []
    own = Speaker.objects.filter(article=article, merged_into=None)
    found = own.filter(pk=int(who)).first() if who.isascii() and who.isdigit() and len(who) < 16 else None
    if found is None:
        raise Refused("This speaker isn't one of the article's any more. Load the page again.")
    return [found]


def _new(article: Article, name: str, kind: str, title: str) -> Speaker:
    """The speaker of that name and kind, who may be there already."""
    if not name:
        raise Refused("Say what the new speaker is called.")
    if kind not in SpeakerKind.values:
        raise Refused("Say what the new speaker is: a person, an organisation, a group, a document.")
    found = Speaker.objects.filter(article=article, name__iexact=name[:300], kind=kind, merged_into=None)
    return found.first() or Speaker.objects.create(
        article=article, name=name[:300], kind=kind, title=title[:300]
    )


def new_attribution(claim: Claim, draft: Draft) -> Attribution:
    """An attribution for a claim that has none, with neither speaker nor words as yet."""
    return attribution_for(claim.article_id, draft, held(claim, draft).content)


def attribution_for(article_id: int, draft: Draft, content: Spans) -> Attribution:
    """The same for these words: quoted where they stand between quotation marks."""
    quoted = inside(draft.text)
    flags = {bool(quoted[at]) for start, end in content for at in range(start, end)}
    whole = AttributionKind.QUOTED if True in flags else AttributionKind.INDIRECT
    kind = AttributionKind.MIXED if len(flags) > 1 else whole
    return Attribution.objects.create(article_id=article_id, kind=kind)


def speak(attributions: Iterable[Attribution], speakers: Sequence[Speaker]) -> None:
    """Let these be who speaks there, because a person says so; what the machine read is kept beside it."""
    for one in attributions:
        if one.read_as is None:
            one.read_as = sorted(one.speakers.values_list("name", flat=True))
            one.save(update_fields=["read_as"])
        one.speakers.set(speakers)


def said_anew(
    attributions: Sequence[Attribution],
    draft: Draft,
    why: str,
    told: dict[str, Any],
    *,
    by: User,
    key: str,
    first: Claim | None = None,
) -> None:
    """Reopen the claims of attributions that have other speakers now, each with its event; the claim `first`, which may
    be new to its attribution, with the key itself."""
    under = [(one, said) for said in attributions for one in of_attribution(said, draft)]
    if first and first.pk not in {one.pk for one, _ in under}:
        under.insert(0, (first, attributions[0]))
    for one, said in under:
        mended(
            one,
            draft,
            why,
            what=EventKind.SPEAKER_SET,
            by=by,
            key=key if first and one.pk == first.pk else f"{key}:{one.pk}",
            after=was(one, draft) | told,
            spoken_anew=True,
            attribution=said,
        )


def speak_instead(
    claim: Claim,
    draft: Draft,
    attributions: Sequence[Attribution],
    old: Speaker,
    new: Speaker,
    *,
    what: EventKind,
    after: dict[str, Any],
    why: str,
    by: User,
    key: str,
) -> None:
    """Let `new` say what `old` said there, beside whoever else does, with the event and each claim reopened."""
    for one in attributions:
        speak([one], [*one.speakers.exclude(pk__in=(old.pk, new.pk)), new])
    told = {"from": old.name, "to": new.name, "speakers": speakers_content(claim.article_id)}
    moved = {"attributions": [one.pk for one in attributions]}
    undo = {"rows": changed_since(draft)}
    record(article_id=claim.article_id, what=what, by=by, key=key, after=told | after | moved, undo=undo)
    said_anew(attributions, draft, why, told, by=by, key=key)


def names(speakers: Iterable[Speaker]) -> str:
    return " and ".join(one.name for one in speakers)

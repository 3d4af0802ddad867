"""How an article stood at a past moment, replayed from its history."""

from __future__ import annotations

from dataclasses import dataclass, field

from claims.models import Event
from claims.services.history_replay import Told
from claims.services.history_rows import AT_ONCE
from claims.vocabulary import EventKind


@dataclass(slots=True)
class Moment:
    """What the history tells up to and with one event. `signed`: ids of the signatures that held, in their order;
    `unsure`: there are some whose words retention has erased; `split_erased`: so are those of which claims there were.
    """

    event: Event
    told: Told = field(default_factory=Told)
    signed: list[int] = field(default_factory=list)
    unsure: bool = False

    @property
    def split_erased(self) -> bool:
        return bool(self.told.erased[EventKind.SPLIT, None])


SIGNATURES = (EventKind.SIGNED, EventKind.OVERRIDDEN, EventKind.SIGNATURE_REVOKED)


def moment_of(article_id: int, number: int) -> Moment | None:
    """The article after the event with this number; None where there is no such event. Changes nothing.

    One query, which reads the chain up to there; for who may see the article.
    """
    events = Event.objects.filter(article_id=article_id, number__lte=number).order_by("number")
    moment: Moment | None = None
    for event in events.select_related("payload", "by").iterator(chunk_size=AT_ONCE):
        moment = moment or Moment(event)
        moment.event = event
        _follow(moment, event)
    return moment if moment and moment.event.number == number else None


def _follow(moment: Moment, event: Event) -> None:
    payload = getattr(event, "payload", None)
    before, after = (payload.before, payload.after) if payload else (None, None)
    for _difference in moment.told.take(event, before, after):
        pass  # what doesn't fit is verify_history's to say
    if event.what not in SIGNATURES:
        return
    if after is None:
        moment.unsure = True
    elif event.what == EventKind.SIGNATURE_REVOKED:
        moment.signed = [pk for pk in moment.signed if pk not in after["sign_offs"]]
    else:
        moment.signed.append(after["sign_off"])

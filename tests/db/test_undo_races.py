"""Undo and somebody else at the same moment, on real connections: one of them was first, and the other is told."""

from __future__ import annotations

import pytest

from claims.errors import Refused
from claims.models import Claim, Event, Note
from claims.permissions.undo import Act, last_act
from claims.services.action_undo import action_undo
from claims.services.note_write import note_write
from claims.vocabulary import EventKind, State
from tests import factories as make
from tests.support.database import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("history_holds")]


def test_whoever_acts_first_wins(room: make.Newsroom) -> None:
    article, (_, own, *_rest) = make.split_article(room)
    make.moved(own, State.CHECKING, room.checker)
    act = last_act(room.checker, article.pk)
    assert act

    def undo() -> Act:
        return action_undo(article_id=article.pk, by=room.checker, key="u", action=act.action)

    def note() -> Note:
        given = {"article_id": article.pk, "claim_id": own.pk, "by": room.second, "key": "n", "text": "Wait."}
        return note_write(**given)  # type: ignore[arg-type]

    came = at_once([undo, note])
    first = Event.objects.filter(claim=own).order_by("number")[1].what
    state = Claim.objects.get(pk=own.pk).state
    assert isinstance(came[1], Note)
    if first == EventKind.UNDONE:
        assert isinstance(came[0], Act) and state == State.OPEN
    else:
        assert isinstance(came[0], Refused) and state == State.CHECKING


def test_ten_presses_with_one_form_are_one(room: make.Newsroom) -> None:
    article, (_, own, *_rest) = make.split_article(room)
    make.noted(own, room.checker)
    make.moved(own, State.CHECKING, room.checker)
    act = last_act(room.checker, article.pk)
    assert act

    def undo() -> Act:
        return action_undo(article_id=article.pk, by=room.checker, key="u", action=act.action)

    assert {one.action for one in at_once([undo] * 10)} == {act.action}
    assert Event.objects.filter(what=EventKind.UNDONE).count() == 1
    assert Note.objects.count() == 1

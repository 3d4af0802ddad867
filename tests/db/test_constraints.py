"""What must never be in the database is refused by the database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from claims.models import (
    Answer,
    Article,
    Attribution,
    Claim,
    Desk,
    Draft,
    Event,
    Evidence,
    Membership,
    Place,
    Sentence,
    Speaker,
    Split,
    Use,
    User,
)
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> make.Newsroom:
    room = make.newsroom()
    claims = make.split_article(room)[1]
    make.settled(claims[1], room.checker)
    return room


def again(model: Any, **changes: Any) -> None:
    """The newest row of a model, stored once more with these changes."""
    row = model.objects.latest("pk")
    row.pk = None
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(force_insert=True)


def content() -> Place:
    return Place.objects.filter(part="content", piece=0).latest("pk")


def place(**changes: Any) -> None:
    row = content()
    row.pk, row.piece, row.fingerprint = None, 7, ""
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(force_insert=True)


NEVER: dict[str, Callable[[], object]] = {
    "an empty sentence": lambda: again(Sentence, start=5, end=5),
    "a sentence that ends before it starts": lambda: again(Sentence, start=5, end=4),
    "two sentences at one start": lambda: again(Sentence),
    "an unknown coverage": lambda: again(Sentence, start=5, coverage="x"),
    "an empty place": lambda: place(start=5, end=5),
    "a place that ends before it starts": lambda: place(start=5, end=4),
    "a place before the text": lambda: place(start=-1),
    "a place of nobody": lambda: place(claim=None),
    "a place of two": lambda: place(attribution=Attribution.objects.latest("pk")),
    "a claim's place that is a source": lambda: place(part="source"),
    "a part that nobody knows": lambda: place(part="x"),
    "a way of standing that nobody knows": lambda: place(how="x"),
    "one piece of a claim twice in a draft": lambda: place(piece=0),
    "the same claim twice in a draft": lambda: place(fingerprint=content().fingerprint),
    "an unknown state of a claim": lambda: again(Claim, state="x"),
    "a claim in work without an owner": lambda: again(Claim, state="checking", owner=None),
    "a second check without an owner": lambda: again(Claim, state="second check", owner=None),
    "an unknown copy resolution": lambda: again(Claim, copy="x"),
    "an unknown origin": lambda: again(Claim, origin="x"),
    "a negative version": lambda: again(Claim, version=-1),
    "an unknown state of an article": lambda: again(Article, state="ready"),
    "an unknown state of a split": lambda: again(Split, state="x"),
    "more than 100 per cent": lambda: again(Split, state="done", progress=101),
    "two drafts of one number": lambda: again(Draft),
    "an empty draft": lambda: again(Draft, number=2, text=""),
    "a draft of 1,000,001 characters": lambda: again(Draft, number=2, text="x" * 1_000_001),
    "an unknown kind of speaker": lambda: again(Speaker, kind="x"),
    "an unknown kind of attribution": lambda: again(Attribution, kind="x"),
    "an answer in round 3": lambda: again(Answer, round=3),
    "an answer that says nothing": lambda: again(Answer, said="", so=""),
    "an unknown answer to the first question": lambda: again(Answer, said="x"),
    "an unknown answer to the second question": lambda: again(Answer, so="x"),
    "an unknown kind of evidence": lambda: again(Evidence, kind="x"),
    "evidence without a title": lambda: again(Evidence, title=""),
    "an unknown stance": lambda: again(Use, stance="x"),
    "an unknown role": lambda: again(Membership, user=make.person(), role="owner"),
    "two roles on one desk": lambda: again(Membership),
    "two desks of one name": lambda: again(Desk),
    "two events of one number": lambda: again(Event, key="another"),
    "one key twice": lambda: again(Event, number=1_000),
    "an unknown kind of event": lambda: again(Event, number=1_000, key="another", what="x"),
    "two people of one name, but for capitals": lambda: again(
        User, username=User.objects.latest("pk").username.upper()
    ),
    "two people of one address": lambda: [make.person(email="a@b.example"), make.person(email="A@b.example")],
}


@pytest.mark.parametrize("name", NEVER)
def test_never(room: make.Newsroom, name: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        NEVER[name]()


def test_the_same_rows_changed_for_good_are_taken(room: make.Newsroom) -> None:
    """So that what is refused above is refused for its own reason."""
    again(Sentence, start=5, end=6)
    place(start=5, end=6)
    again(Claim)
    again(Article)
    again(Split, state="done")
    again(Draft, number=2, text="x" * 1_000_000)
    again(Speaker)
    again(Answer)
    again(Evidence)
    again(Use)
    again(Membership, user=make.person())
    again(Event, number=1_000, key="another")
    make.person()
    make.person()


@pytest.mark.parametrize("first", ["queued", "running"])
@pytest.mark.parametrize("second", ["queued", "running"])
def test_a_draft_has_one_open_split(first: str, second: str) -> None:
    split = make.split_of(make.pasted(make.newsroom()))
    Split.objects.filter(pk=split.pk).update(state=first)
    with pytest.raises(IntegrityError, match="split_open_once"), transaction.atomic():
        Split.objects.create(draft=split.draft, state=second)
    Split.objects.filter(pk=split.pk).update(state="failed")
    Split.objects.create(draft=split.draft, state=second)

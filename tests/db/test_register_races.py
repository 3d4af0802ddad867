"""The register while an article is erased: an entry is there exactly while somebody is linked to it."""

from __future__ import annotations

import pytest

from claims.errors import Refused
from claims.models import RegisterEntry, Speaker
from claims.services.article_erase import article_erase
from claims.services.speaker_register import speaker_register
from tests import factories as make
from tests.support.database import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    "go", [0, pytest.param(1, marks=pytest.mark.long), pytest.param(2, marks=pytest.mark.long)]
)
def test_linked_while_its_last_article_is_erased(go: int) -> None:
    room = make.newsroom()
    goes, stays = make.split_article(room)[0], make.split_article(room)[0]
    entry = make.registered(Speaker.objects.get(article=goes, name="Ann Cole"), room.checker)
    there = Speaker.objects.get(article=stays, name="Ann Cole")
    keys = [make.key() for _ in range(2)]
    came = at_once(
        [
            lambda: article_erase(article_id=goes.pk, by=room.administrator, key=keys[0], note="Asked."),
            lambda: speaker_register(speaker_id=there.pk, by=room.checker, key=keys[1], to=str(entry.pk)),
        ]
    )
    assert not isinstance(came[0], Exception), came
    assert isinstance(came[1], Speaker | Refused), came
    linked = Speaker.objects.filter(entry=entry.pk).exists()
    assert RegisterEntry.objects.filter(pk=entry.pk).exists() == linked == isinstance(came[1], Speaker)

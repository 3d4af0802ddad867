"""Erasing while others are at work: a worker that reads, somebody who attaches, another who erases."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from claims.models import Article, Capture, Claim, Evidence, LeftFile, Split
from claims.services import capture_run as capturing
from claims.services import split_run as splitting
from claims.services.article_erase import article_erase
from claims.services.capture_store import evidence_files
from claims.services.history_check import Tally, check_history
from claims.vocabulary import EvidenceKind
from tests import factories as make
from tests.support.database import at_once
from tests.support.evidence import attach
from tests.support.planted import copied
from tests.support.web import web

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("history_holds")]


def erased(article: Article, room: make.Newsroom) -> Article:
    return article_erase(article_id=article.pk, by=room.administrator, key=make.key(), note="A source asked.")


@pytest.mark.fault("an article deleted while it is split or edited")
def test_while_a_worker_reads_it(room: make.Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    article = make.pasted(room)

    def read(text: str, **more: Any) -> Any:
        erased(article, room)
        return make.found_in(text, *make.SAYINGS)

    monkeypatch.setattr(splitting, "extract", read)
    splitting.split_run(make.split_of(article).pk)
    assert not Split.objects.exists() and not Claim.objects.exists()


def test_while_a_page_is_kept(room: make.Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of it is left in the store."""
    article, (_, own, *_) = make.split_article(room)
    names: list[str] = []
    real = capturing.store_file

    def store(file: Any) -> Any:
        kept = real(file)
        names.append(kept.name)
        erased(article, room)
        return kept

    monkeypatch.setattr(capturing, "store_file", store)
    with web() as site:
        url = site.page("/log", b"<p>Three barges had struck a pier, we heard.</p>")
        make.evidence(own, room.checker, kind=EvidenceKind.WEB_PAGE, url=url)
        capturing.capture_run(Capture.objects.get().pk, site.door())
    assert names and not evidence_files().exists(names[0])
    assert not Capture.objects.exists() and not Evidence.objects.exists()


@pytest.mark.parametrize("_", range(5))
def test_while_its_evidence_is_attached_elsewhere(room: make.Newsroom, _: int) -> None:
    """It is found gone, or it stays with its file; never a use of nothing."""
    article, (_, own, *_) = make.split_article(room)
    evidence = make.evidence(own, room.checker).evidence
    stored = copied(evidence, room.checker).stored
    other = make.split_article(room, make.OWN)[1][0]
    came = at_once([partial(erased, article, room), partial(attach, evidence, other, room.second)])
    assert isinstance(came[0], Article)
    if Evidence.objects.exists():
        assert other.uses.count() == 1 and evidence_files().exists(stored)
    else:
        assert isinstance(came[1], Evidence.DoesNotExist) and not evidence_files().exists(stored)


def test_twice_at_once_is_once(room: make.Newsroom) -> None:
    article, _ = make.split_article(room)
    came = at_once([partial(erased, article, room)] * 4)
    assert all(isinstance(one, Article) for one in came), came
    assert Article.objects.get().events.filter(what="erased").count() == 1
    assert not LeftFile.objects.exists() and list(check_history(Tally())) == []

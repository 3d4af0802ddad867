"""What the search finds is made of other rows by a worker: all of it, once, and nothing that is gone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.contrib.postgres.search import SearchQuery
from django.db import IntegrityError, transaction
from django.utils import timezone

from claims.models import Article, Claim, Evidence, SearchDue, SearchEntry, Speaker
from claims.services import index_due as due
from claims.services.article_erase import article_erase
from claims.services.article_index import article_index
from claims.services.index_rows import PIECE, pieces
from claims.services.index_sweep import index_sweep
from claims.vocabulary import EntryKind
from tests import factories as make
from tests.support.database import at_once, everything, written
from tests.support.evidence import attach
from tests.support.planted import WORD, copied, story, where

pytestmark = pytest.mark.django_db


def found(kind: EntryKind, words: str) -> list[SearchEntry]:
    asked = SearchQuery(words, config="search_words", search_type="raw")
    return list(SearchEntry.objects.filter(kind=kind, lexemes=asked).order_by("pk"))


def test_each_kind_of_thing_has_its_entry(room: make.Newsroom) -> None:
    article, claims = make.split_article(room)
    make.evidence(claims[0], room.checker, title="Pier survey", words="dry rot", result="none")
    make.noted(claims[1], room.checker, "Ask the harbour master.")
    article_index(article.pk)
    kinds = set(SearchEntry.objects.values_list("kind", flat=True))
    assert kinds == set(EntryKind.values)
    [claim] = found(EntryKind.CLAIM, "bridge & safe")
    assert (claim.claim_id, claim.words, claim.called) == (claims[0].pk, "the bridge is safe", "Ann Cole")
    assert claim.folded == "ann cole" and claim.desk_id == article.desk_id
    assert [one.words for one in found(EntryKind.EVIDENCE, "rot")] == ["Pier survey\n\ndry rot\n\nnone"]
    assert [one.called for one in found(EntryKind.ARTICLE, "barges")] == [article.title]
    assert found(EntryKind.SPEAKER, "cole") and found(EntryKind.NOTE, "master")
    assert {one.claim_id for one in found(EntryKind.CLAIM, "cole")} == {claims[0].pk}, "found by who said it"


def test_numbers_are_kept_in_digits(room: make.Newsroom) -> None:
    text = "Deaths rise\n\nThe ministry said twenty-two people died. It has spent 3.5 million euros."
    saying = make.Saying("twenty-two people died", "The ministry", "said", "The ministry", "")
    article, [claim] = make.split_article(room, saying, text=text)
    article_index(article.pk)
    assert [one.claim_id for one in found(EntryKind.CLAIM, "xfig22x")] == [claim.pk]
    assert found(EntryKind.CLAIM, "xfig22x")[0].figures == ["22"]
    assert found(EntryKind.ARTICLE, "xfig3500000x & twenty <-> two")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Ščerbák’s café — naïve", "scerbak & cafe & naive"),
        ("COVID-19 and/or U.S.", "covid <-> 19 & and <-> or & u <-> s"),
        ("see https://harbour.example/log_2026?x=1", "harbour & example & log & 2026"),
        ("Straße 2,200.5 Ωmega ÉCOLE", "strasse & 200 & ecole"),
        ("„Größe“ «Привет» 『東京』", "grosse & привет & 東京"),
    ],
)
def test_words_are_words_whatever_stands_around_them(room: make.Newsroom, text: str, asked: str) -> None:
    article, claims = make.split_article(room)
    make.noted(claims[0], room.checker, text)
    article_index(article.pk)
    assert [one.words for one in found(EntryKind.NOTE, asked)] == [text]


def test_a_second_run_writes_nothing_and_a_change_only_what_changed(room: make.Newsroom) -> None:
    article, claims = make.split_article(room)
    make.evidence(claims[0], room.checker)
    article_index(article.pk)
    before, rows = everything(), written()
    article_index(article.pk)
    assert everything() == before and written() == rows
    make.noted(article, room.checker)
    rows = written()
    article_index(article.pk)
    assert written() == rows + 2, "the note's entry, and that nothing is due"


def test_a_claim_that_was_lost_is_found_by_its_last_words(room: make.Newsroom) -> None:
    article, claims = make.split_article(room, make.SAYINGS[0])
    make.next_draft(article, room.reporter, make.TEXT.replace("said the bridge is safe", "spoke at length"))
    article_index(article.pk)
    assert [one.claim_id for one in found(EntryKind.CLAIM, "bridge & safe")] == [claims[0].pk]
    assert not found(EntryKind.ARTICLE, "safe")


def test_speakers_who_are_one_are_found_by_both_names(room: make.Newsroom) -> None:
    article, claims = make.split_article(room)
    one, other = Speaker.objects.filter(article=article).order_by("pk")[:2]
    make.speakers_are_one(claims[0], room.checker, one, other)
    article_index(article.pk)
    assert SearchEntry.objects.get(speaker=other).called == f"{other.name}; {one.name}"
    assert not SearchEntry.objects.filter(speaker=one).exists()


def test_kept_copies_are_found_and_gone_with_the_story(room: make.Newsroom) -> None:
    article, _ = story(room)
    assert "claims.SearchEntry" in where()
    assert found(EntryKind.EVIDENCE, WORD)
    article_erase(article_id=article.pk, by=room.administrator, key=make.key(), note="A source asked.")
    assert not SearchEntry.objects.exists() and where() == set()
    assert SearchDue.objects.filter(article=article).exists()
    article_index(article.pk)
    assert not SearchEntry.objects.exists() and not SearchDue.objects.exists()


def test_what_is_confidential_has_no_entry(room: make.Newsroom) -> None:
    article, claims = make.split_article(room)
    make.confidential_evidence(claims[0], room.checker, room.editor, pseudonym="Source paper")
    article_index(article.pk)
    assert Evidence.objects.filter(confidential=True).exists()
    assert not SearchEntry.objects.filter(kind=EntryKind.EVIDENCE).exists()


def test_a_new_copy_is_found_by_the_event_that_tells_of_it(room: make.Newsroom) -> None:
    article, claims = make.split_article(room)
    use = make.evidence(claims[0], room.checker)
    article_index(article.pk)
    assert not SearchDue.objects.exists()
    copied(use.evidence, room.checker)
    assert SearchDue.objects.get().article_id == article.pk
    article_index(article.pk)
    assert found(EntryKind.EVIDENCE, WORD)


def test_each_entry_is_about_one_thing_and_once(room: make.Newsroom) -> None:
    article, claims = make.split_article(room)
    article_index(article.pk)
    whole = {"desk": room.desk, "at": timezone.now(), "words": "x", "article": article}
    for wrong in (
        {"kind": EntryKind.CLAIM},
        {"kind": EntryKind.NOTE, "claim": claims[0]},
        {"kind": EntryKind.ARTICLE, "article": None},
        {"kind": EntryKind.CLAIM, "claim": claims[0]},
        {"kind": EntryKind.ARTICLE},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            SearchEntry.objects.create(**whole | wrong)


def test_a_long_text_is_cut_between_words() -> None:
    text = "quay " * PIECE
    cut = list(pieces(text))
    assert " ".join(cut).split() == text.split() and max(map(len, cut)) <= PIECE
    assert [len(one) for one in pieces("x" * (PIECE + 5))] == [PIECE, 5]
    assert list(pieces(" \n")) == [] and list(pieces("a\0b")) == ["a b"]


# -- the record of what is due -------------------------------------------------------------------------------


def test_one_message_however_much_is_written(
    room: make.Newsroom,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    article, claims = make.split_article(room)
    article_index(article.pk)
    with django_capture_on_commit_callbacks() as asked:
        for _ in range(3):
            make.noted(claims[0], room.checker)
            due.index_due(article.pk)
    assert len([one for one in asked if getattr(one, "args", [None])[-1] == article.pk]) == 1


def test_the_sweep_asks_again_and_waits_longer_each_time(room: make.Newsroom, settings: Any) -> None:
    article, _ = make.split_article(room)
    assert index_sweep() == 0, "its message is under way"
    SearchDue.objects.update(since=timezone.now() - timedelta(minutes=1))
    assert index_sweep() == 1
    assert index_sweep() == 0
    for attempts in (2, 3):
        SearchDue.objects.update(published=timezone.now() - timedelta(minutes=1))
        assert index_sweep() == 1
        assert SearchDue.objects.get().attempts == attempts
    assert SearchDue.objects.get().published > timezone.now() + timedelta(seconds=30)
    article_index(article.pk)
    assert not SearchDue.objects.exists()


def test_an_article_that_is_not_there_is_left(db: None) -> None:
    article_index(0)
    assert not SearchEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_at_once_and_an_erasure_leave_one_state(room: make.Newsroom) -> None:
    article, claims = make.split_article(room)
    use = make.evidence(claims[0], room.checker)
    other, others = make.split_article(room, text=make.TEXT + " It rained.")
    attach(use.evidence, others[0], room.checker)
    came = at_once([partial(article_index, pk) for pk in (article.pk, other.pk, article.pk, other.pk)])
    assert came == [None] * 4
    assert SearchEntry.objects.filter(kind=EntryKind.CLAIM).count() == Claim.objects.count()
    assert SearchEntry.objects.filter(kind=EntryKind.EVIDENCE).count() == 1
    make.noted(claims[0], room.checker)
    erase = partial(
        article_erase, article_id=article.pk, by=room.administrator, key=make.key(), note="A source asked."
    )
    came = at_once([partial(article_index, article.pk), erase, partial(article_index, other.pk)])
    assert isinstance(came[1], Article)
    assert not SearchEntry.objects.filter(article=article).exists()
    assert SearchEntry.objects.filter(evidence=use.evidence).count() == 1

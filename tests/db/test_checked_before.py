"""What was checked before: who sees what of it, and what is kept from whom."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from django.db import connection

from claims.extraction.figures import find_figures
from claims.matching.likeness import Kind
from claims.models import Article, Claim, ClaimVector, Desk, SearchDue, SearchEntry, User
from claims.selectors.checked_before import Earlier, checked_before
from claims.selectors.matched import matching_by_meaning
from claims.services.article_erase import article_erase
from claims.services.article_index import article_index
from claims.services.meaning_read import meaning_read
from claims.vocabulary import Role, State
from newsroom.databases import as_owner
from tests import factories as make

pytestmark = pytest.mark.django_db
BRIDGE = "The bridge has stood for ninety years."
SAME = "For ninety years the bridge has been standing."
OTHER_FIGURE = "The bridge has stood for seventy years."
OPPOSITE = "The bridge has not stood for ninety years."


@pytest.fixture
def room() -> make.Newsroom:
    return make.newsroom()


def told(room: make.Newsroom, words: str, desk: Desk | None = None, by: User | None = None) -> Claim:
    """An article whose one claim has these words, taken in by the search."""
    text = f"A story\n\n{words}"
    article, (claim,) = make.split_article(room, make.Saying(words), text=text, by=by)
    figures = find_figures(text, ((text.index(words), len(text)),))
    Claim.objects.filter(pk=claim.pk).update(figures=[asdict(one) for one in figures])
    if desk is not None:
        Article.objects.filter(pk=article.pk).update(desk=desk)
    article_index(article.pk)
    return claim


def before(user: User, claim: Claim) -> list[tuple[Claim, Kind]]:
    return [(one.claim, one.kind) for one in shown(user, claim)]


def shown(user: User, claim: Claim) -> tuple[Earlier, ...]:
    claim = Claim.objects.select_related("article__desk").get(pk=claim.pk)
    return checked_before(user, claim).earlier


def test_the_same_said_otherwise_is_found_with_what_was_found_and_when(room: make.Newsroom) -> None:
    earlier = make.settled(told(room, SAME), room.checker)
    claim = told(room, BRIDGE)
    (one,) = shown(room.checker, claim)
    assert (one.claim, one.kind, one.words, one.said_by) == (
        earlier,
        Kind.SAME,
        SAME,
        "Own voice",
    )
    assert one.found is not None
    assert (one.found.so, one.found.by, one.found.at) == (
        "confirmed",
        room.checker.name,
        earlier.answers.get().at,
    )
    assert [thing["title"] for thing in one.evidence] == ["Inspection report"]
    assert one.may_use.allowed


def test_another_figure_and_the_opposite_are_told_apart(room: make.Newsroom) -> None:
    figure, opposite, same = (told(room, words) for words in (OTHER_FIGURE, OPPOSITE, SAME))
    claim = told(room, BRIDGE)
    assert before(room.editor, claim) == [
        (same, Kind.SAME),
        (figure, Kind.FIGURE),
        (opposite, Kind.OPPOSITE),
    ]
    assert not any(one.newer for one in shown(room.editor, claim))


def test_a_newer_figure_asks_for_another_look_at_what_is_settled(room: make.Newsroom) -> None:
    claim = make.settled(told(room, BRIDGE), room.checker)
    newer = told(room, OTHER_FIGURE)
    claim = Claim.objects.select_related("article__desk").get(pk=claim.pk)
    assert [one.claim for one in checked_before(room.checker, claim).look_again] == [newer]
    Article.objects.filter(pk=claim.article_id).update(state="published")
    claim = Claim.objects.select_related("article__desk").get(pk=claim.pk)
    assert not checked_before(room.checker, claim).look_again


def test_what_the_reader_does_not_see_is_not_there(room: make.Newsroom) -> None:
    """Another desk's claim, a confidential desk's, one that was dismissed."""
    elsewhere = told(room, SAME, desk=room.other)
    claim = told(room, BRIDGE)
    assert before(room.checker, claim) == []
    both = make.person(Role.CHECKER, room.desk)
    make.Membership.objects.create(user=both, desk=room.other, role=Role.CHECKER)
    assert before(both, claim) == [(elsewhere, Kind.SAME)]
    Desk.objects.filter(pk=room.other.pk).update(confidential=True)
    (one,) = shown(both, claim)
    assert "confidential" in one.may_use.why
    Claim.objects.filter(pk=elsewhere.pk).update(state=State.DISMISSED)
    assert before(both, claim) == []


def test_what_is_not_settled_has_no_verdict(room: make.Newsroom) -> None:
    earlier = told(room, SAME)
    make.evidence(earlier, room.checker)
    make.answered(earlier, room.checker)
    (one,) = shown(room.checker, told(room, BRIDGE))
    assert one.found is None and not one.may_use.allowed


def test_first_answers_stay_hidden_from_who_may_check_second(room: make.Newsroom) -> None:
    earlier = told(room, SAME)
    Claim.objects.filter(pk=earlier.pk).update(high_risk=True, risks=["legal"])
    assert make.settled(make.fresh(earlier), room.checker).state == State.SECOND
    claim = told(room, BRIDGE)
    for person in (room.second, room.editor, room.reader, room.checker):
        assert [one.found for one in shown(person, claim)] == [None]


def test_the_same_rows_after_every_run_and_none_of_what_is_erased(room: make.Newsroom) -> None:
    claim = told(room, BRIDGE)
    assert not SearchDue.objects.exists()
    vector = ClaimVector.objects.get(entry__claim=claim)
    assert meaning_read(claim.article_id) == 0
    SearchEntry.objects.filter(claim=claim).update(words="Other words.")
    assert meaning_read(claim.article_id) == 1
    article_index(claim.article_id)
    again = ClaimVector.objects.get(entry__claim=claim)
    assert (again.digest, list(again.vector)) == (vector.digest, list(vector.vector))
    article_erase(article_id=claim.article_id, by=room.administrator, key=make.key(), note="A source asked.")
    assert not ClaimVector.objects.exists()


def test_a_claim_that_the_search_does_not_know_yet(room: make.Newsroom) -> None:
    told(room, SAME)
    _, (claim,) = make.split_article(room, make.OWN)
    assert before(room.checker, claim) == []


@pytest.mark.django_db(transaction=True)
def test_without_pgvector_it_goes_by_words_figures_and_speakers(room: make.Newsroom) -> None:
    """As in a database that has no such table: the same is found where it shares words."""
    assert matching_by_meaning()
    _rename("claims_claimvector", "away")
    try:
        assert not matching_by_meaning()
        near, far = told(room, "The bridge had stood for ninety years."), told(room, "It is old.")
        figure = told(room, OTHER_FIGURE)
        claim = told(room, BRIDGE)
        assert before(room.checker, claim) == [(near, Kind.SAME), (figure, Kind.FIGURE)]
        assert before(room.checker, far) == []
        article_erase(
            article_id=near.article_id, by=room.administrator, key=make.key(), note="A source asked."
        )
        assert before(room.checker, claim) == [(figure, Kind.FIGURE)]
    finally:
        _rename("away", "claims_claimvector")


def _rename(one: str, other: str) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {one} RENAME TO {other}")


def test_words_that_a_query_could_take_for_its_own(room: make.Newsroom) -> None:
    """Operators, quotes and backslashes are words like others."""
    hostile = r"The bridge's \ 'keeper' & | ! :* <-> (said) it has stood for ninety years, it's said."
    earlier = told(room, hostile)
    claim = told(room, hostile.replace("said.", "told."))
    assert (earlier, Kind.SAME) in before(room.checker, claim)

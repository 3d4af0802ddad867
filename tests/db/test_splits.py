"""A split's rows: stored once, tried again, taken up when nobody is at it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from claims.errors import Refused
from claims.extraction import Split as Found
from claims.models import Article, Attribution, Claim, Event, Place, Sentence, Speaker, Split
from claims.services.history_check import Tally, check_history
from claims.services.split_retry import split_retry
from claims.services.split_run import _take, split_run
from claims.services.split_store import store
from claims.services.split_sweep import split_sweep
from claims.vocabulary import Coverage, EventKind, Part, SplitState, State
from tests import factories as make
from tests.support.database import everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(room: make.Newsroom) -> Article:
    return make.pasted(room)


def found(article: Article) -> Found:
    return make.found_in(make.split_of(article).draft.text, *make.SAYINGS)


def test_all_rows_come_with_the_end_of_the_split(article: Article) -> None:
    split = make.running(article)
    assert store(split.pk, 1, found(article)) is True
    split.refresh_from_db()
    assert (split.state, split.progress, split.model, split.error) == (SplitState.DONE, 100, "by hand", "")
    assert split.finished is not None
    text = split.draft.text
    claims = list(Claim.objects.filter(article=article).order_by("pk"))
    assert [claim.state for claim in claims] == [State.OPEN, State.OPEN, State.OPEN, State.SUGGESTED]
    assert [claim.high_risk for claim in claims] == [False, False, True, False]
    assert [bool(claim.attribution) for claim in claims] == [True, False, True, False]
    for claim, saying in zip(claims, make.SAYINGS, strict=True):
        assert [text[one.start : one.end] for one in claim.places.all()] == [saying.words]
    safe = claims[0].attribution
    assert safe is not None
    words = {one.part: text[one.start : one.end] for one in safe.places.all()}
    assert words == {Part.SOURCE: "Mayor Ann Cole", Part.CUE: "said"}
    (speaker,) = safe.speakers.all()
    assert (speaker.name, speaker.title) == ("Ann Cole", "Mayor")
    assert [text[start:end] for _, start, end in speaker.mentions] == ["Mayor Ann Cole"]
    coverage = list(Sentence.objects.filter(draft=split.draft).values_list("coverage", flat=True))
    assert coverage == [Coverage.OPEN, Coverage.CLAIMED, Coverage.CLAIMED], (
        "nobody has looked at the headline"
    )
    event = Event.objects.latest("pk")
    assert (event.what, event.by, event.number) == (EventKind.SPLIT, None, 2)
    assert [row[:2] for row in event.payload.after["claims"]] == [[one.pk, one.state] for one in claims]


def test_a_text_with_no_claims_is_split_too(article: Article) -> None:
    split = make.running(article)
    assert store(split.pk, 1, make.found_in(split.draft.text))
    assert not Claim.objects.filter(article=article).exists()
    assert make.split_of(article).state == SplitState.DONE


@pytest.mark.parametrize(
    ("state", "attempts", "attempt"),
    [
        (SplitState.QUEUED, 1, 1),
        (SplitState.RUNNING, 2, 1),
        (SplitState.RUNNING, 1, 2),
        (SplitState.DONE, 1, 1),
        (SplitState.FAILED, 1, 1),
    ],
)
def test_an_attempt_that_was_given_up_on_stores_nothing(
    article: Article, state: str, attempts: int, attempt: int
) -> None:
    split = make.split_of(article)
    Split.objects.filter(pk=split.pk).update(state=state, attempts=attempts)
    before = everything()
    assert store(split.pk, attempt, found(article)) is False
    assert everything() == before


def test_storing_twice_stores_once(article: Article) -> None:
    split = make.running(article)
    assert store(split.pk, 1, found(article))
    after = everything()
    assert not store(split.pk, 1, found(article))
    assert everything() == after


def test_when_a_row_is_refused_the_split_is_not_done(article: Article) -> None:
    """The same claim twice: the database refuses it, and nothing of the split is left."""
    split = make.running(article)
    one = make.found_in(split.draft.text, make.OWN)
    twice = Found(one.blocks, one.sentences, one.speakers, one.attributions, one.claims * 2, one.model)
    before = everything()
    with pytest.raises(Exception, match="place_same_claim_once"):
        store(split.pk, 1, twice)
    connection.needs_rollback = False
    assert everything() == before


def test_two_claims_with_the_same_words_at_two_places_are_two(room: make.Newsroom) -> None:
    text = "It is safe. It is safe. It is safe."
    claims = make.split_article(room, *[make.Saying("It is safe")] * 3, text=text)[1]
    assert len(claims) == 3
    assert len({claim.wording for claim in claims}) == 1


def test_many_claims_cost_as_many_queries_as_few(room: make.Newsroom) -> None:
    from django.test.utils import CaptureQueriesContext

    counts = []
    for number in (1, 300):
        text = " ".join(f"Mayor Ann Cole said bridge {at} is safe." for at in range(number))
        article = make.pasted(room, text=text)
        split = make.running(article)
        sayings = [
            make.Saying(f"bridge {at} is safe", "Mayor Ann Cole", "said", "Ann Cole") for at in range(number)
        ]
        hand = make.found_in(text, *sayings)
        with CaptureQueriesContext(connection) as queries:
            assert store(split.pk, 1, hand)
        counts.append(len(queries))
        assert Claim.objects.filter(article=article).count() == number
    assert counts[0] == counts[1]


def test_only_one_worker_takes_a_split(article: Article) -> None:
    split = make.split_of(article)
    assert _take(split.pk) == 1
    assert _take(split.pk) is None
    Split.objects.filter(pk=split.pk).update(state=SplitState.QUEUED, attempts=3)
    assert _take(split.pk) is None, "three attempts are enough"


@pytest.mark.parametrize("state", [SplitState.RUNNING, SplitState.DONE, SplitState.FAILED])
def test_a_message_that_comes_twice_does_nothing(article: Article, state: str) -> None:
    split = make.split_of(article)
    Split.objects.filter(pk=split.pk).update(state=state)
    before = everything()
    split_run(split.pk)
    assert everything() == before


def test_what_the_real_splitter_finds_is_stored_and_holds(article: Article) -> None:
    """The model itself: each place is a slice of the draft, and the history holds afterwards."""
    split = make.split_of(article)
    split_run(split.pk)
    split.refresh_from_db()
    assert (split.state, split.attempts, split.error) == (SplitState.DONE, 1, "")
    text = split.draft.text
    claims = list(Claim.objects.filter(article=article))
    assert any("safe" in text[one.start : one.end] for claim in claims for one in claim.places.all())
    places = list(Place.objects.filter(draft=split.draft))
    assert all(0 <= one.start < one.end <= len(text) for one in places)
    assert "Ann Cole" in " ".join(Speaker.objects.filter(article=article).values_list("name", flat=True))
    assert list(check_history(Tally(), article.pk)) == []


def test_a_message_about_nothing_does_nothing() -> None:
    split_run(1 << 40)


# -- again ---------------------------------------------------------------------------------------------------


@pytest.fixture
def failed(article: Article) -> Article:
    Split.objects.filter(draft__article=article).update(state=SplitState.FAILED, attempts=3, error="Broken.")
    return article


def test_trying_again_is_a_new_split_and_an_event(room: make.Newsroom, failed: Article) -> None:
    split = split_retry(article_id=failed.pk, by=room.reporter, key="k")
    assert (split.state, split.attempts, split.error) == (SplitState.QUEUED, 0, "")
    assert list(Split.objects.order_by("pk").values_list("state", flat=True)) == ["failed", "queued"]
    assert Event.objects.get(key="k").payload.after == {"split": split.pk}


@pytest.mark.parametrize("state", [SplitState.QUEUED, SplitState.RUNNING])
def test_one_under_way_is_left_alone(room: make.Newsroom, article: Article, state: str) -> None:
    Split.objects.update(state=state)
    before = everything()
    assert split_retry(article_id=article.pk, by=room.reporter, key="k") == make.split_of(article)
    assert everything() == before


def test_a_draft_that_is_split_is_not_split_again(room: make.Newsroom) -> None:
    article, _ = make.split_article(room)
    with pytest.raises(Refused, match="already split"):
        split_retry(article_id=article.pk, by=room.editor, key="k")


# -- the sweep -----------------------------------------------------------------------------------------------


def aged(article: Article, state: str, *, attempts: int, ago: float, column: str = "heartbeat") -> Split:
    """The article's split, whose clock was last set so many seconds ago."""
    when = timezone.now() - timedelta(seconds=ago)
    Split.objects.filter(draft__article=article).update(state=state, attempts=attempts, **{column: when})
    return make.split_of(article)


def test_a_quiet_worker_loses_its_split(article: Article) -> None:
    aged(article, SplitState.RUNNING, attempts=1, ago=31)
    assert split_sweep() == 1
    split = make.split_of(article)
    assert (split.state, split.attempts) == (SplitState.QUEUED, 1)
    assert split.error == "Attempt 1 stopped without a word: its worker ended."
    assert split.published is not None


def test_a_worker_that_is_heard_keeps_its_split(article: Article) -> None:
    aged(article, SplitState.RUNNING, attempts=1, ago=5)
    before = everything()
    assert split_sweep() == 0
    assert everything() == before


def test_after_three_attempts_it_is_a_persons_matter(article: Article) -> None:
    aged(article, SplitState.RUNNING, attempts=3, ago=31)
    assert split_sweep() == 0
    assert make.split_of(article).state == SplitState.FAILED
    event = Event.objects.latest("pk")
    assert (event.what, event.by) == (EventKind.SPLIT_FAILED, None)
    assert event.payload.note == "Attempt 3 stopped without a word: its worker ended."
    assert split_sweep() == 0
    assert Event.objects.count() == 2


def test_a_message_that_may_be_lost_is_sent_again(article: Article) -> None:
    aged(article, SplitState.QUEUED, attempts=0, ago=16, column="published")
    assert split_sweep() == 1
    assert split_sweep() == 0, "it was just sent"


def test_a_fresh_paste_is_not_sent_twice(article: Article) -> None:
    assert split_sweep() == 0


def test_an_attempt_that_broke_is_sent_at_once(article: Article) -> None:
    Split.objects.update(state=SplitState.QUEUED, attempts=1, published=None)
    assert split_sweep() == 1


@pytest.mark.parametrize("state", [SplitState.DONE, SplitState.FAILED])
def test_what_has_ended_is_left_alone(article: Article, state: str) -> None:
    aged(article, state, attempts=1, ago=3_600)
    before = everything()
    assert split_sweep() == 0
    assert everything() == before


def test_a_clock_an_hour_off_reaps_nothing(article: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ages are the database's: this process may think that it is any time of day."""
    aged(article, SplitState.RUNNING, attempts=1, ago=5)
    real = timezone.now
    for hours in (-1, 1):
        monkeypatch.setattr(timezone, "now", lambda hours=hours: real() + timedelta(hours=hours))
        assert split_sweep() == 0
    assert make.split_of(article).state == SplitState.RUNNING


def test_nothing_of_the_rows_of_a_split_is_left_out_of_everything() -> None:
    """The comparisons above would prove nothing if `everything` missed these tables."""
    names = {model._meta.label for model in (Attribution, Claim, Event, Place, Sentence, Speaker, Split)}
    assert names <= set(everything())

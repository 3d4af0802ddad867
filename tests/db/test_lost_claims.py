"""A claim that lost its place: given one again, at other words or at a claim found there, or cut from the copy."""

from __future__ import annotations

import pytest

from claims.drafts import read_draft
from claims.errors import Refused, Stale
from claims.gate import standing_of
from claims.models import Answer, Article, Claim, Event, Place, Sentence, User
from claims.selectors.places import places_of, words_of
from claims.services.claim_cut import claim_cut
from claims.services.claim_fixed import claim_fixed
from claims.services.claim_reattach import claim_reattach
from claims.services.draft_paste import draft_paste
from claims.vocabulary import Copy, Coverage, EventKind, How, So, State
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("history_holds")]

GONE = "It has stood for ninety years."
OTHER = "Generations have crossed it, engineers keep saying in the town."


@pytest.fixture
def lost(room: make.Newsroom) -> Claim:
    """The own-voice claim, settled, and rewritten past recognition in the second draft; all else is done."""
    article = make.signable(room)
    make.next_draft(article, room.reporter, make.TEXT.replace(GONE, OTHER))
    claim = Claim.objects.filter(article=article).order_by("pk")[1]
    assert standing_of(article).gate.blockers[0].claims == (claim.pk,)
    return make.fresh(claim)


def reattach(claim: Claim, by: User, **more: object) -> Claim:
    given = {"seen": make.fresh(claim).version, "key": make.key()} | more
    return claim_reattach(claim_id=claim.pk, by=by, **given)  # type: ignore[arg-type]


def cut(claim: Claim, by: User, **more: object) -> Claim:
    given = {"seen": make.fresh(claim).version, "key": make.key()} | more
    return claim_cut(claim_id=claim.pk, by=by, **given)  # type: ignore[arg-type]


def words(claim: Claim) -> str:
    draft = read_draft(claim.article)
    return words_of(draft.text, places_of(draft).content.get(claim.pk, ()))


NOW = "Generations have crossed it"


def test_it_stands_where_a_person_says_and_is_looked_at_again(lost: Claim, room: make.Newsroom) -> None:
    found = reattach(lost, room.checker, words=f"  {NOW}\n")
    assert (words(found), found.state) == (NOW, State.STALE)
    assert found.stale_why == "It was given its place in draft 2 again, at other words."
    assert found.wording != lost.wording and found.uses.count() == 1
    assert Place.objects.get(draft__number=2, claim=lost).how == How.REATTACHED
    sentence = Sentence.objects.get(
        draft__number=2,
        start__lte=Place.objects.get(draft__number=2, claim=lost).start,
        end__gt=Place.objects.get(draft__number=2, claim=lost).start,
    )
    assert sentence.coverage == Coverage.CLAIMED
    assert "lost" not in {one.name for one in standing_of(found.article).gate.blockers}


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("", "Copy the words"),
        ("   ", "Copy the words"),
        (GONE, "isn't in draft 2"),
        ("ridge", "isn't in draft 2"),
        ("a", "more than once"),
        ("the bridge is safe", "Another claim stands"),
    ],
)
def test_where_it_is_not_put(lost: Claim, room: make.Newsroom, given: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        reattach(lost, room.checker, words=given)
    assert words(make.fresh(lost)) == ""


def test_it_takes_the_place_of_a_claim_that_nobody_worked_on(room: make.Newsroom) -> None:
    article = make.signable(room)
    new = make.Saying(NOW, risks=("casualty",))
    make.next_draft(article, room.reporter, make.TEXT.replace(GONE, OTHER), make.SAFE, new)
    lost, found = Claim.objects.filter(article=article).order_by("pk")[1], Claim.objects.latest("pk")
    now = reattach(lost, room.checker, instead=found.pk)
    assert (words(now), now.state) == (NOW, State.STALE)
    assert make.fresh(found).state == State.DISMISSED, "by one person: no words of it stand anywhere"
    assert [one.claims for one in standing_of(article).gate.blockers if one.name == "stale"] == [(lost.pk,)]


def test_its_words_are_enough_to_take_that_place(room: make.Newsroom) -> None:
    article = make.signable(room)
    make.next_draft(article, room.reporter, make.TEXT.replace(GONE, OTHER), make.SAFE, make.Saying(NOW))
    lost, found = Claim.objects.filter(article=article).order_by("pk")[1], Claim.objects.latest("pk")
    assert words(reattach(lost, room.checker, words=f"{NOW}, engineers")) == NOW
    assert make.fresh(found).state == State.DISMISSED


def test_no_claim_that_somebody_worked_on_is_taken_over(room: make.Newsroom) -> None:
    article = make.signable(room)
    make.next_draft(article, room.reporter, make.TEXT.replace(GONE, OTHER), make.SAFE, make.Saying(NOW))
    lost, found = Claim.objects.filter(article=article).order_by("pk")[1], Claim.objects.latest("pk")
    make.evidence(found, room.second)
    with pytest.raises(Refused, match="somebody has worked on it"):
        reattach(lost, room.checker, instead=found.pk)
    with pytest.raises(Refused, match="no place"):
        reattach(lost, room.checker, instead=make.split_article(room)[1][0].pk)


def test_a_sentence_that_people_cleared_is_claimed_again(room: make.Newsroom) -> None:
    article = make.signable(room)
    make.next_draft(article, room.reporter, make.TEXT.replace(f" {GONE}", f"\n\n{OTHER}"))
    make.every_sentence_cleared(article, room)
    cleared = Sentence.objects.get(draft__number=2, start=read_draft(article).text.index(NOW))
    assert cleared.coverage == Coverage.NOTHING
    reattach(Claim.objects.filter(article=article).order_by("pk")[1], room.checker, words=NOW)
    cleared.refresh_from_db()
    assert (cleared.coverage, cleared.cleared_by) == (Coverage.CLAIMED, None)


def test_an_attributed_claim_takes_the_attribution_of_its_sentence(room: make.Newsroom) -> None:
    article, (safe,) = make.split_article(room, make.SAFE)
    text = make.TEXT.replace(
        "Mayor Ann Cole said the bridge is safe.", "No cause for worry there, said Ann Cole at noon."
    )
    worry = make.Saying("at noon", "Ann Cole", "said", "Ann Cole")
    make.next_draft(article, room.reporter, text, worry)
    assert words(make.fresh(safe)) == ""
    now = reattach(safe, room.checker, words="No cause for worry there")
    assert now.attribution_id == Claim.objects.latest("pk").attribution_id


def test_cut_from_the_copy(lost: Claim, room: make.Newsroom) -> None:
    found = cut(lost, room.checker)
    assert (found.state, found.copy, found.dismissal_why) == (
        State.DISMISSED,
        Copy.CUT,
        "Cut from the copy in draft 2.",
    )
    assert Event.objects.get(claim=lost, what=EventKind.CUT).by == room.checker
    assert "lost" not in {one.name for one in standing_of(found.article).gate.blockers}


def test_what_was_cut_and_comes_back_is_looked_at_again(lost: Claim, room: make.Newsroom) -> None:
    cut(lost, room.checker)
    make.next_draft(lost.article, room.reporter, make.TEXT)
    now = make.fresh(lost)
    assert (now.state, now.copy, words(now)) == (State.STALE, "", "It has stood for ninety years")
    assert now.stale_why == "It was cut, and stands in draft 3 again."
    make.moved(now, State.CHECKING, room.checker, "It is back.")
    make.answered(now, room.checker, settle=True)
    assert make.fresh(now).state == State.SETTLED


def test_one_person_says_that_a_high_risk_was_cut(room: make.Newsroom) -> None:
    article = make.signable(room)
    hurt = Claim.objects.filter(article=article).order_by("pk")[2]
    make.next_draft(article, room.reporter, make.TEXT.split("\n\n“")[0])
    assert cut(hurt, room.checker).state == State.DISMISSED


def test_only_what_is_lost_is_cut_or_placed(room: make.Newsroom) -> None:
    _, claims = make.split_article(room)
    with pytest.raises(Refused, match="are in the copy"):
        cut(claims[1], room.checker)
    with pytest.raises(Refused, match="has its place"):
        reattach(claims[1], room.checker, words="Harbour bridge")


def test_while_the_newest_draft_is_read_nothing_is_cut(lost: Claim, room: make.Newsroom) -> None:
    draft_paste(article_id=lost.article_id, by=room.reporter, key="k", text=make.TEXT)
    with pytest.raises(Refused, match="isn't read yet"):
        cut(lost, room.checker)
    with pytest.raises(Refused, match="isn't read yet"):
        reattach(lost, room.checker, words=NOW)


@pytest.mark.parametrize("who", ["reporter", "reader"])
def test_who_may_not(lost: Claim, room: make.Newsroom, who: str) -> None:
    with pytest.raises((Refused, Claim.DoesNotExist)):
        cut(lost, getattr(room, who))
    with pytest.raises((Refused, Claim.DoesNotExist)):
        reattach(lost, getattr(room, who), words=NOW)


def test_a_form_drawn_earlier_and_a_key_sent_twice(lost: Claim, room: make.Newsroom) -> None:
    with pytest.raises(Stale):
        cut(lost, room.checker, seen=lost.version - 1)
    first = reattach(lost, room.checker, words=NOW, key="k", seen=lost.version)
    again = reattach(lost, room.checker, words=NOW, key="k", seen=lost.version)
    assert first.version == again.version


# -- the proposed wording stands in the copy -----------------------------------------------------------------


@pytest.fixture
def proposed(room: make.Newsroom) -> tuple[Article, Claim]:
    article, (own,) = make.split_article(room, make.OWN)
    make.evidence(own, room.checker)
    wrong = {"so": So.WRONG, "copy": Copy.FIX_PROPOSED, "fix": "eighty years"}
    make.answered(own, room.checker, settle=True, **wrong)
    make.next_draft(article, room.reporter, make.TEXT.replace("ninety", "eighty"), make.OWN_FIXED)
    return article, make.fresh(own)


def test_fixed_closes_the_loop(proposed: tuple[Article, Claim], room: make.Newsroom) -> None:
    _, own = proposed
    assert own.state == State.STALE
    done = claim_fixed(claim_id=own.pk, seen=own.version, by=room.second, key=make.key(), so=So.CONFIRMED)
    assert (done.state, done.copy, done.fix, done.owner) == (
        State.SETTLED,
        Copy.FIXED,
        "eighty years",
        room.second,
    )
    old, new = Answer.objects.filter(claim=own).order_by("pk")
    assert (old.so, new.so) == (So.WRONG, So.CONFIRMED)
    assert old.wording != new.wording == done.wording


def test_fixed_takes_an_answer_for_the_new_wording(
    proposed: tuple[Article, Claim], room: make.Newsroom
) -> None:
    _, own = proposed
    with pytest.raises(Refused, match="Choose an answer"):
        claim_fixed(claim_id=own.pk, seen=own.version, by=room.second, key=make.key())
    with pytest.raises(Refused):
        claim_fixed(claim_id=own.pk, seen=own.version, by=room.reporter, key=make.key(), so=So.CONFIRMED)
    assert make.fresh(own).state == State.STALE


def test_only_a_stale_claim_with_a_proposal_is_fixed(room: make.Newsroom) -> None:
    _, claims = make.split_article(room)
    with pytest.raises(Refused, match="No wording was proposed"):
        claim_fixed(claim_id=claims[1].pk, seen=1, by=room.checker, key=make.key(), so=So.CONFIRMED)

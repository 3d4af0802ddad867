"""A claim's words put right by a person: its edges moved, one added, one parted, two merged."""

from __future__ import annotations

import pytest

from claims.drafts import read_draft
from claims.errors import Refused, Stale
from claims.models import Article, Claim, Event, Sentence, User
from claims.selectors.places import places_of, words_of
from claims.services.claim_add import claim_add
from claims.services.claim_edges import claim_edges
from claims.services.claim_part import claim_part
from claims.services.claims_merge import claims_merge
from claims.vocabulary import Coverage, EventKind, Origin, State
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("history_holds")]

TEXT = (
    "Harbour bridge to stay open\n\n"
    "Mayor Ann Cole said the bridge is safe and 12 people were hurt on it. It has stood for ninety years.\n\n"
    "“Nobody was hurt on Monday,” a harbour spokesman said. Three barges had struck a pier."
)
LONG = make.Saying("the bridge is safe and 12 people were hurt on it", "Mayor Ann Cole", "said", "Ann Cole")


@pytest.fixture
def claims(room: make.Newsroom) -> list[Claim]:
    return make.split_article(room, LONG, make.OWN, make.HURT, make.BARGES, text=TEXT)[1]


def edges(claim: Claim, by: User, words: str, **more: object) -> Claim:
    given = {"seen": make.fresh(claim).version, "key": make.key(), "words": words} | more
    return claim_edges(claim_id=claim.pk, by=by, **given)  # type: ignore[arg-type]


def part(claim: Claim, by: User, words: str, **more: object) -> Claim:
    given = {"seen": make.fresh(claim).version, "key": make.key(), "words": words} | more
    return claim_part(claim_id=claim.pk, by=by, **given)  # type: ignore[arg-type]


def merge(claim: Claim, by: User, other: Claim, **more: object) -> Claim:
    given = {"seen": make.fresh(claim).version, "key": make.key(), "other": other.pk} | more
    return claims_merge(claim_id=claim.pk, by=by, **given)  # type: ignore[arg-type]


def add(article: Article, by: User, words: str, **more: object) -> Claim:
    return claim_add(article_id=article.pk, by=by, words=words, **({"key": make.key()} | more))  # type: ignore[arg-type]


def words(claim: Claim) -> str:
    draft = read_draft(claim.article)
    return words_of(draft.text, places_of(draft).content.get(claim.pk, ()))


def coverage(article: Article, words: str) -> str:
    draft = read_draft(article)
    at = draft.text.index(words)
    return Sentence.objects.get(draft=draft, start__lte=at, end__gt=at).coverage


def kinds(claim: Claim) -> list[str]:
    return list(Event.objects.filter(claim=claim).order_by("number").values_list("what", flat=True))


# -- edges -------------------------------------------------------------------------------------------------------


def test_a_settled_claim_with_other_edges_is_stale(claims: list[Claim], room: make.Newsroom) -> None:
    own = make.settled(claims[1], room.checker)
    assert own.state == State.SETTLED
    now = edges(own, room.second, "It has stood for ninety")
    assert (now.state, words(now)) == (State.STALE, "It has stood for ninety")
    assert now.stale_why == "Its edges were moved: it says “It has stood for ninety” now."
    assert now.wording != own.wording
    assert kinds(now)[-2:] == [EventKind.MENDED, EventKind.MOVED]


def test_edges_moved_back_are_the_wording_of_before(claims: list[Claim], room: make.Newsroom) -> None:
    before = make.answered(claims[1], room.checker)
    edges(before, room.checker, "stood for ninety years")
    back = edges(before, room.checker, "It has stood for ninety years")
    assert (back.wording, words(back)) == (before.wording, "It has stood for ninety years")


def test_risks_and_figures_follow_and_none_is_taken_off(claims: list[Claim], room: make.Newsroom) -> None:
    long = claims[0]
    short = edges(long, room.checker, "the bridge is safe")
    assert short.figures == []
    wide = edges(short, room.checker, LONG.words)
    assert "casualty" in wide.risks and wide.high_risk
    assert [figure["low"] for figure in wide.figures] == [12]
    narrow = edges(wide, room.checker, "the bridge is safe")
    assert "casualty" in narrow.risks and narrow.high_risk and narrow.figures == []


def test_a_second_check_goes_back_to_the_first(claims: list[Claim], room: make.Newsroom) -> None:
    hurt = make.settled(claims[2], room.checker)
    assert hurt.state == State.SECOND
    now = edges(hurt, room.checker, "Nobody was hurt on Monday")
    assert (now.state, now.owner) == (State.CHECKING, room.checker)


def test_the_sentences_follow(claims: list[Claim], room: make.Newsroom) -> None:
    article = claims[1].article
    line = coverage(article, "It has stood")
    assert line == Coverage.CLAIMED
    barges = claims[3]
    head = edges(barges, room.checker, "bridge to stay open")
    assert coverage(article, "Harbour bridge") == Coverage.CLAIMED
    assert words(head) == "bridge to stay open"


def test_a_sentence_that_somebody_cleared_is_claimed_and_open_again(
    claims: list[Claim], room: make.Newsroom
) -> None:
    article = claims[3].article
    make.cleared(Sentence.objects.get(draft=read_draft(article), start=0), room.second)
    edges(claims[3], room.checker, "Harbour bridge to stay open")
    head = Sentence.objects.get(draft=read_draft(article), start=0)
    assert (head.coverage, head.cleared_by, head.why) == (Coverage.CLAIMED, None, "")
    edges(claims[3], room.checker, "Three barges had struck a pier")
    head.refresh_from_db()
    assert head.coverage == Coverage.OPEN


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("", "Copy the claim's words"),
        ("The moon is safe", "isn't in draft 1"),
        ("idge is saf", "isn't in draft 1"),
        ("It has stood for ninety years", "its words already"),
        ("Three barges had struck a pie", "isn't in draft 1"),
        ("Three barges had struck", "A claim stands at most of these words"),
    ],
)
def test_words_that_no_claim_can_have(claims: list[Claim], room: make.Newsroom, given: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        edges(claims[1], room.checker, given)


def test_one_claim_may_stand_within_another(claims: list[Claim], room: make.Newsroom) -> None:
    found = add(claims[0].article, room.checker, "12 people were hurt")
    assert words(found) == "12 people were hurt"


def test_mending_asks_who_and_when(claims: list[Claim], room: make.Newsroom) -> None:
    own = claims[1]
    for person in (room.reporter, room.reader):
        with pytest.raises(Refused):
            edges(own, person, "stood for ninety years")
    with pytest.raises(Claim.DoesNotExist):
        edges(own, room.outsider, "stood for ninety years")
    with pytest.raises(Stale):
        edges(own, room.checker, "stood for ninety years", seen=7)
    key = make.key()
    first = edges(own, room.checker, "stood for ninety years", key=key)
    again = edges(own, room.checker, "has stood for ninety years", key=key, seen=1)
    assert first.version == again.version and words(again) == "stood for ninety years"


# -- a claim more ------------------------------------------------------------------------------------------------


def test_a_claim_is_added_in_the_articles_own_voice(claims: list[Claim], room: make.Newsroom) -> None:
    found = add(claims[0].article, room.checker, "bridge to stay open")
    assert (found.origin, found.state, found.attribution) == (Origin.PERSON, State.OPEN, None)
    assert coverage(found.article, "Harbour bridge") == Coverage.CLAIMED
    assert kinds(found) == [EventKind.ADDED]


def test_a_claim_is_added_under_the_speaker_of_its_sentence(claims: list[Claim], room: make.Newsroom) -> None:
    cole = claims[0].attribution.speakers.get()  # type: ignore[union-attr]
    found = add(claims[0].article, room.checker, "12 people were hurt", who=str(cole.pk))
    assert found.attribution_id == claims[0].attribution_id
    other = add(
        claims[0].article, room.checker, "bridge to stay open", who="new", name="Bo Lund", kind="person"
    )
    assert [one.name for one in other.attribution.speakers.all()] == ["Bo Lund"]  # type: ignore[union-attr]


def test_a_claim_is_added_once(claims: list[Claim], room: make.Newsroom) -> None:
    key, article = make.key(), claims[0].article
    first = add(article, room.checker, "bridge to stay open", key=key)
    assert add(article, room.checker, "bridge to stay open", key=key).pk == first.pk
    with pytest.raises(Refused, match="A claim stands"):
        add(article, room.checker, "bridge to stay open")
    with pytest.raises(Refused, match="more than once"):
        add(article, room.checker, "hurt")
    assert words(add(article, room.checker, "hurt", after="Nobody was")) == "hurt"
    with pytest.raises(Refused, match="do this"):
        add(article, room.reporter, "to stay")


def test_a_signed_article_is_signed_no_more(room: make.Newsroom) -> None:
    article = make.signable(room)
    make.signed(article, room.editor)
    add(article, room.checker, "bridge to stay open")
    assert Event.objects.filter(article=article, what=EventKind.SIGNATURE_REVOKED).count() == 1


# -- parted and merged -------------------------------------------------------------------------------------------


def test_a_claim_is_parted(claims: list[Claim], room: make.Newsroom) -> None:
    long = claims[0]
    use = make.evidence(long, room.checker)
    make.evidence(long, room.checker, independent_of=[use.pk])
    make.noted(long, room.checker)
    make.answered(long, room.checker)
    now = part(long, room.checker, "the bridge is safe")
    new = Claim.objects.filter(article=long.article_id).latest("pk")
    assert (words(now), words(new)) == ("the bridge is safe", "and 12 people were hurt on it")
    assert new.attribution_id == now.attribution_id and new.state == State.OPEN
    assert (now.uses.count(), new.uses.count(), now.notes.count(), new.notes.count()) == (2, 2, 1, 0)
    assert new.uses.last().independent_of.get() == new.uses.first()  # type: ignore[union-attr]
    assert not now.answers.filter(wording=now.wording).exists()
    assert "casualty" in new.risks
    assert kinds(new) == [EventKind.ADDED]
    told = Event.objects.get(claim=now, what=EventKind.PARTED).payload.after
    assert told["into"] == new.pk


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("", "Copy from the claim"),
        ("years", "Copy from the claim"),
        ("e", "more than once"),
        (LONG.words, "Nothing would be left"),
    ],
)
def test_where_no_claim_is_parted(claims: list[Claim], room: make.Newsroom, given: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        part(claims[0], room.checker, given)


def test_two_claims_are_one_with_all_that_hung_at_them(claims: list[Claim], room: make.Newsroom) -> None:
    hurt, barges = claims[2], claims[3]
    make.evidence(hurt, room.checker)
    make.asked(hurt, room.checker, room.reporter)
    make.noted(hurt, room.checker)
    now = merge(barges, room.checker, hurt)
    gone = make.fresh(hurt)
    assert (gone.state, gone.merged_into) == (State.DISMISSED, now)
    assert words(now) == "“Nobody was hurt on Monday,” … Three barges had struck a pier"
    assert (now.uses.count(), now.questions.count(), now.notes.count()) == (1, 1, 1)
    assert "casualty" in now.risks and now.high_risk
    assert kinds(gone)[-1] == kinds(now)[-1] == EventKind.MERGED
    with pytest.raises(Refused, match="is dismissed"):
        merge(now, room.checker, gone)


def test_a_merged_claim_stays_with_the_other_in_the_next_draft(
    claims: list[Claim], room: make.Newsroom
) -> None:
    part(claims[0], room.checker, "the bridge is safe")
    new = Claim.objects.filter(article=claims[0].article_id).latest("pk")
    now = merge(claims[0], room.checker, new)
    assert words(now) == LONG.words
    make.next_draft(now.article, room.reporter, TEXT.replace("Three barges", "Two barges"))
    assert (words(now), make.fresh(new).state) == (LONG.words, State.DISMISSED)
    assert words(new) == ""


def test_a_merged_claim_that_is_reopened_takes_two_to_dismiss(
    claims: list[Claim], room: make.Newsroom
) -> None:
    merge(claims[3], room.checker, claims[2])
    back = make.moved(claims[2], State.OPEN, room.second)
    assert back.merged_into is None
    with pytest.raises(Refused, match="a second person"):
        make.moved(claims[2], State.DISMISSED, room.second, "Once more.")


def test_what_was_mended_stands_in_the_next_draft(claims: list[Claim], room: make.Newsroom) -> None:
    own = edges(claims[1], room.checker, "has stood for ninety years")
    added = add(own.article, room.checker, "bridge to stay open")
    make.next_draft(own.article, room.reporter, TEXT.replace("Three barges", "Two barges"), LONG, make.OWN)
    assert words(own) == "has stood for ninety years"
    assert words(added) == "bridge to stay open"
    assert make.fresh(own).version == own.version
    assert Claim.objects.filter(article=own.article).count() == 5

"""Who says it, put right by a person: the source's words, the speaker, two speakers that are one."""

from __future__ import annotations

import pytest

from claims.drafts import read_draft
from claims.errors import Refused
from claims.models import Attribution, Claim, Event, Speaker, User
from claims.selectors.places import places_of, words_of
from claims.services.attribution_mend import attribution_mend
from claims.services.claim_edges import claim_edges
from claims.services.claim_part import claim_part
from claims.services.speaker_set import speaker_set
from claims.services.speakers_merge import speakers_merge
from claims.services.speakers_part import speakers_part
from claims.vocabulary import State
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("history_holds")]

TEXT = (
    "Harbour bridge to stay open\n\n"
    "Mayor Ann Cole said the bridge is safe. Lloyd Austin, a builder, was there.\n\n"
    "He said the piers are old.\n\n"
    "He said the deck is new.\n\n"
    "“Nobody was hurt on Monday,” a harbour spokesman said. The toll has not risen."
)
COLE = make.Saying("the bridge is safe", "Mayor Ann Cole", "said", "Ann Cole", "Mayor")
PIERS = make.Saying("the piers are old", "He", "said", "Ann Cole", "Mayor")
DECK = make.Saying("the deck is new", "He", "said", "Ann Cole", "Mayor")
TOLL = make.Saying("The toll has not risen")
SAID = (COLE, PIERS, DECK, make.HURT, TOLL)


@pytest.fixture
def claims(room: make.Newsroom) -> list[Claim]:
    """Cole's claim, two of a “He” that is taken for her, the spokesman's, and one in the article's own voice."""
    return make.split_article(room, *SAID, text=TEXT)[1]


def set_speaker(claim: Claim, by: User, who: str, **more: object) -> Claim:
    given = {"seen": make.fresh(claim).version, "key": make.key(), "who": who} | more
    return speaker_set(claim_id=claim.pk, by=by, **given)  # type: ignore[arg-type]


def austin(claim: Claim, by: User, **more: object) -> Claim:
    return set_speaker(claim, by, "new", name="Lloyd Austin", kind="person", title="builder", **more)


def mend(claim: Claim, by: User, source: str = "", cue: str = "") -> Claim:
    version = make.fresh(claim).version
    return attribution_mend(claim_id=claim.pk, seen=version, by=by, key=make.key(), source=source, cue=cue)


def who(claim: Claim) -> list[str]:
    said = make.fresh(claim).attribution
    return sorted(one.name for one in said.speakers.all()) if said else []


def at(claim: Claim) -> tuple[str, str]:
    places, draft, said = places_of(read_draft(claim.article)), read_draft(claim.article), make.fresh(claim)
    return tuple(
        words_of(draft.text, found.get(said.attribution_id or 0, ())) for found in (places.source, places.cue)
    )  # type: ignore[return-value]


# -- source and cue ----------------------------------------------------------------------------------------------


def test_source_and_cue_are_put_right(claims: list[Claim], room: make.Newsroom) -> None:
    settled = make.settled(claims[0], room.checker)
    now = mend(settled, room.second, "Ann Cole", "said")
    assert at(now) == ("Ann Cole", "said")
    assert (now.state, now.stale_why) == (State.STALE, "Its source was put right: “Ann Cole · said”.")
    assert at(mend(now, room.second)) == ("", "")
    with pytest.raises(Refused, match="stand so already"):
        mend(now, room.second)
    with pytest.raises(Refused, match="isn't in draft 1"):
        mend(now, room.second, "Ann Coal")


def test_of_several_places_the_nearest_is_meant(claims: list[Claim], room: make.Newsroom) -> None:
    now = mend(claims[2], room.checker, "He", "")
    place = places_of(read_draft(now.article)).source[now.attribution_id or 0]
    assert place == [(TEXT.index("He said the deck"), TEXT.index("He said the deck") + 2)]


def test_own_voice_gets_a_source(claims: list[Claim], room: make.Newsroom) -> None:
    now = mend(claims[4], room.checker, "a harbour spokesman", "said")
    assert at(now) == ("a harbour spokesman", "said")
    assert "unnamed_source" in now.risks and now.high_risk


def test_an_attribution_is_one_for_all_its_claims(claims: list[Claim], room: make.Newsroom) -> None:
    cole = claims[0]
    claim_part(claim_id=cole.pk, seen=1, by=room.checker, key=make.key(), words="the bridge")
    new = Claim.objects.filter(article=cole.article).latest("pk")
    assert new.attribution_id == cole.attribution_id
    make.evidence(new, room.checker)
    assert make.answered(new, room.checker, settle=True).state == State.SECOND
    mend(cole, room.second, "Ann Cole", "said")
    assert at(new) == ("Ann Cole", "said") and make.fresh(new).state == State.CHECKING


# -- the speaker -------------------------------------------------------------------------------------------------


def test_a_settled_claim_of_somebody_else_is_stale(claims: list[Claim], room: make.Newsroom) -> None:
    settled = make.settled(claims[1], room.checker)
    now = austin(settled, room.second)
    assert (who(now), now.state) == (["Lloyd Austin"], State.STALE)
    assert now.stale_why == "Lloyd Austin says it." and now.wording != settled.wording
    assert who(claims[2]) == ["Ann Cole"]


def test_answers_for_one_speaker_never_count_for_another(claims: list[Claim], room: make.Newsroom) -> None:
    cole = claims[1].attribution.speakers.get().pk  # type: ignore[union-attr]
    first = make.answered(claims[1], room.checker)
    second = austin(first, room.checker)
    moved = claim_edges(
        claim_id=second.pk, seen=second.version, by=room.checker, key=make.key(), words="the piers are"
    )
    back = claim_edges(
        claim_id=second.pk, seen=moved.version, by=room.checker, key=make.key(), words="the piers are old"
    )
    assert back.wording == second.wording != first.wording
    third = set_speaker(back, room.checker, str(cole))
    assert third.wording not in (first.wording, second.wording)


def test_here_and_below(room: make.Newsroom) -> None:
    """Both “He” were read as Cole; from the second one on it is Austin, then from the first one on."""
    found = make.split_article(room, COLE, PIERS, DECK, text=TEXT)[1]
    first, *others = Speaker.objects.filter(article=found[0].article).order_by("pk")
    for other in others:
        now = make.fresh(found[0])
        speakers_merge(
            claim_id=now.pk,
            seen=now.version,
            by=room.checker,
            key=make.key(),
            speaker=other.pk,
            into=first.pk,
        )
    versions = [make.fresh(claim).version for claim in found]
    austin(found[2], room.checker, below=True)
    assert [who(claim) for claim in found] == [["Ann Cole"], ["Ann Cole"], ["Lloyd Austin"]]
    set_speaker(found[2], room.checker, str(first.pk))
    austin(found[1], room.checker, below=True)
    assert [who(claim) for claim in found] == [["Ann Cole"], ["Lloyd Austin"], ["Lloyd Austin"]]
    now = [make.fresh(claim).version for claim in found]
    assert [after - before for after, before in zip(now, versions, strict=True)] == [0, 1, 3]


def test_own_voice_and_nobody(claims: list[Claim], room: make.Newsroom) -> None:
    own = set_speaker(claims[1], room.checker, "own")
    assert own.attribution is None
    with pytest.raises(Refused, match="already"):
        set_speaker(own, room.checker, "own")
    assert who(set_speaker(claims[2], room.checker, "open")) == []
    assert who(austin(claims[4], room.checker)) == ["Lloyd Austin"]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"who": "new"}, "what the new speaker is called"),
        ({"who": "new", "name": "Bo", "kind": "fish"}, "what the new speaker is"),
        ({"who": "999999"}, "isn't one of the article's"),
        ({"who": "x"}, "isn't one of the article's"),
    ],
)
def test_no_such_speaker(claims: list[Claim], room: make.Newsroom, given: dict[str, str], why: str) -> None:
    with pytest.raises(Refused, match=why):
        set_speaker(claims[0], room.checker, **given)


# -- in the next draft -------------------------------------------------------------------------------------------


def test_what_a_person_set_stands_and_is_not_asked_again(claims: list[Claim], room: make.Newsroom) -> None:
    """The reading has Cole there again, as before: that is what the person has put right."""
    now = austin(claims[1], room.checker)
    own = set_speaker(claims[2], room.checker, "own")
    make.next_draft(now.article, room.reporter, TEXT.replace("not risen", "not fallen"), *SAID[:4])
    assert who(now) == ["Lloyd Austin"] and make.fresh(now).version == now.version
    assert make.fresh(own).attribution is None and make.fresh(own).version == own.version


def test_another_reading_asks_once_and_overwrites_nothing(claims: list[Claim], room: make.Newsroom) -> None:
    now = make.settled(austin(claims[1], room.checker), room.checker)
    assert now.state in (State.SETTLED, State.SECOND)
    drake = make.Saying("the piers are old", "He", "said", "Bill Drake")
    said = (COLE, drake, DECK, make.HURT)
    make.next_draft(now.article, room.reporter, TEXT.replace("not risen", "not fallen"), *said)
    then = make.fresh(now)
    assert who(then) == ["Lloyd Austin"] and then.version > now.version
    told = Event.objects.filter(claim=then).latest("number").payload.note
    assert told == (
        "In draft 2 the machine reads that Bill Drake says it; somebody has set Lloyd Austin, which stands."
    )
    make.next_draft(now.article, room.reporter, TEXT.replace("not risen", "not sunk"), *said)
    assert make.fresh(now).version == then.version


# -- two that are one --------------------------------------------------------------------------------------------


def test_two_speakers_are_one_and_two_again(claims: list[Claim], room: make.Newsroom) -> None:
    austin(claims[1], room.checker)
    lloyd = Speaker.objects.get(name="Lloyd Austin")
    mayor = claims[0].attribution.speakers.get()  # type: ignore[union-attr]
    settled = make.settled(claims[0], room.checker)
    assert settled.state == State.SETTLED
    given = {"by": room.checker, "seen": settled.version}
    now = speakers_merge(claim_id=settled.pk, key=make.key(), speaker=mayor.pk, into=lloyd.pk, **given)
    assert (who(now), now.state) == (["Lloyd Austin"], State.STALE)
    assert Speaker.objects.get(pk=mayor.pk).merged_into == lloyd
    with pytest.raises(Refused, match="isn't a speaker"):
        speakers_merge(
            claim_id=now.pk,
            seen=now.version,
            by=room.checker,
            key=make.key(),
            speaker=mayor.pk,
            into=lloyd.pk,
        )
    back = speakers_part(claim_id=now.pk, seen=now.version, by=room.checker, key=make.key(), speaker=mayor.pk)
    assert who(back) == ["Ann Cole"] and Speaker.objects.get(pk=mayor.pk).merged_into is None
    assert who(claims[1]) == ["Lloyd Austin"]
    with pytest.raises(Refused, match="parted already"):
        speakers_part(claim_id=back.pk, seen=back.version, by=room.checker, key=make.key(), speaker=mayor.pk)


def test_a_merged_name_is_the_other_speaker_in_the_next_draft(
    claims: list[Claim], room: make.Newsroom
) -> None:
    austin(claims[1], room.checker)
    lloyd = Speaker.objects.get(name="Lloyd Austin")
    for mayor in Speaker.objects.filter(
        article=claims[0].article, name="Ann Cole", attributions__isnull=False
    ):
        speakers_merge(
            claim_id=claims[4].pk,
            seen=make.fresh(claims[4]).version,
            by=room.checker,
            key=make.key(),
            speaker=mayor.pk,
            into=lloyd.pk,
        )
    toll = make.Saying("The toll has been cut", "Mayor Ann Cole", "said", "Ann Cole")
    more = TEXT.replace("The toll has not risen.", "Ann Cole said the sea was calm and grey all day long.")
    sea = make.Saying("the sea was calm and grey all day long", "Ann Cole", "said", "Ann Cole")
    assert toll.words not in more
    make.next_draft(claims[0].article, room.reporter, more, *SAID[:4], sea)
    new = Claim.objects.filter(article=claims[0].article).latest("pk")
    assert who(new) == ["Lloyd Austin"]
    assert who(claims[0]) == ["Lloyd Austin"]
    assert Attribution.objects.get(pk=claims[0].attribution_id).read_as == ["Ann Cole"]

"""A next draft: what is untouched keeps its verdict, what changed reopens, what vanished is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from claims.drafts import read_draft
from claims.errors import Refused, TextRefused
from claims.gate import standing_of
from claims.models import (
    Answer,
    Article,
    Attribution,
    Claim,
    Draft,
    Event,
    EventPayload,
    Notice,
    Place,
    Sentence,
    SignOff,
    Speaker,
    Split,
)
from claims.selectors.places import places_of, words_of
from claims.services.article_step import article_step
from claims.services.claim_confirm import claim_confirm
from claims.services.claim_dismiss import claim_dismiss
from claims.services.draft_paste import draft_paste
from claims.services.split_run import split_run
from claims.services.split_store import store
from claims.vocabulary import (
    ArticleAct,
    Coverage,
    EventKind,
    How,
    Part,
    SplitState,
    State,
)
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("history_holds")]


@pytest.fixture
def article(room: make.Newsroom) -> Article:
    """Every claim settled or dismissed, every sentence looked at."""
    return make.signable(room)


def the(article: Article, number: int) -> Claim:
    """A claim of SAYINGS by its number."""
    return Claim.objects.filter(article=article).order_by("pk")[number - 1]


SAFE, OWN, HURT, BARGES = 1, 2, 3, 4


def words(claim: Claim) -> str:
    """The claim's words in the newest draft that was read."""
    draft = read_draft(claim.article)
    return words_of(draft.text, places_of(draft).content.get(claim.pk, ()))


def states(article: Article) -> list[str]:
    return list(Claim.objects.filter(article=article).order_by("pk").values_list("state", flat=True))


PARTS = ("words", "source", "cue")
DONE = [State.SETTLED, State.SETTLED, State.SETTLED, State.DISMISSED]


# -- what keeps its verdict ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        make.TEXT.replace("\n\n“Nobody", " “Nobody"),
        make.TEXT.translate(make.STRAIGHT),
        make.TEXT.replace(" has stood", "\nhas  stood"),
        "\n\n".join([make.TEXT.split("\n\n")[at] for at in (0, 2, 1)]),
    ],
    ids=["merged", "quotes", "blanks", "moved"],
)
def test_the_same_words_keep_their_verdict(article: Article, room: make.Newsroom, text: str) -> None:
    before = {claim.pk: claim.wording for claim in Claim.objects.filter(article=article)}
    make.next_draft(article, room.reporter, text)
    assert states(article) == DONE
    assert {claim.pk: claim.wording for claim in Claim.objects.filter(article=article)} == before
    assert Place.objects.filter(draft__number=2, part=Part.CONTENT).count() == 4
    assert standing_of(article).gate.ready, "people's marks on sentences hold as well"


def test_a_harmless_difference_is_noted_and_answers_still_count(
    article: Article, room: make.Newsroom
) -> None:
    make.next_draft(article, room.reporter, make.TEXT.translate(make.STRAIGHT))
    claim = the(article, HURT)
    assert claim.words and claim.words != claim.wording
    assert {one.wording for one in Answer.objects.filter(claim=claim)} == {claim.wording}
    (event,) = Event.objects.filter(claim=claim, what=EventKind.CARRIED)
    assert event.by is None
    make.next_draft(article, room.reporter, make.TEXT)
    assert the(article, HURT).words == "", "the words are those of its wording again"


def test_a_listed_spelling_is_harmless_on_that_desk(article: Article, room: make.Newsroom) -> None:
    room.desk.spellings = [["ninety", "90"], ["harbour", "harbor"]]
    room.desk.save()
    make.next_draft(article, room.reporter, make.TEXT.replace("harbour spokesman", "harbor spokesman"))
    assert states(article) == DONE


def test_moved_claims_say_so(article: Article, room: make.Newsroom) -> None:
    parts = make.TEXT.split("\n\n")
    filler = ["The river is wide here, and the ferry takes nine minutes from the north bank."] * 1
    make.next_draft(article, room.reporter, "\n\n".join([parts[0], parts[2], *filler, parts[1]]))
    how = set(Place.objects.filter(draft__number=2, part=Part.CONTENT).values_list("how", flat=True))
    assert How.MOVED in how and how <= {How.MOVED, How.KEPT}


# -- what reopens --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "number", "told"),
    [
        ("ninety", "eighty", OWN, "“eighty” where “ninety” stood"),
        ("is safe", "is not safe", SAFE, "puts in “not”"),
        ("Mayor Ann Cole said", "Mayor Ann Cole admitted", SAFE, "“admitted” where “said” stood"),
        ("Mayor Ann Cole", "Mayor Anna Cole", SAFE, "“Anna” where “Ann” stood"),
        ("Three barges", "Four barges", BARGES, "“Four” where “Three” stood"),
        ("on Monday,”", "on Tuesday,”", HURT, "“Tuesday” where “Monday” stood"),
    ],
)
def test_any_other_word_reopens(
    article: Article, room: make.Newsroom, old: str, new: str, number: int, told: str
) -> None:
    before = the(article, number)
    others = [claim for claim in Claim.objects.filter(article=article) if claim.pk != before.pk]
    said = [
        replace(one, **{part: getattr(one, part).replace(old, new) for part in PARTS}) for one in make.SAYINGS
    ]
    if new.endswith("admitted"):
        said[0] = replace(said[0], source="Mayor Ann Cole", cue="admitted")
    make.next_draft(article, room.reporter, make.TEXT.replace(old, new), *said)
    claim = the(article, number)
    assert claim.state == State.STALE
    assert told in claim.stale_why and claim.stale_why.startswith("Draft 2")
    assert claim.wording != before.wording and not claim.words
    assert claim.uses.count() == before.uses.count(), "the evidence is still attached"
    assert [make.fresh(one).version for one in others] == [one.version for one in others]


def test_whoever_settled_it_is_told(article: Article, room: make.Newsroom) -> None:
    make.next_draft(article, room.reporter, make.TEXT.replace("ninety", "eighty"))
    assert {one.to for one in Notice.objects.filter(claim=the(article, OWN))} == {room.checker}


def test_the_gate_says_what_blocks(article: Article, room: make.Newsroom) -> None:
    make.signed(article, room.editor)
    make.next_draft(article, room.reporter, make.TEXT.replace("ninety", "eighty"))
    assert standing_of(article).gate.why == "Not ready: 1 claim is stale."
    assert "another text" in SignOff.objects.get().revoked_why


def test_one_key_confirms_that_the_verdict_still_holds(article: Article, room: make.Newsroom) -> None:
    make.next_draft(article, room.reporter, make.TEXT.replace("ninety", "eighty"))
    claim = the(article, OWN)
    claim_confirm(claim_id=claim.pk, seen=claim.version, by=room.checker, key=make.key())
    assert make.fresh(claim).state == State.SETTLED
    assert Answer.objects.filter(claim=claim).latest("pk").wording == make.fresh(claim).wording


def test_a_claim_in_work_keeps_owner_and_evidence_and_loses_its_answers(room: make.Newsroom) -> None:
    article, claims = make.split_article(room)
    own = claims[OWN - 1]
    make.moved(own, State.CHECKING, room.checker)
    make.evidence(own, room.checker)
    make.answered(own, room.checker)
    make.next_draft(article, room.reporter, make.TEXT.replace("ninety", "eighty"))
    now = make.fresh(own)
    assert (now.state, now.owner, now.uses.count()) == (State.CHECKING, room.checker, 1)
    with pytest.raises(Refused, match="Is it so"):
        make.moved(own, State.SETTLED, room.checker)


def test_a_second_check_goes_back_to_the_first_checker(room: make.Newsroom) -> None:
    article, claims = make.split_article(room)
    hurt = make.settled(claims[HURT - 1], room.checker)
    assert hurt.state == State.SECOND
    make.next_draft(article, room.reporter, make.TEXT.replace("on Monday,”", "on Tuesday,”"))
    now = make.fresh(hurt)
    assert (now.state, now.owner) == (State.CHECKING, room.checker)


def test_a_wish_to_dismiss_was_for_other_words(room: make.Newsroom) -> None:
    article, claims = make.split_article(room)
    hurt = claims[HURT - 1]
    claim_dismiss(claim_id=hurt.pk, seen=hurt.version, by=room.checker, key=make.key(), note="No claim.")
    assert make.fresh(hurt).dismissal_by == room.checker
    make.next_draft(article, room.reporter, make.TEXT.replace("on Monday,”", "on Tuesday,”"))
    assert make.fresh(hurt).dismissal_by is None


def test_a_new_risk_comes_and_no_old_one_goes(article: Article, room: make.Newsroom) -> None:
    said = make.Saying("It has stood for ninety deaths", risks=("casualty",))
    make.next_draft(article, room.reporter, make.TEXT.replace("ninety years", "ninety deaths"), said)
    now = the(article, OWN)
    assert (now.risks, now.high_risk, now.state) == (["casualty"], True, State.STALE)
    make.next_draft(article, room.reporter, make.TEXT, make.OWN)
    assert the(article, OWN).risks == ["casualty"], "only two people take one off"


# -- whose words they are ------------------------------------------------------------------------------------

TWO = (
    "Lloyd Austin visited the port on Monday. He said the pier would hold.\n\n"
    "John Kirby came on Tuesday and looked at the ships for an hour."
)
HOLDS = make.Saying("the pier would hold", "He", "said", "Lloyd Austin")


def test_untouched_words_of_somebody_else_reopen(room: make.Newsroom) -> None:
    article, (claim,) = make.split_article(room, HOLDS, text=TWO)
    make.settled(claim, room.checker)
    kirby = make.Saying("the pier would hold", "He", "said", "John Kirby")
    make.next_draft(article, room.reporter, TWO.replace("Lloyd Austin visited", "John Kirby visited"), kirby)
    now = make.fresh(claim)
    assert now.state == State.STALE
    assert now.stale_why == "In draft 2 John Kirby says it, before it was Lloyd Austin."
    assert words(now) == "the pier would hold"
    assert [one.name for one in now.attribution.speakers.all()] == ["John Kirby"]
    assert now.wording != claim.wording, "no answer for the one counts for the other"
    make.next_draft(
        article,
        room.reporter,
        "Snow fell. " + TWO.replace("Lloyd Austin visited", "John Kirby visited"),
        kirby,
    )
    assert make.fresh(claim).wording == now.wording


def test_untouched_words_with_another_person_named_before_them_reopen(room: make.Newsroom) -> None:
    article, (claim,) = make.split_article(room, HOLDS, text=TWO)
    make.settled(claim, room.checker)
    rival = TWO.replace(" He said", " Ann Cole stood by. He said")
    make.next_draft(article, room.reporter, rival, HOLDS)
    now = make.fresh(claim)
    why = "In draft 2 other words lead up to it. See whether Lloyd Austin still says it."
    assert (now.state, now.stale_why, now.words) == (State.STALE, why, claim.wording)
    assert [one.name for one in now.attribution.speakers.all()] == ["Lloyd Austin"]
    claim_confirm(claim_id=claim.pk, seen=now.version, by=room.checker, key=make.key())
    make.next_draft(article, room.reporter, f"Snow fell. {rival}", HOLDS)
    assert make.fresh(claim).state == State.SETTLED
    make.next_draft(article, room.reporter, rival.replace("Ann Cole", "Piet Maas"), HOLDS)
    again = make.fresh(claim)
    assert again.state == State.STALE and again.wording != now.wording, (
        "no answer for Cole's counts for Maas's"
    )


def test_a_name_and_its_part_are_one_person(room: make.Newsroom) -> None:
    article, (claim,) = make.split_article(room, HOLDS, text=TWO)
    make.settled(claim, room.checker)
    austin = make.Saying("the pier would hold", "He", "said", "Austin")
    make.next_draft(article, room.reporter, TWO.replace("Lloyd Austin", "Austin"), austin)
    assert make.fresh(claim).state == State.SETTLED
    (speaker,) = Speaker.objects.filter(article=article)
    assert speaker.name == "Lloyd Austin", "and one row"
    assert [draft for draft, *_ in speaker.mentions] == [1, 2]


def test_nobody_can_tell_any_more_who_says_it(room: make.Newsroom) -> None:
    article, (claim,) = make.split_article(room, HOLDS, text=TWO)
    make.settled(claim, room.checker)
    unknown = make.Saying("the pier would hold", "He", "said")
    make.next_draft(
        article, room.reporter, TWO.replace("Lloyd Austin visited the port on Monday. ", ""), unknown
    )
    assert make.fresh(claim).stale_why == "In draft 2 nobody can tell that Lloyd Austin says it."


def test_own_voice_that_gets_a_speaker_reopens(room: make.Newsroom) -> None:
    article, (claim,) = make.split_article(room, make.OWN)
    make.settled(claim, room.checker)
    text = make.TEXT.replace(
        "It has stood for ninety years.", "It has stood for ninety years, the port said."
    )
    said = make.Saying("It has stood for ninety years", "the port", "said", "the port")
    make.next_draft(article, room.reporter, text, said)
    now = make.fresh(claim)
    assert now.state == State.STALE
    assert [one.name for one in now.attribution.speakers.all()] == ["the port"]
    assert words(now) == "It has stood for ninety years"


# -- what is lost, cut, back, new ----------------------------------------------------------------------------


def test_what_vanished_is_lost_and_nothing_takes_its_place(article: Article, room: make.Newsroom) -> None:
    make.next_draft(article, room.reporter, make.TEXT.replace(" It has stood for ninety years.", ""))
    claim = the(article, OWN)
    assert claim.state == State.SETTLED and words(claim) == ""
    assert standing_of(article).gate.why == "Not ready: 1 claim has lost its place."
    assert Event.objects.filter(what=EventKind.SPLIT).latest("number").payload.after["lost"] == [claim.pk]


def test_what_comes_back_to_the_letter_has_its_place_again(article: Article, room: make.Newsroom) -> None:
    make.next_draft(article, room.reporter, make.TEXT.replace(" It has stood for ninety years.", ""))
    make.next_draft(article, room.reporter, make.TEXT)
    claim = the(article, OWN)
    assert (claim.state, words(claim)) == (State.SETTLED, "It has stood for ninety years")
    assert Claim.objects.filter(article=article).count() == 4
    assert standing_of(article).gate.ready


def test_what_is_new_is_found_and_no_claim_twice(article: Article, room: make.Newsroom) -> None:
    text = make.TEXT + " A diver found two cracks."
    new = make.Saying("A diver found two cracks", risks=("casualty",))
    make.next_draft(article, room.reporter, text, *make.SAYINGS, new)
    assert states(article) == [*DONE, State.OPEN]
    assert words(Claim.objects.latest("pk")) == "A diver found two cracks"


def test_a_new_statement_of_a_known_attribution_joins_it(room: make.Newsroom) -> None:
    article, (safe,) = make.split_article(room, make.SAFE)
    text = make.TEXT.replace("the bridge is safe.", "the bridge is safe and the pier is new.")
    pier = make.Saying("the pier is new", "Mayor Ann Cole", "said", "Ann Cole", "Mayor")
    make.next_draft(article, room.reporter, text, make.SAFE, pier)
    new = Claim.objects.filter(article=article).latest("pk")
    assert new.pk != safe.pk and new.attribution_id == make.fresh(safe).attribution_id
    assert Attribution.objects.filter(article=article).count() == 1


def test_nothing_new_is_found_in_a_sentence_that_people_cleared(
    article: Article, room: make.Newsroom
) -> None:
    headline = make.Saying("Harbour bridge to stay open", unsure=True)
    make.next_draft(article, room.reporter, make.TEXT + "\n\nEnds.", headline, *make.SAYINGS)
    assert Claim.objects.filter(article=article).count() == 4
    assert Sentence.objects.filter(draft__number=2, coverage=Coverage.NOTHING).count() == 1


# -- the job -------------------------------------------------------------------------------------------------


def test_drafts_are_read_in_order_and_none_is_lost(room: make.Newsroom) -> None:
    article, _ = make.split_article(room)
    texts = [make.TEXT.replace("ninety", year) for year in ("eighty", "seventy")]
    drafts = [
        draft_paste(article_id=article.pk, by=room.reporter, key=make.key(), text=text) for text in texts
    ]
    assert [draft.number for draft in drafts] == [2, 3]
    second, third = (Split.objects.get(draft=draft) for draft in drafts)
    split_run(third.pk)
    third.refresh_from_db()
    assert third.state == SplitState.QUEUED, "it waits for the one before it"
    split_run(second.pk)
    split_run(third.pk)
    for split, before in ((second, 1), (third, 2)):
        split.refresh_from_db()
        assert (split.state, split.compared.number) == (SplitState.DONE, before)
    assert words(the(article, OWN)).startswith("It has stood for seventy years")


def test_until_it_is_read_work_goes_on_at_the_draft_before(article: Article, room: make.Newsroom) -> None:
    draft_paste(article_id=article.pk, by=room.reporter, key="k", text=make.TEXT.replace("ninety", "eighty"))
    assert read_draft(article).number == 1
    at = standing_of(article)
    assert (at.draft.number, at.gate.why) == (2, "Not ready: the newest draft is not split yet.")


def test_a_second_run_of_the_split_changes_nothing(article: Article, room: make.Newsroom) -> None:
    draft = make.next_draft(article, room.reporter, make.TEXT.replace("ninety", "eighty"))
    split, events = Split.objects.get(draft=draft), Event.objects.count()
    assert not store(split.pk, 1, make.found_in(draft.text, *make.SAYINGS[:1]))
    split_run(split.pk)
    assert Event.objects.count() == events


def test_the_real_reading_of_the_same_text_moved_about_keeps_all(room: make.Newsroom) -> None:
    article = make.pasted(room)
    split_run(make.split_of(article).pk)
    before = list(Claim.objects.filter(article=article).order_by("pk").values_list("pk", "wording", "state"))
    assert before
    parts = make.TEXT.split("\n\n")
    draft = draft_paste(
        article_id=article.pk, by=room.reporter, key="k", text="\n\n".join([*parts[1:], "Ends."])
    )
    split_run(Split.objects.get(draft=draft).pk)
    after = list(Claim.objects.filter(article=article).order_by("pk").values_list("pk", "wording", "state"))
    assert after[: len(before)] == before


# -- pasting -------------------------------------------------------------------------------------------------


def paste(article: Article, by: Any, text: str = make.TEXT + "\n\nMore.", **more: Any) -> Draft:
    return draft_paste(article_id=article.pk, by=by, text=text, **({"key": make.key()} | more))


def test_who_pastes_the_next_draft(room: make.Newsroom) -> None:
    article, _ = make.split_article(room)
    other = make.person(make.Role.REPORTER, room.desk)
    with pytest.raises((Refused, Article.DoesNotExist)):
        paste(article, other)
    with pytest.raises(Refused, match="Reporters, checkers and editors"):
        paste(article, room.reader)
    with pytest.raises(Article.DoesNotExist):
        paste(article, room.outsider)
    for number, person in enumerate((room.reporter, room.checker, room.editor), start=2):
        assert paste(article, person, f"{make.TEXT}\n\nMore {number}.").number == number


def test_a_key_pastes_once(room: make.Newsroom) -> None:
    article, _ = make.split_article(room)
    assert paste(article, room.reporter, key="k") == paste(article, room.reporter, key="k")
    assert article.drafts.count() == 2
    EventPayload.objects.filter(event__key="k").delete()
    with pytest.raises(Refused, match="sent long ago"):
        paste(article, room.reporter, key="k")


def test_the_title_follows_the_headline(room: make.Newsroom) -> None:
    article, _ = make.split_article(room)
    text = make.TEXT.replace("to stay open", "may close")
    paste(article, room.reporter, text, headline="Harbour bridge may close")
    article.refresh_from_db()
    assert article.title == "Harbour bridge may close"


def test_what_is_killed_or_published_takes_no_draft(article: Article, room: make.Newsroom) -> None:
    for person in (room.editor, room.checker):
        make.signed(article, person)
    url = {"url": "https://paper.example/bridge"}
    article_step(article_id=article.pk, act=ArticleAct.PUBLISH, by=room.editor, key=make.key(), **url)
    with pytest.raises(Refused, match="starts a correction first"):
        paste(article, room.editor)
    article_step(
        article_id=article.pk, act=ArticleAct.CORRECT, by=room.editor, key=make.key(), note="The year."
    )
    with pytest.raises(TextRefused, match="what is corrected"):
        paste(article, room.editor)
    assert paste(article, room.editor, reason="It was 1932.").reason == "It was 1932."


def test_a_killed_story(room: make.Newsroom) -> None:
    article, _ = make.split_article(room)
    article_step(article_id=article.pk, act=ArticleAct.KILL, by=room.editor, key=make.key(), note="No news.")
    with pytest.raises(Refused, match="was killed"):
        paste(article, room.editor)

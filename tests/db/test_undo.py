"""Each kind of action undone: all is as it was, the history tells both, and who may not is told why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from claims.drafts import read_draft
from claims.errors import Refused
from claims.guards import was_dismissed
from claims.models import (
    Answer,
    Article,
    Attribution,
    Claim,
    CopyNote,
    Event,
    EventPayload,
    Lowering,
    Note,
    Place,
    Question,
    Sentence,
    SignOff,
    Speaker,
    Use,
    User,
)
from claims.permissions.undo import Act, last_act, may_undo
from claims.services.action_undo import action_undo
from claims.services.attribution_mend import attribution_mend
from claims.services.claim_add import claim_add
from claims.services.claim_change import claim_now
from claims.services.claim_confirm import claim_confirm
from claims.services.claim_cut import claim_cut
from claims.services.claim_dismiss import claim_dismiss
from claims.services.claim_edges import claim_edges
from claims.services.claim_fixed import claim_fixed
from claims.services.claim_part import claim_part
from claims.services.claim_reattach import claim_reattach
from claims.services.claims_assign import Chosen, claims_assign
from claims.services.claims_merge import claims_merge
from claims.services.copy_note_aside import copy_note_aside
from claims.services.lowering_decide import lowering_decide
from claims.services.note_edit import note_edit
from claims.services.question_answer import question_answer
from claims.services.question_withdraw import question_withdraw
from claims.services.risk_raise import risk_raise
from claims.services.sentence_unclear import sentence_unclear
from claims.services.speaker_set import speaker_set
from claims.services.speakers_part import speakers_part
from claims.services.use_change import use_change, version_of
from claims.services.use_withdraw import use_withdraw
from claims.vocabulary import Copy, Coverage, EventKind, So, Stance, State
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("history_holds")]

Do = Callable[["Desk"], Any]


class Desk:
    """An article with four claims, one of them settled by the checker who acts, and what else an action needs."""

    def __init__(self) -> None:
        self.room = make.newsroom()
        self.article, self.claims = make.split_article(self.room)
        self.safe, self.own, self.hurt, self.barges = self.claims
        self.by = self.room.checker
        self.headline = Sentence.objects.get(draft__article=self.article, start=0)

    def given(self, claim: Claim, **more: Any) -> dict[str, Any]:
        """What every service about a claim asks for."""
        return {
            "claim_id": claim.pk,
            "seen": make.fresh(claim).version,
            "by": self.by,
            "key": make.key(),
        } | more

    def speakers(self) -> tuple[Speaker, Speaker]:
        found = Speaker.objects.filter(article=self.article)
        return found.get(name="Ann Cole"), found.get(name="harbour spokesman")


@pytest.fixture
def desk(db: None) -> Desk:
    return Desk()


def undo(article: Article, by: User, **more: Any) -> Act:
    act = last_act(by, article.pk)
    given = {"action": act.action if act else "", "key": make.key()} | more
    return action_undo(article_id=article.pk, by=by, **given)


def standing(article: Article) -> dict[str, Any]:
    """All that counts of an article: rows but for versions, for what was taken back, and for what nothing hangs at."""
    claims = Claim.objects.filter(article=article).exclude(dismissal_why="Undone.")
    attributions = Attribution.objects.filter(article=article, speakers__isnull=False)
    uses = Use.objects.filter(claim__in=claims, withdrawn_why="").order_by("pk")
    return {
        "article": Article.objects.values().get(pk=article.pk) | {"state": ""},
        "claims": [one | {"version": 0} for one in claims.order_by("pk").values()],
        "places": list(Place.objects.filter(draft__article=article).order_by("pk").values()),
        "sentences": list(Sentence.objects.filter(draft__article=article).order_by("pk").values()),
        "speakers": list(Speaker.objects.filter(article=article).order_by("pk").values()),
        "attributions": list(attributions.order_by("pk").values("pk", "read_as", "speakers")),
        "answers": list(Answer.objects.filter(claim__article=article).order_by("pk").values()),
        "uses": [one | {"of": _others(one["id"])} for one in uses.values()],
        "questions": list(
            Question.objects.filter(claim__article=article, withdrawn_at=None).order_by("pk").values()
        ),
        "notes": list(Note.objects.filter(article=article).order_by("pk").values()),
        "copy notes": list(CopyNote.objects.filter(draft__article=article).order_by("pk").values()),
        "lowerings": list(Lowering.objects.filter(claim__article=article).order_by("pk").values()),
    }


def _others(use: int) -> list[int]:
    return sorted(Use.objects.get(pk=use).independent_of.values_list("pk", flat=True))


# -- the actions: what stands before, then what is done and undone --------------------------------------------------


def _answer(desk: Desk) -> None:
    make.answered(desk.safe, desk.by, so=So.WRONG, copy=Copy.FIX_PROPOSED, fix="the bridge may be safe")


def _settle(desk: Desk) -> None:
    make.answered(desk.own, desk.by, settle=True)


def _assign(desk: Desk) -> None:
    claims_assign(
        article_id=desk.article.pk,
        by=desk.by,
        key=make.key(),
        to=desk.room.second,
        claims=Chosen(ids=(desk.own.pk,)),
        instruction="By noon.",
    )


def _use(desk: Desk) -> Use:
    return Use.objects.filter(claim__article=desk.article).latest("pk")


def _describe(desk: Desk) -> None:
    use, other = _use(desk), make.evidence(desk.own, desk.by)
    desk.before = standing(desk.article)  # type: ignore[attr-defined]
    now = Use.objects.select_related("evidence").get(pk=use.pk)
    use_change(
        use_id=use.pk,
        seen=version_of(now),
        by=desk.by,
        key=make.key(),
        locator="p. 3",
        stance=Stance.CONTRADICTS,
        said_there=bool(now.evidence.url),
        independent_of=[other.pk],
    )


def _merge_speakers(desk: Desk) -> None:
    make.speakers_are_one(desk.safe, desk.by, *desk.speakers())


def _lower(desk: Desk, agree: bool) -> None:
    lowering_decide(**desk.given(desk.hurt, risk="casualty", agree=agree, note="It is none."))


def _with_talk(desk: Desk) -> None:
    make.evidence(desk.own, desk.by)
    make.noted(desk.own, desk.by)
    make.asked(desk.own, desk.by)


def _lost(desk: Desk) -> None:
    cut = make.TEXT.replace(" It has stood for ninety years.", "")
    make.next_draft(desk.article, desk.room.reporter, cut)


def _to_fix(desk: Desk) -> None:
    make.evidence(desk.own, desk.by)
    wrong = {"so": So.WRONG, "copy": Copy.FIX_PROPOSED, "fix": "eighty years"}
    make.answered(desk.own, desk.by, settle=True, **wrong)
    text = make.TEXT.replace("ninety", "eighty")
    make.next_draft(desk.article, desk.room.reporter, text, make.SAFE, make.OWN_FIXED, make.HURT, make.BARGES)


def nothing(desk: Desk) -> None:
    """Nothing has to stand before."""


ACTIONS: dict[str, tuple[Do, Do]] = {
    "taken": (nothing, lambda desk: make.moved(desk.own, State.CHECKING, desk.by)),
    "kept": (nothing, lambda desk: make.moved(desk.barges, State.OPEN, desk.by)),
    "answered": (nothing, _answer),
    "answered anew": (_answer, _answer),
    "settled": (lambda desk: make.evidence(desk.own, desk.by), _settle),
    "handed to the second check": (
        lambda desk: make.evidence(desk.hurt, desk.by),
        lambda desk: make.answered(desk.hurt, desk.by, settle=True),
    ),
    "dismissed": (nothing, lambda desk: claim_dismiss(**desk.given(desk.own, note="No claim."))),
    "dismissal asked": (nothing, lambda desk: claim_dismiss(**desk.given(desk.hurt, note="No claim."))),
    "reopened": (
        lambda desk: make.settled(desk.own, desk.by),
        lambda desk: make.moved(desk.own, State.CHECKING, desk.by, "Once more."),
    ),
    "confirmed": (
        lambda desk: make.stale(make.settled(desk.own, desk.by), desk.room.editor),
        lambda desk: claim_confirm(**desk.given(desk.own)),
    ),
    "fixed": (_to_fix, lambda desk: claim_fixed(**desk.given(desk.own, so=So.CONFIRMED))),
    "assigned": (lambda desk: make.moved(desk.own, State.CHECKING, desk.by), _assign),
    "evidence": (nothing, lambda desk: make.evidence(desk.own, desk.by)),
    "evidence described anew": (lambda desk: make.settled(desk.own, desk.by), _describe),
    "evidence taken off": (
        lambda desk: make.settled(desk.own, desk.by),
        lambda desk: use_withdraw(use_id=_use(desk).pk, by=desk.by, key=make.key(), note="Not this bridge."),
    ),
    "asked": (
        lambda desk: make.moved(desk.own, State.CHECKING, desk.by),
        lambda desk: make.asked(desk.own, desk.by, desk.room.reporter, blocking=True),
    ),
    "question withdrawn": (
        lambda desk: make.asked(make.moved(desk.own, State.CHECKING, desk.by), desk.by),
        lambda desk: question_withdraw(question_id=Question.objects.get().pk, by=desk.by, key=make.key()),
    ),
    "noted": (nothing, lambda desk: make.noted(desk.own, desk.by, "@samsecond look")),
    "noted on the article": (nothing, lambda desk: make.noted(desk.article, desk.by)),
    "note edited": (
        lambda desk: make.noted(desk.own, desk.by),
        lambda desk: note_edit(
            note_id=Note.objects.get().pk, by=desk.by, key=make.key(), text="No: it isn't."
        ),
    ),
    "risk raised": (
        lambda desk: make.settled(desk.own, desk.by),
        lambda desk: risk_raise(**desk.given(desk.own, risk="legal")),
    ),
    "lowering asked": (nothing, lambda desk: make.lowering(desk.hurt, desk.by)),
    "risk lowered": (
        lambda desk: make.lowering(desk.hurt, desk.room.second),
        lambda desk: _lower(desk, agree=True),
    ),
    "risk left": (
        lambda desk: make.lowering(desk.hurt, desk.room.second),
        lambda desk: _lower(desk, agree=False),
    ),
    "sentence cleared": (nothing, lambda desk: make.cleared(desk.headline, desk.by)),
    "sentence opened": (
        lambda desk: make.cleared(desk.headline, desk.room.second),
        lambda desk: sentence_unclear(sentence_id=desk.headline.pk, by=desk.by, key=make.key()),
    ),
    "copy note aside": (
        lambda desk: make.copy_note(desk.own),
        lambda desk: copy_note_aside(
            note_id=desk.article.drafts.get().copy_notes.get().pk, by=desk.by, key=make.key()
        ),
    ),
    "edges": (
        lambda desk: make.settled(desk.own, desk.by),
        lambda desk: claim_edges(**desk.given(desk.own, words="It has stood for ninety")),
    ),
    "edges over a cleared sentence": (
        lambda desk: make.cleared(desk.headline, desk.room.second),
        lambda desk: claim_edges(**desk.given(desk.own, words="bridge to stay open")),
    ),
    "source": (
        lambda desk: make.settled(desk.safe, desk.by),
        lambda desk: attribution_mend(**desk.given(desk.safe, source="Ann Cole", cue="said")),
    ),
    "source of own voice": (
        nothing,
        lambda desk: attribution_mend(**desk.given(desk.own, source="Mayor Ann Cole", cue="said")),
    ),
    "speaker new": (
        lambda desk: make.settled(desk.safe, desk.by),
        lambda desk: speaker_set(
            **desk.given(desk.safe, who="new", name="Lloyd Austin", kind="person", title="builder")
        ),
    ),
    "speaker of own voice": (
        nothing,
        lambda desk: speaker_set(**desk.given(desk.own, who=str(desk.speakers()[0].pk))),
    ),
    "own voice": (nothing, lambda desk: speaker_set(**desk.given(desk.safe, who="own"))),
    "speakers merged": (lambda desk: make.settled(desk.safe, desk.by), _merge_speakers),
    "speakers parted": (
        _merge_speakers,
        lambda desk: speakers_part(**desk.given(desk.safe, speaker=desk.speakers()[0].pk)),
    ),
    "parted": (
        lambda desk: make.settled(desk.own, desk.by),
        lambda desk: claim_part(**desk.given(desk.own, words="It has stood")),
    ),
    "merged": (_with_talk, lambda desk: claims_merge(**desk.given(desk.safe, other=desk.own.pk))),
    "added": (
        lambda desk: make.cleared(desk.headline, desk.room.second),
        lambda desk: claim_add(
            article_id=desk.article.pk,
            by=desk.by,
            key=make.key(),
            words="bridge to stay open",
            who="new",
            name="Lloyd Austin",
            kind="person",
        ),
    ),
    "cut": (_lost, lambda desk: claim_cut(**desk.given(desk.own))),
    "given its place": (
        _lost,
        lambda desk: claim_reattach(**desk.given(desk.own, words="Three barges had struck a pier")),
    ),
}


@pytest.mark.parametrize("name", ACTIONS)
def test_all_is_as_it_was(desk: Desk, name: str) -> None:
    stands, do = ACTIONS[name]
    stands(desk)
    before = standing(desk.article)
    do(desk)
    assert standing(desk.article) != getattr(desk, "before", before)
    act = undo(desk.article, desk.by)
    after = standing(desk.article)
    for part, rows in getattr(desk, "before", before).items():
        assert after[part] == rows, part
    told = Event.objects.filter(article=desk.article, what=EventKind.UNDONE).order_by("number")
    assert [one.claim_id for one in told] == (sorted(act.claims) or [None])
    assert all(one.payload.after["action"] == act.action for one in told)


# -- once, again, and twice --------------------------------------------------------------------------------------


def test_undo_again_takes_back_the_action_before(desk: Desk) -> None:
    start = standing(desk.article)
    make.evidence(desk.own, desk.by)
    middle = standing(desk.article)
    make.answered(desk.own, desk.by, settle=True)
    undo(desk.article, desk.by)
    assert standing(desk.article) == middle
    undo(desk.article, desk.by)
    assert standing(desk.article) == start
    assert last_act(desk.by, desk.article.pk) is None
    with pytest.raises(Refused, match="did last"):
        undo(desk.article, desk.by)


def test_twice_with_one_key_is_once(desk: Desk) -> None:
    make.noted(desk.own, desk.by)
    make.moved(desk.own, State.CHECKING, desk.by)
    act, key = last_act(desk.by, desk.article.pk), make.key()
    assert act
    first = undo(desk.article, desk.by, key=key, action=act.action)
    events = Event.objects.count()
    assert undo(desk.article, desk.by, key=key, action=act.action).action == first.action
    assert Event.objects.count() == events
    with pytest.raises(Refused, match="sent by somebody else"):
        undo(desk.article, desk.room.second, key=key)


def test_a_form_undoes_what_it_was_drawn_with_or_nothing(desk: Desk) -> None:
    make.moved(desk.own, State.CHECKING, desk.by)
    drawn = last_act(desk.by, desk.article.pk)
    assert drawn
    make.noted(desk.own, desk.by)
    with pytest.raises(Refused, match="isn't what you did last any more"):
        undo(desk.article, desk.by, action=drawn.action)


def test_what_is_undone_can_be_done_again(desk: Desk) -> None:
    make.evidence(desk.own, desk.by)
    for _ in range(2):
        assert make.answered(desk.own, desk.by, settle=True).state == State.SETTLED
        undo(desk.article, desk.by)
        added = claim_add(article_id=desk.article.pk, by=desk.by, key=make.key(), words="bridge to stay open")
        undo(desk.article, desk.by)
        assert claim_now(added.pk).dismissal_why == "Undone."


def test_a_second_checker_is_free_again(desk: Desk) -> None:
    make.settled(desk.hurt, desk.by)
    undo(desk.article, desk.by)
    assert make.fresh(desk.hurt).state == State.OPEN
    assert make.answered(desk.hurt, desk.room.second).owner == desk.room.second


# -- what looks at the last move -----------------------------------------------------------------------------------


def test_who_undoes_a_reopening_has_not_dismissed(desk: Desk) -> None:
    claim_dismiss(**desk.given(desk.own, note="No claim."))
    make.moved(desk.own, State.OPEN, desk.room.second)
    undo(desk.article, desk.room.second)
    with pytest.raises(Refused, match="You dismissed this claim"):
        make.moved(desk.own, State.OPEN, desk.by)
    assert make.moved(desk.own, State.OPEN, desk.room.second).state == State.OPEN


def test_what_was_dismissed_before_it_went_stale_is_known_after_an_undo(desk: Desk) -> None:
    claim_dismiss(**desk.given(desk.own, note="No claim."))
    make.stale(desk.own, desk.room.editor)
    make.moved(desk.own, State.CHECKING, desk.by, "Once more.")
    undo(desk.article, desk.by)
    assert was_dismissed(claim_now(desk.own.pk))


# -- who may not, and why ------------------------------------------------------------------------------------------


def refused(desk: Desk, why: str, by: User | None = None) -> None:
    before = standing(desk.article)
    with pytest.raises(Refused, match=why):
        undo(desk.article, by or desk.by)
    assert standing(desk.article) == before


def test_somebody_has_acted_on_the_claim_since(desk: Desk) -> None:
    make.moved(desk.own, State.CHECKING, desk.by)
    make.noted(desk.own, desk.room.second)
    refused(desk, "Sam Second has acted on it since")
    act = last_act(desk.by, desk.article.pk)
    assert act and not may_undo(desk.by, desk.article, act).allowed
    undo(desk.article, desk.room.second)
    undo(desk.article, desk.by)
    assert make.fresh(desk.own).state == State.OPEN


def test_acting_on_another_claim_is_no_matter(desk: Desk) -> None:
    make.moved(desk.own, State.CHECKING, desk.by)
    make.answered(desk.safe, desk.room.second)
    undo(desk.article, desk.by)
    assert make.fresh(desk.own).state == State.OPEN


def test_nobody_undoes_what_somebody_else_did(desk: Desk) -> None:
    make.moved(desk.own, State.CHECKING, desk.by)
    theirs = last_act(desk.by, desk.article.pk)
    assert theirs and last_act(desk.room.second, desk.article.pk) is None
    with pytest.raises(Refused, match="did last"):
        undo(desk.article, desk.room.second, action=theirs.action)


def test_a_new_draft_came_since(desk: Desk) -> None:
    make.moved(desk.own, State.CHECKING, desk.by)
    make.next_draft(desk.article, desk.room.reporter, make.TEXT + "\n\nIt rained.")
    refused(desk, "A new draft came since")


def test_second_answers_stay(desk: Desk) -> None:
    """Else a second checker could look at the first answers, and be a second checker again."""
    make.settled(desk.hurt, desk.by)
    make.answered(desk.hurt, desk.room.second, settle=True)
    refused(desk, "You have seen the first answers", desk.room.second)
    refused(desk, "has acted on it since")


def test_an_answer_to_a_question_stays(desk: Desk) -> None:
    question = make.asked(make.moved(desk.own, State.CHECKING, desk.by), desk.by, desk.room.second)
    question_answer(question_id=question.pk, by=desk.room.second, key=make.key(), answer="The mayor.")
    refused(desk, "given for good", desk.room.second)
    refused(desk, "has acted on it since")


def test_a_signature_is_revoked(desk: Desk) -> None:
    article = make.signable(desk.room)
    make.signed(article, desk.room.editor)
    with pytest.raises(Refused, match="revoked, not undone"):
        undo(article, desk.room.editor)


def test_reopening_what_was_signed_leaves_the_signature_void(desk: Desk) -> None:
    article = make.signable(desk.room)
    make.signed(article, desk.room.editor)
    claim = Claim.objects.filter(article=article, state=State.SETTLED)[0]
    make.moved(claim, State.CHECKING, desk.by, "Once more.")
    undo(article, desk.by)
    assert make.fresh(claim).state == State.SETTLED
    assert SignOff.objects.get(draft__article=article).revoked_at


def test_undoing_what_the_gate_asked_for_voids_signatures(desk: Desk) -> None:
    article = make.signable(desk.room)
    make.signed(article, desk.room.editor)
    undo(article, desk.by)
    assert Sentence.objects.filter(draft__article=article, coverage=Coverage.OPEN).exists()
    assert SignOff.objects.get(draft__article=article).revoked_at


@pytest.mark.parametrize("how", ["away", "gone"])
def test_whoever_had_it_can_not_have_it_now(desk: Desk, how: str) -> None:
    make.moved(desk.own, State.CHECKING, desk.room.second)
    claims_assign(
        article_id=desk.article.pk,
        by=desk.room.editor,
        key=make.key(),
        to=desk.by,
        claims=Chosen(ids=(desk.own.pk,)),
    )
    until = timezone.localdate() + timedelta(days=3)
    change = {"away_until": until} if how == "away" else {"is_active": False}
    User.objects.filter(pk=desk.room.second.pk).update(**change)
    refused(desk, "Sam Second (is away|can't sign in)", desk.room.editor)


def test_who_counts_as_a_writer_by_now(desk: Desk) -> None:
    make.moved(desk.own, State.CHECKING, desk.by)
    desk.article.bylines.add(desk.by)
    with pytest.raises(Refused, match="You wrote this story"):
        undo(desk.article, desk.by)
    desk.article.bylines.remove(desk.by)


def test_what_was_kept_for_it_is_gone_or_forged(desk: Desk) -> None:
    make.moved(desk.own, State.CHECKING, desk.by)
    payload = EventPayload.objects.get(event__claim=desk.own, event__what=EventKind.MOVED)
    EventPayload.objects.filter(pk=payload.pk).update(undo=payload.undo | {"claim": {"state": State.SETTLED}})
    with pytest.raises(Refused, match="doesn't fit the history"):
        undo(desk.article, desk.by)
    EventPayload.objects.filter(pk=payload.pk).update(undo=None)
    refused(desk, "isn't kept any more")


def test_read_draft_is_the_one_that_was_mended(desk: Desk) -> None:
    """A place that comes back is the very row that it was."""
    place = Place.objects.get(claim=desk.own, piece=0)
    claim_edges(**desk.given(desk.own, words="It has stood"))
    undo(desk.article, desk.by)
    assert Place.objects.get(claim=desk.own, piece=0).pk == place.pk
    assert place.draft_id == read_draft(desk.article).pk
